"""Each address, asked by each role: let in, sent to sign in, refused, or not there, as the permission table declares."""

import pytest
from django.test import Client
from django.urls import reverse

from localoffer.accounts import permissions

from .urlconf import addresses

pytestmark = pytest.mark.django_db
ADDRESSES = [address for address in addresses() if address.sample]
LET_IN, SIGN_IN, REFUSED, NOT_THERE = "let in", "sign in", "refused", "not there"
HOME = reverse("wagtailadmin_home")
# The page for the second factor leads back to the first step when nobody has begun to sign in.
LEADS_TO_SIGN_IN = {"mfa_authenticate"}


def declared(action: permissions.Action, role: str) -> str:
    if role in action.roles:
        return LET_IN
    if action.refusal == "404":
        return NOT_THERE
    return SIGN_IN if role == "visitor" or action.refusal == "sign-in" else REFUSED


def answered(response) -> str:
    target = response.headers.get("Location", "")
    if response.status_code == 403:
        return REFUSED
    if response.status_code == 302 and target.startswith(reverse("account_login")):
        return SIGN_IN
    if response.status_code == 302 and target == HOME and "permission" in _messages(response):
        return "refused by Wagtail"
    return LET_IN if response.status_code < 500 else f"error {response.status_code}"


def _messages(response) -> str:
    from django.contrib.messages import get_messages

    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.mark.parametrize("role", permissions.table().roles)
def test_each_address_answers_each_role_as_declared(role, cast, client_as):
    wrong = []
    for address in ADDRESSES:
        action, browser = permissions.action_for(address.name), client_as(cast[role])
        browser.raise_request_exception = False
        response = browser.get(address.sample)
        want, got = declared(action, role), answered(response)
        if address.name in LEADS_TO_SIGN_IN and got == SIGN_IN:
            got = LET_IN
        if want == NOT_THERE:
            got = NOT_THERE if response.status_code == 404 else got
        if want != got:
            wrong.append(f"{address.name} {address.sample}: declared {want}, got {got} ({response.status_code})")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", permissions.table().roles)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_unsafe_request_is_taken_without_a_token(role, method, cast, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    taken = []
    for address in ADDRESSES:
        browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
        if cast[role].is_authenticated:
            browser.force_login(cast[role])
        response = getattr(browser, method)(address.sample)
        if response.status_code not in (403, 404, 405) and answered(response) != SIGN_IN:
            taken.append(f"{address.name}: {response.status_code}")
    assert not taken, "\n".join(taken)


def test_an_address_missing_from_the_table_is_refused(client_as, admin, monkeypatch):
    browser = client_as(admin)
    assert browser.get(HOME).status_code == 200
    monkeypatch.setattr(permissions, "action_for", lambda match: None)
    assert browser.get(HOME).status_code == 403
    assert Client().get(HOME).headers["Location"].startswith(reverse("account_login"))


def test_wagtails_own_sign_in_leads_to_ours():
    for name in ("wagtailadmin_login", "wagtailcore_login"):
        response = Client().post(reverse(name), {"username": "admin@example.org", "password": "a long enough password"})
        assert response.status_code == 302
        assert response.headers["Location"] == reverse("account_login")
