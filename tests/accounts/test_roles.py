"""The role is the truth; groups, rights and the workflow follow it."""

import os
import subprocess
import sys

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from wagtail.models import GroupPagePermission, Page, Workflow

from localoffer.accounts import actions, permissions
from localoffer.accounts.models import User
from localoffer.directory.models import Service

pytestmark = pytest.mark.django_db


def groups_of(user):
    return set(user.groups.values_list("name", flat=True))


def test_a_role_brings_its_group(provider, editor, reviewer, admin):
    assert [groups_of(user) for user in (provider, editor, reviewer, admin)] == [set(), {"Editors"}, {"Reviewers"}, set()]


def test_a_new_role_takes_the_old_rights_away(reviewer, admin):
    actions.set_role(reviewer, role="provider", by=admin)
    reviewer = User.objects.get(pk=reviewer.pk)
    assert groups_of(reviewer) == set()
    assert not reviewer.has_perm("directory.publish_service")


def test_an_administrator_is_a_superuser_and_nobody_else_is(editor, admin):
    actions.set_role(editor, role="admin", by=admin)
    assert User.objects.get(pk=editor.pk).is_superuser
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=editor.pk).update(role="editor")


@pytest.mark.parametrize("who", ["provider", "editor", "reviewer"])
def test_only_an_administrator_gives_roles(who, request, rival_provider):
    with pytest.raises(PermissionDenied):
        actions.set_role(rival_provider, role="admin", by=request.getfixturevalue(who))


def test_nobody_changes_their_own_role(admin):
    with pytest.raises(PermissionDenied):
        actions.set_role(admin, role="editor", by=admin)


def test_an_unknown_role_is_refused(editor, admin):
    with pytest.raises(ValueError, match="owner"):
        actions.set_role(editor, role="owner", by=admin)


def test_editors_write_and_reviewers_publish(editor, reviewer):
    assert editor.has_perms(["wagtailadmin.access_admin", "directory.change_service"])
    assert not editor.has_perm("directory.publish_service")
    assert reviewer.has_perm("directory.publish_service")
    root = Page.objects.get(depth=1)
    assert not root.permissions_for_user(editor).can_publish_subpage()
    assert root.permissions_for_user(reviewer).can_publish_subpage()


def test_every_page_and_service_has_the_council_review():
    assert Page.objects.get(depth=1).get_workflow().name == "Council review"
    assert Service.get_default_workflow().name == "Council review"


def test_syncing_twice_changes_nothing_and_mends_what_was_added_by_hand():
    before = actions.sync_roles()
    group = Group.objects.get(name="Editors")
    publish = GroupPagePermission.objects.filter(group__name="Reviewers", permission__codename="publish_page").get()
    GroupPagePermission.objects.create(group=group, page=publish.page, permission=publish.permission)
    assert actions.sync_roles() == before
    assert not GroupPagePermission.objects.filter(group=group, permission=publish.permission).exists()
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Council review"]


def test_a_right_that_no_app_declares_is_named(monkeypatch):
    table = permissions.table()
    broken = permissions.GroupRights("editor", "Editors", (), (), ("directory.fly_service",))
    monkeypatch.setattr(actions, "table", lambda: permissions.PermissionTable(table.roles, table.actions, (broken,), table.review))
    with pytest.raises(actions.UnknownPermission, match=r"directory\.fly_service"):
        actions.sync_roles()


def test_demo_users_sign_in_with_what_is_printed(settings, capsys):
    settings.IS_DEMO = True
    for _ in range(2):
        call_command("create_demo_users")
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert User.objects.count() == EmailAddress.objects.filter(verified=True).count() == 4
    for role, email, password in printed:
        user = User.objects.get(email=email)
        assert user.role == role
        assert user.check_password(password)
        assert len(password) >= 12


def test_demo_users_are_refused_outside_the_demo():
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("create_demo_users")
    assert not User.objects.exists()


def test_demo_users_are_refused_by_production_settings(tmp_path):
    environ = {k: v for k, v in os.environ.items() if not k.startswith("LOCALOFFER_")} | {
        "LOCALOFFER_MODE": "production", "LOCALOFFER_HOSTS": "localoffer.example.org", "LOCALOFFER_DATA_DIR": str(tmp_path),
        "LOCALOFFER_SECRET_KEY": "Yb3kq9ZpR7mVtX2cLw8sJh5dGf4nQa6uEe1oKi0PzTyMrDvW6xN8",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-m", "localoffer.config.cli", "create_demo_users"], env=environ, capture_output=True, text=True)
    assert done.returncode != 0
    assert "demo mode only" in done.stderr
