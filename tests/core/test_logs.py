"""Nothing that a person sent stands in a log, even when the request fails half way."""

import logging
import time
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError
from django.test import Client

from localoffer.accounts.adapter import AccountAdapter
from localoffer.core.logs import WithoutVisitors, kind_of, told, without_visitors
from localoffer.search import views as search_views

CANARIES = ("canary", "203.0.113.77", "2001:db8:77:88::99", "Mozilla")


@pytest.fixture
def log(monkeypatch):
    """What the site's own handler writes, as the settings made it."""
    handler = next(h for h in logging.getLogger().handlers if any(isinstance(f, WithoutVisitors) for f in h.filters))
    written = StringIO()
    monkeypatch.setattr(handler, "stream", written)
    return written


def a_browser(address: str) -> Client:
    headers = {"user-agent": "Mozilla/5.0 canary-browser", "referer": "https://canary.example/", "x-forwarded-for": address}
    return Client(raise_request_exception=False, REMOTE_ADDR=address, headers=headers)


def canaries_in(log: StringIO) -> list[str]:
    return [word for word in CANARIES if word in log.getvalue()]


def test_a_search_that_fails_leaves_nothing_of_the_visitor_in_the_log(log, db, monkeypatch):
    def fail(text, *args, **kwargs):
        raise ValueError(f"cannot read {text!r} of {CANARIES}")

    monkeypatch.setattr(search_views, "find", fail)
    answer = a_browser("203.0.113.77").get("/search/?q=canary+autism+LU1+2AB")
    assert answer.status_code == 500
    assert "Internal Server Error: /search/" in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert canaries_in(log) == []


def test_a_form_that_fails_leaves_no_body_in_the_log(log, db, monkeypatch):
    def fail(self, request, **credentials):
        raise IntegrityError(f"Key (email)=({credentials['email']}) with {request.POST['password']} already exists")

    monkeypatch.setattr(AccountAdapter, "authenticate", fail)
    answer = a_browser("2001:db8:77:88::99").post("/account/login/", {"login": "canary@example.org", "password": "canary-word-of-mine"})
    assert answer.status_code == 500
    assert "django.db.utils.IntegrityError" in log.getvalue()
    assert canaries_in(log) == []


def test_the_key_of_a_link_is_not_logged(log, db, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("allauth.account.views.PasswordResetFromKeyView.dispatch", fail)
    assert a_browser("203.0.113.77").get("/account/password/reset/key/1-canary-0123abcd/").status_code == 500
    assert "/account/password/reset/key/…" in log.getvalue()
    assert canaries_in(log) == []


def test_the_frameworks_own_handlers_write_nothing():
    assert logging.getLogger("django").handlers == []
    assert logging.getLogger("django").propagate


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("GET /search/?q=canary&age=3 failed", "GET /search/?… failed"),
        ("refused by canary@example.org.", "refused by …@…"),
        ("from 203.0.113.77 and 2001:db8:77:88::99", "from 203.0.113.x and 2001:db8:77::/48"),
        ("at 12:30:45 the job ended", "at 12:30:45 the job ended"),
        ("one\r\ntwo", "one\\r\\ntwo"),
        ("/account/confirm-email/MQ:1tC4nary:x-y_z/", "/account/confirm-email/…/"),
    ],
)
def test_visitors_are_cut_out_of_a_line(said, written):
    assert without_visitors(said) == written


def test_an_exception_is_told_by_its_places_and_kinds_the_cause_first(db):
    named = f"/{CANARIES[0]}"
    try:
        try:
            get_user_model().objects.get(email="canary@example.org")
        except get_user_model().DoesNotExist as problem:
            raise OSError(28, "No space left on device", named) from problem
    except OSError as problem:
        text = told(problem)
    assert text.index("DoesNotExist") < text.index("OSError No space left on device")
    assert "test_logs.py" in text
    assert named not in text


def test_a_line_of_any_length_is_cut_at_once():
    started = time.perf_counter()
    for letter in "a:1.@?":
        without_visitors(letter * 20_000)
    assert time.perf_counter() - started < 1


def test_the_code_of_a_database_is_kept():
    import sqlite3

    with pytest.raises(sqlite3.OperationalError) as refused:
        sqlite3.connect(":memory:").execute("SELECT canary FROM nowhere")
    assert kind_of(refused.value) == "sqlite3.OperationalError SQLITE_ERROR"
