"""What happens to every request, whichever app answers it."""

import re

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from . import languages

SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")

# Public pages: nothing but what this site serves itself, no inline style or script, in no frame.
PUBLIC_POLICY = "; ".join([
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "font-src 'self'", "connect-src 'self'",
    "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "manifest-src 'self'",
])  # fmt: skip
# The desk: Wagtail's admin writes inline styles and scripts and previews pages in a frame of its own. No eval (ADR 2).
DESK_POLICY = "; ".join([
    "default-src 'none'", "script-src 'self' 'unsafe-inline'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:",
    "font-src 'self' data:", "connect-src 'self'", "frame-src 'self'", "form-action 'self'", "base-uri 'self'",
    "frame-ancestors 'self'", "media-src 'self' blob:", "worker-src 'self' blob:",
])  # fmt: skip
FEATURES_OFF = "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
DESK_PREFIX = "/admin/"
SIGNED_IN_PREFIXES = (DESK_PREFIX, "/account/")
UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")


def security_headers(get_response):
    """Put the policy and its companions on every answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_desk = request.path.startswith(DESK_PREFIX)
        response.headers.setdefault("Content-Security-Policy", DESK_POLICY if is_desk else PUBLIC_POLICY)
        if is_desk:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers.setdefault("Permissions-Policy", FEATURES_OFF)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Permitted-Cross-Domain-Policies", "none")
        if request.path.startswith(SIGNED_IN_PREFIXES):
            response.headers["Cache-Control"] = "no-store, private"
        if settings.SEARCH_SHOWS_NO_INDEX:
            response.headers["X-Robots-Tag"] = "noindex"
        return response

    return middleware


def refuse_bad_addresses(get_response):
    """Answer 400 in plain words to an address no database or header could hold: a NUL or half a character."""

    def middleware(request: HttpRequest) -> HttpResponse:
        parts = [request.path, *(text for name, values in request.GET.lists() for text in (name, *values))]
        if UNREADABLE.search(request.path) or any(UNREADABLE.search(part) for part in parts if not request.path.startswith("/search/")):
            raise SuspiciousOperation("The address holds a character that cannot be read.")
        return get_response(request)

    return middleware


def language_from_address(get_response):
    """Answer in the language that the address begins with, else in English. Django's own also reads cookies and headers."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code, _path = languages.split(request.path_info)
        request.LANGUAGE_CODE = code  # type: ignore[attr-defined]  named as Django's own middleware names it
        with languages.answering_in(code):
            response = get_response(request)
        response.headers.setdefault("Content-Language", languages.language(code).tag)
        return response

    return middleware


class OneTransaction:
    """Run each unsafe request in one transaction, so that pages, revisions and the index change together or not at all.

    Wagtail publishes outside a transaction; this puts one around it. The body is read before the transaction begins, so
    that a slow sender cannot hold the one writer of SQLite. Must be the last middleware: it calls the view itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if request.method in SAFE_METHODS:
            return None
        self._read_body(request)
        with transaction.atomic():
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    @staticmethod
    def _read_body(request: HttpRequest) -> None:
        if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
            request.POST  # noqa: B018  reading it parses the whole body, files included
            return
        try:
            request.body  # noqa: B018
        except RequestDataTooBig as error:
            raise SuspiciousOperation("The message is larger than this site takes.") from error
