"""Staff give a second factor before anything opens: set up once, asked at each sign-in, in no other way round."""

import re
import time

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"
GUARDED = ["/admin/", "/admin/pages/", "/admin/images/", "/admin/today/reviews/", "/admin/api/main/pages/"]


@pytest.fixture(autouse=True)
def _two_steps(settings):
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def first_step(editor, confirmed):
    """A browser in which the editor has given the right password."""
    confirmed(editor)
    browser = Client()
    browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
    return browser


@pytest.fixture
def at_set_up(first_step):
    """The same browser, after the password was asked for once more, as before any change to what keeps an account safe."""
    assert first_step.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("account_reauthenticate"))
    first_step.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return first_step


@pytest.fixture
def set_up(at_set_up, totp_code, monkeypatch):
    """Set the second factor up in the page itself; returns the browser and the secret.

    allauth tells of a new factor when the transaction ends, which for a test is never: here it tells at once, as it does
    on the site before the session is written (OneTransaction ends inside the session's middleware).
    """
    monkeypatch.setattr(transaction, "on_commit", lambda tell, **_options: tell())
    first_step = at_set_up
    page = first_step.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    response = first_step.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    return first_step, secret


@pytest.mark.parametrize("path", GUARDED)
def test_staff_without_one_reach_only_its_set_up(first_step, path):
    response = first_step.get(path)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("mfa_activate_totp")


def test_staff_without_one_still_read_the_public_site(first_step):
    assert first_step.get("/robots.txt").status_code == 200


def test_the_picture_is_drawn_without_what_our_policy_forbids(at_set_up):
    page = at_set_up.get(reverse("mfa_activate_totp"))
    assert b"<svg" in page.content
    assert b"data:image" not in page.content
    assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_after_setting_it_up_the_desk_opens_and_codes_are_shown(set_up):
    browser, _secret = set_up
    assert len(re.findall(r"<li><code>", browser.get(reverse("mfa_view_recovery_codes")).content.decode())) == 10
    assert browser.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", GUARDED)
def test_the_password_alone_opens_nothing_once_it_is_set_up(set_up, editor, path):
    browser = Client()
    response = browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in browser.session
    assert browser.get(path).headers["Location"].startswith(reverse("account_login"))


def test_password_and_code_open_the_desk_and_a_code_works_once(set_up, editor, totp_code, monkeypatch):
    _browser, secret = set_up
    later = time.time() + 30
    monkeypatch.setattr(time, "time", lambda: later)
    for expected in (200, 302):
        browser = Client()
        browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
        browser.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})
        assert browser.get("/admin/").status_code == expected


def test_a_wrong_code_is_refused_in_words(set_up, editor):
    browser = Client()
    browser.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
    assert b"There is a problem" in browser.post(reverse("mfa_authenticate"), {"code": "000000"}).content
    assert browser.get("/admin/").status_code == 302


def test_a_recovery_code_opens_the_desk_once(set_up, editor):
    browser, _secret = set_up
    code = re.search(r"<li><code>(\w+)</code>", browser.get(reverse("mfa_view_recovery_codes")).content.decode())[1]
    for expected in (200, 302):
        other = Client()
        other.post(reverse("account_login"), {"login": editor.email, "password": PASSWORD})
        other.post(reverse("mfa_authenticate"), {"code": code})
        assert other.get("/admin/").status_code == expected


def test_a_session_begun_before_it_was_set_up_is_ended(set_up, editor):
    old = Client()
    old.force_login(editor)
    assert old.get("/admin/").headers["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in old.session


def test_taking_it_off_closes_the_desk_again(set_up, editor):
    browser, _secret = set_up
    Authenticator.objects.filter(user=editor, type=Authenticator.Type.TOTP).delete()
    assert browser.get("/admin/").headers["Location"] == reverse("mfa_activate_totp")


def test_a_provider_needs_none(provider, confirmed):
    browser = Client()
    browser.force_login(confirmed(provider))
    assert browser.get(reverse("mfa_index")).status_code == 200


def test_staff_are_signed_out_after_half_an_hour_of_nothing(set_up, monkeypatch):
    browser, _secret = set_up
    now = time.time()
    browser.get("/admin/")
    monkeypatch.setattr(time, "time", lambda: now + 29 * 60)
    assert browser.get("/admin/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 60 * 60)
    assert browser.get("/admin/").status_code == 302


def test_staff_are_signed_out_after_twelve_hours_whatever_they_do(set_up, monkeypatch):
    browser, _secret = set_up
    now = time.time()
    for minutes in range(0, 12 * 60, 25):
        monkeypatch.setattr(time, "time", lambda minutes=minutes: now + minutes * 60)
        assert browser.get("/admin/").status_code == 200
    monkeypatch.setattr(time, "time", lambda: now + 12 * 3600 + 60)
    assert browser.get("/admin/").status_code == 302
