"""Whether somebody has a second factor, and whether it was given in this session."""

from allauth.account.signals import authentication_step_completed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.http import HttpRequest

GIVEN_BY = "second_factor_given_by"


def has_one(user) -> bool:
    """Say whether the user has set up a second factor. Recovery codes alone are none."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def was_given(request: HttpRequest) -> bool:
    """Say whether the person signed in now gave the second factor in this session, and still has one."""
    return request.session.get(GIVEN_BY) == str(request.user.pk) and has_one(request.user)


def listen() -> None:
    """Note the second factor when it is given at sign-in, and when it is set up: its first code was right then."""
    authentication_step_completed.connect(_step_completed, dispatch_uid="accounts-second-factor-given")
    authenticator_added.connect(_added, dispatch_uid="accounts-second-factor-added")


def _step_completed(sender, request: HttpRequest, user, method: str, **_ignored) -> None:
    if method == "mfa":
        request.session[GIVEN_BY] = str(user.pk)


def _added(sender, request: HttpRequest, user, **_ignored) -> None:
    request.session[GIVEN_BY] = str(user.pk)
