"""The docs say what the code does: settings, commands, decisions, the map."""

import re
from pathlib import Path

from django.core.management import get_commands

HOUSE = Path(__file__).resolve().parents[2]
SETTINGS = (HOUSE / "localoffer/config/settings.py").read_text()


def test_every_setting_is_documented_and_every_documented_setting_exists():
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', SETTINGS))
    documented = set(re.findall(r"^\| `(\w+)` \|", (HOUSE / "docs/reference/settings.md").read_text(), re.M))
    assert read == documented


def test_the_example_environment_names_known_settings_only():
    named = set(re.findall(r"^(\w+)=", (HOUSE / ".env.example").read_text(), re.M))
    assert named <= set(re.findall(r'"(\w+)"', SETTINGS))


def test_every_command_is_documented():
    ours = {name for name, app in get_commands().items() if app.startswith("localoffer.")}
    text = (HOUSE / "docs/reference/commands.md").read_text()
    documented = set(re.findall(r"^\| `(\w+)", text, re.M))
    assert ours == documented


def test_decisions_are_numbered_without_gaps_and_say_their_status():
    files = sorted((HOUSE / "docs/adr").glob("*.md"))
    assert [int(f.name[:4]) for f in files] == list(range(1, len(files) + 1))
    for file in files:
        assert "Status:" in file.read_text(), file.name


def test_links_between_documents_lead_somewhere():
    broken = []
    for file in [*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", file.read_text()):
            if not (file.parent / target).exists():
                broken.append(f"{file.name}: {target}")
    assert not broken
