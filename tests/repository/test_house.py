"""The house keeps its own rules: size of functions, no cookie-setting scripts, no foreign hosts on pages."""

import ast
import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
CODE = [p for p in sorted((HOUSE / "localoffer").rglob("*.py")) if "migrations" not in p.parts]


def test_no_function_is_longer_than_forty_lines():
    long = []
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 40:
                long.append(f"{path.relative_to(HOUSE)}:{node.lineno} {node.name}")
    assert not long


def test_no_template_is_longer_than_120_lines():
    templates = (HOUSE / "localoffer").rglob("*.html")
    assert [str(p) for p in templates if len(p.read_text().splitlines()) > 120] == []


def test_no_module_is_named_for_nothing():
    assert [p for p in CODE if p.stem in ("utils", "helpers", "common", "misc")] == []


def test_templates_hold_no_inline_script_or_style():
    for path in (HOUSE / "localoffer").rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"<style|\sstyle=|\son\w+=\"", text), path
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)", text), path


def test_scripts_keep_nothing_and_call_nobody():
    for path in (HOUSE / "localoffer").glob("*/static/js/**/*.js"):
        text = path.read_text()
        for word in ("document.cookie", "localStorage", "sessionStorage", "indexedDB", "sendBeacon", "innerHTML"):
            assert word not in text, f"{path}: {word}"


def test_locked_requirements_have_hashes_and_name_no_index():
    for lock in (HOUSE / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "index-url" not in text
        assert "http" not in text


def test_at_most_25_direct_requirements():
    import tomllib

    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    assert len(project["dependencies"]) <= 25
