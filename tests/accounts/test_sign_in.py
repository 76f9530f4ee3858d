"""Signing in: by e-mail address, nothing told to strangers, links to our own address only, nothing kept by a cache."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _one_step(settings):
    settings.SECOND_FACTOR_REQUIRED = False


def sign_in(browser, email, password=PASSWORD, **kwargs):
    return browser.post(reverse("account_login"), {"login": email, "password": password}, **kwargs)


def test_an_editor_signs_in_and_stands_at_the_desk(client, editor, confirmed):
    confirmed(editor)
    response = sign_in(client, "Editor@Example.org")
    assert response.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_provider_is_not_sent_to_the_desk(client, provider, confirmed):
    confirmed(provider)
    assert sign_in(client, provider.email).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get("/admin/").status_code == 403


def test_nobody_comes_in_before_the_address_is_confirmed(client, provider):
    assert sign_in(client, provider.email).headers["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    link = re.search(r"http\S+confirm-email\S+", mail.outbox[0].body)[0]
    assert link.startswith("http://127.0.0.1:8000/account/confirm-email/")
    path = link.removeprefix("http://127.0.0.1:8000")
    assert client.get(path).status_code == 200
    client.post(path)
    assert provider.emailaddress_set.get().verified


def test_the_session_changes_at_sign_in(client, editor, confirmed):
    confirmed(editor)
    client.get(reverse("account_reset_password"))
    session = client.session
    session["mark"] = 1
    session.save()
    before = session.session_key
    client.cookies["session"] = before
    sign_in(client, editor.email)
    assert client.session.session_key != before


def test_sign_out_ends_the_session_on_the_server(client, editor, confirmed):
    confirmed(editor)
    sign_in(client, editor.email)
    old = client.cookies["session"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["session"] = old
    assert thief.get("/admin/").status_code == 302


def test_somebody_disabled_is_out_at_once(client, editor, confirmed):
    confirmed(editor)
    sign_in(client, editor.email)
    editor.is_active = False
    editor.save()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("path", ["/account/login/", "/account/password/reset/", "/account/signup/"])
def test_sign_in_pages_are_ours_and_no_cache_keeps_them(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store, private"
    assert b'class="govuk-template' in response.content


def test_signed_in_pages_are_kept_by_no_cache(client_as, editor):
    assert "no-store" in client_as(editor).get("/admin/").headers["Cache-Control"]


def test_nobody_can_make_an_account(client, django_user_model):
    form = {"email": "stranger@example.org", "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), form)
    assert b"cannot make an account" in response.content
    assert not django_user_model.objects.filter(email="stranger@example.org").exists()


def test_reset_says_the_same_of_a_known_and_an_unknown_address(client, editor, confirmed):
    confirmed(editor)
    answers = [client.post(reverse("account_reset_password"), {"email": email}) for email in (editor.email, "nobody@example.org")]
    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, reverse("account_reset_password_done"))}
    assert set(answers[0].cookies) == set(answers[1].cookies)
    known, unknown = mail.outbox
    assert "/account/password/reset/key/" in known.body
    assert "/account/" not in unknown.body


def test_a_wrong_password_says_the_same_of_a_known_and_an_unknown_address(client, editor):
    pages = [sign_in(client, email, "not the password").content.decode() for email in (editor.email, "nobody@example.org")]
    for page, email in zip(pages, (editor.email, "nobody@example.org"), strict=True):
        assert "There is a problem" in page, email
    alerts = [re.search(r'role="alert">.*?</div>\s*</div>', page, re.S)[0] for page in pages]
    assert alerts[0] == alerts[1]


def test_the_link_in_the_mail_never_follows_the_host_header(client, editor, confirmed, settings):
    confirmed(editor)
    settings.ALLOWED_HOSTS = ["evil.example", "testserver"]
    client.post(reverse("account_reset_password"), {"email": editor.email}, headers={"host": "evil.example"})
    assert "evil.example" not in mail.outbox[0].body + mail.outbox[0].subject
    assert f"{settings.SITE_ADDRESS}/account/password/reset/key/" in mail.outbox[0].body


def test_a_new_password_is_chosen_by_the_link_once(client, editor, confirmed):
    confirmed(editor)
    client.post(reverse("account_reset_password"), {"email": editor.email})
    path = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form_page = client.get(path, follow=True)
    target = form_page.request["PATH_INFO"]
    new = "four quiet words more"
    assert client.post(target, {"password1": new, "password2": new}).headers["Location"] == reverse("account_reset_password_from_key_done")
    assert b"does not work any more" in Client().get(path, follow=True).content
    assert sign_in(Client(), editor.email, new).headers["Location"] == "/admin/"


@pytest.mark.parametrize("password", ["short", "elevenchars", "1qaz2wsx3edc", "club@example.org"])
def test_a_weak_password_is_refused(client_as, provider, confirmed, password):
    browser = client_as(confirmed(provider))
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert b"There is a problem" in browser.post(reverse("account_change_password"), form).content
    provider.refresh_from_db()
    assert provider.check_password(PASSWORD)


def test_a_long_pasted_password_is_taken(client_as, provider, confirmed):
    browser, new = client_as(confirmed(provider)), "correct horse battery staple " * 3
    browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    provider.refresh_from_db()
    assert provider.check_password(new)


def test_the_sixth_wrong_try_in_five_minutes_is_not_even_looked_at(client, editor, confirmed):
    confirmed(editor)
    for _ in range(5):
        sign_in(client, editor.email, "not the password")
    page = sign_in(client, editor.email).content.decode()
    assert "_auth_user_id" not in client.session
    assert "Too many" in page


def test_next_never_leads_away_from_the_site(client, editor, confirmed):
    confirmed(editor)
    response = client.post(
        reverse("account_login") + "?next=https://evil.example/",
        {"login": editor.email, "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert "evil.example" not in response.headers["Location"]


def test_a_visitor_gets_no_cookie_from_the_public_site(client):
    client.get("/robots.txt")
    assert not client.cookies
