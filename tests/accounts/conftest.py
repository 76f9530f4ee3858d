import base64
import hashlib
import hmac
import struct
import time

import pytest
from django.core.cache import cache

from localoffer.accounts import permissions


@pytest.fixture(autouse=True)
def _no_old_tries():
    """Tries are counted in the cache; each test begins at none."""
    cache.clear()


@pytest.fixture
def confirmed():
    """Confirm the e-mail address of a user, as the link in the mail does."""

    def confirm(user):
        user.emailaddress_set.update_or_create(email=user.email, defaults={"verified": True, "primary": True})
        user.__dict__.pop("_has_confirmed_email", None)
        return user

    return confirm


@pytest.fixture
def cast(visitor, make_user, confirmed, editor, reviewer, admin):
    """One person for each role of the permission table."""
    people = {
        "visitor": visitor,
        "unverified": make_user("new-club@example.org", "provider"),
        "provider": confirmed(make_user("old-club@example.org", "provider")),
        "editor": confirmed(editor),
        "reviewer": confirmed(reviewer),
        "admin": confirmed(admin),
    }
    assert tuple(people) == permissions.table().roles
    return people


@pytest.fixture
def totp_code():
    """The six digits an authenticator app shows for this secret now (RFC 6238), worked out apart from the code under test."""

    def code(secret: str) -> str:
        digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
        start = digest[-1] & 15
        return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06}"

    return code
