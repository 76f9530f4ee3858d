"""The three questions at the door of every address: is somebody still there, was the second factor given, may they come in."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from . import permissions
from .second_factor import has_one, was_given

IDLE_MINUTES_FOR_STAFF = 30
LONGEST_HOURS = 12
NOTE_EVERY_SECONDS = 60
SEEN_AT, BEGAN_AT = "seen_at", "began_at"
SET_UP = ("keep-own-account-safe", "sign-in")


class EndIdleSessions:
    """Sign staff out after half an hour of nothing, and anybody after twelve hours. Visitors have no session to look at."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._note_or_end(request, now=time.time())
        return self.get_response(request)

    @staticmethod
    def _note_or_end(request: HttpRequest, *, now: float) -> None:
        session = request.session
        seen_at, began_at = session.get(SEEN_AT, now), session.setdefault(BEGAN_AT, now)
        is_idle = request.user.is_council_staff and now - seen_at > IDLE_MINUTES_FOR_STAFF * 60
        if is_idle or now - began_at > LONGEST_HOURS * 3600:
            logout(request)
        elif SEEN_AT not in session or now - seen_at > NOTE_EVERY_SECONDS:
            session[SEEN_AT] = now


class RequireSecondFactor:
    """Let staff reach nothing but public pages and the set-up of their second factor until they gave it in this session.

    On when `SECOND_FACTOR_REQUIRED` is. Somebody who has a second factor but did not give it signs in again.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if not settings.SECOND_FACTOR_REQUIRED:
            return None
        action = permissions.action_for(request.resolver_match)
        if action is not None and permissions.VISITOR in action.roles:
            return None
        user = request.user
        if not user.is_authenticated or not user.is_council_staff or was_given(request):
            return None
        if has_one(user):
            logout(request)
            return redirect_to_login(request.get_full_path())
        return None if action is not None and action.name in SET_UP else redirect("mfa_activate_totp")


class AskPermissionTable:
    """Refuse every address that the permission table does not give to the role of whoever asks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        action = permissions.action_for(request.resolver_match)
        if action is not None and len(action.roles) == len(permissions.table().roles):
            return None  # public: nobody is looked up, so a page for families needs no session
        if action is not None and permissions.role_of(request.user) in action.roles:
            return None
        return permissions.refuse(request, action)
