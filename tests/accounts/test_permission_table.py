"""The table is whole: every address is in it, every line of it is used, and the docs say the same."""

from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from localoffer.accounts import permissions

from .urlconf import addresses

HOUSE = Path(__file__).resolve().parents[2]


def test_every_address_is_in_the_table():
    missing = [f"{a.name}  ({a.route})" for a in addresses() if permissions.action_for(a.name) is None]
    assert not missing, "Give each of these to an action in permission_table.toml:\n" + "\n".join(missing)


def test_every_line_of_the_table_guards_an_address():
    names = [a.name for a in addresses()]
    idle = [
        f"{action.name}: {pattern}"
        for action in permissions.table().actions.values()
        for pattern in action.addresses
        if not any(name == pattern or ("*" in pattern and fnmatchcase(name, pattern)) for name in names)
        and not any(permissions.action_for(name) is action and name == pattern for name in names)
    ]
    assert not idle, "These match no address; take them out of permission_table.toml:\n" + "\n".join(idle)


def test_an_address_nobody_listed_belongs_to_no_action():
    assert permissions.action_for("reports:secret-list") is None


def test_no_two_actions_claim_one_address_with_the_same_words():
    lines = [pattern for action in permissions.table().actions.values() for pattern in action.addresses]
    assert sorted(lines) == sorted(set(lines))


def test_an_exact_name_beats_a_pattern():
    assert permissions.action_for("wagtailadmin_pages:unpublish").name == "publish-pages"
    assert permissions.action_for("wagtailadmin_pages:history").name == "enter-desk"


@pytest.mark.parametrize("action", permissions.table().actions.values(), ids=lambda action: action.name)
def test_may_answers_as_the_table_says(action, cast):
    allowed = {role for role, person in cast.items() if permissions.may(person, action.name)}
    assert allowed == set(action.roles)


def test_somebody_disabled_is_a_visitor(editor):
    editor.is_active = False
    assert permissions.role_of(editor) == "visitor"


def test_an_unknown_action_is_an_error():
    with pytest.raises(KeyError):
        permissions.may(AnonymousUser(), "no-such-action")
    with pytest.raises(KeyError):
        permissions.requires("no-such-action")


def test_the_document_is_made_from_the_table():
    document = (HOUSE / "docs/reference/permissions.md").read_text()
    assert document == permissions.as_markdown(), "Run: ./run print_permissions > docs/reference/permissions.md"
