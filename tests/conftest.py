"""The cast and the rules of every test: no network, no clock of its own, a plain database."""

import os
import socket

os.environ.setdefault("LOCALOFFER_MODE", "test")

import pytest

from localoffer.core import versions

LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    """A test that reaches for the network fails; loopback and sockets of the machine are let through."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            raise AssertionError(f"A test reached for the network: {address[0]}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.PAGE_CACHE_MEGABYTES = 0  # tests of the cache turn it on
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a second a user is for thieves, not for tests
    # No second passes by chance on a slow machine: what is kept for a content version is read again when a test says so.
    monkeypatch.setattr(versions, "READ_AGAIN_AFTER_SECONDS", 3600)
    versions.forget_version()


@pytest.fixture
def make_user(db, django_user_model):
    def make(email: str, role: str):
        if role == "admin":
            return django_user_model.objects.create_superuser(email=email, password="a long enough password")
        user = django_user_model.objects.create_user(email=email, password="a long enough password", role=role)
        return user

    return make


@pytest.fixture
def provider(make_user):
    return make_user("club@example.org", "provider")


@pytest.fixture
def rival_provider(make_user):
    return make_user("other-club@example.org", "provider")


@pytest.fixture
def editor(make_user):
    return make_user("editor@example.org", "editor")


@pytest.fixture
def reviewer(make_user):
    return make_user("reviewer@example.org", "reviewer")


@pytest.fixture
def admin(make_user):
    return make_user("admin@example.org", "admin")


@pytest.fixture
def visitor():
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.fixture
def client_as(settings):
    """A client that is signed in as this person, past the second factor."""
    from django.test import Client

    def client(user):
        settings.SECOND_FACTOR_REQUIRED = False
        browser = Client()
        if user.is_authenticated:
            browser.force_login(user)
        return browser

    return client
