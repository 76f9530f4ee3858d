"""An account that nobody uses is closed, then forgotten; what it did stays, without a name."""

from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone
from PIL import Image
from wagtail.log_actions import log
from wagtail.models import Comment, ModelLogEntry, Page, PageSubscription
from wagtail.users.models import UserProfile

from localoffer.accounts.actions import AccountIsOpen, LeaversReport, forget_account, forget_leavers
from localoffer.accounts.models import User

NOW = timezone.now()
HALF_A_YEAR, TWO_YEARS = timedelta(days=182), timedelta(days=740)


def a_picture() -> ContentFile:
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    return ContentFile(picture.getvalue(), name="me.png")


@pytest.fixture
def second_factor(editor):
    return Authenticator.objects.create(user=editor, type=Authenticator.Type.TOTP, data={"secret": "canary"})


@pytest.fixture
def leaver(editor, second_factor):
    """An editor with all that an account gathers, closed by an administrator."""
    editor.first_name, editor.last_name, editor.last_login, editor.is_active = "Canary", "Bird", NOW, False
    editor.save()
    EmailAddress.objects.create(user=editor, email=editor.email, primary=True, verified=True)
    UserProfile.objects.create(user=editor, avatar=a_picture())
    page = Page.objects.get(depth=1)
    PageSubscription.objects.create(user=editor, page=page, comment_notifications=True)
    Comment.objects.create(user=editor, page=page, text="Canary", contentpath="title")
    return editor


def test_an_account_in_use_is_left_alone(editor, second_factor, admin):
    editor.last_login = NOW
    editor.save()
    assert forget_leavers(now=NOW + HALF_A_YEAR) == LeaversReport(0, 0, 0)


def test_an_account_unused_for_18_months_is_closed_with_its_second_factor(editor, second_factor, admin):
    report = forget_leavers(now=NOW + timedelta(days=560))
    editor.refresh_from_db()
    assert (report, editor.is_active) == (LeaversReport(1, 1, 0), False)
    assert editor.email == "editor@example.org"


def test_an_account_that_an_administrator_opened_again_stays_open(editor, admin):
    with time_machine.travel(NOW + timedelta(days=555)):
        log(editor, "wagtail.edit", user=admin)
    assert forget_leavers(now=NOW + timedelta(days=560)).closed == 0


def test_the_administrator_who_signed_in_last_is_never_closed(admin, make_user):
    other = make_user("second@example.org", "admin")
    User.objects.filter(pk=other.pk).update(last_login=NOW)
    forget_leavers(now=NOW + TWO_YEARS)
    assert list(User.objects.filter(is_active=True)) == [other]


def test_somebody_closed_by_hand_loses_the_second_factor_at_once_and_the_name_later(leaver, admin):
    assert forget_leavers(now=NOW) == LeaversReport(0, 1, 0)
    assert forget_leavers(now=NOW + TWO_YEARS).forgotten == 1
    assert forget_leavers(now=NOW + TWO_YEARS).forgotten == 0


def test_nothing_says_whose_a_forgotten_account_was(leaver, admin, django_capture_on_commit_callbacks):
    log(leaver, "wagtail.edit", user=admin)
    picture = leaver.wagtail_userprofile.avatar
    with django_capture_on_commit_callbacks(execute=True):
        forget_account(leaver)
    leaver.refresh_from_db()
    assert (leaver.email, leaver.get_full_name(), leaver.role) == (f"account-{leaver.pk}@forgotten.invalid", "", "provider")
    assert not leaver.has_usable_password()
    assert not leaver.groups.exists()
    assert [m.__name__ for m in (EmailAddress, Authenticator, UserProfile, PageSubscription, Comment) if m.objects.exists()] == []
    assert ModelLogEntry.objects.get().label == str(leaver)
    assert not picture.storage.exists(picture.name)


def test_an_open_account_is_not_forgotten(editor):
    with pytest.raises(AccountIsOpen):
        forget_account(editor)
    with pytest.raises(CommandError, match="is open"):
        call_command("forget_leavers", "--account", editor.email)
    with pytest.raises(CommandError, match="no account"):
        call_command("forget_leavers", "--account", "nobody@example.org")


def test_the_command_goes_by_the_clock_and_a_dry_run_changes_nothing(leaver, admin, capsys):
    with time_machine.travel(NOW + TWO_YEARS):
        call_command("forget_leavers", "--dry-run")
        assert User.objects.filter(email="editor@example.org").exists()
        call_command("forget_leavers")
        call_command("forget_leavers")
    assert capsys.readouterr().out.splitlines() == [
        "0 accounts closed, 1 second factors removed, 1 accounts forgotten.",
        "Dry run: nothing was changed.",
        "0 accounts closed, 1 second factors removed, 1 accounts forgotten.",
        "0 accounts closed, 0 second factors removed, 0 accounts forgotten.",
    ]


def test_one_closed_account_is_forgotten_on_request(leaver):
    call_command("forget_leavers", "--account", "Editor@example.org")
    assert not User.objects.filter(email="editor@example.org").exists()


def test_an_account_deleted_at_the_desk_takes_its_picture_along(leaver, admin, client_as, django_capture_on_commit_callbacks):
    picture = leaver.wagtail_userprofile.avatar
    with django_capture_on_commit_callbacks(execute=True):
        client_as(admin).post(f"/admin/users/delete/{leaver.pk}/")
    assert not User.objects.filter(pk=leaver.pk).exists()
    assert not picture.storage.exists(picture.name)
