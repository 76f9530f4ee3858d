"""Forms that visitors send: no account, no cookie, no session. See ADR 21.

A page that is kept in the cache holds no token, so it only leads to its form. The form's own page is made anew for each visitor and
holds one signed token: what it is for, at which address, when it was made, and a key by which a form sent twice is known. A form
is taken with a good token, from our own page. When it is not taken, the same page comes back with everything as it was typed, one
sentence that says what to do, and a fresh token: one press of the button is never lost work.

    @takes_visitor_forms
    def tell_us(request):
        form = TellUsForm(request, now=timezone.now())
        if form.is_valid():
            …
        return render(request, "….html", {"form": form}, status=form.status)

The template prints `{% form_token form %}` inside the form, and `components/form-errors.html` above it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import wraps
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from django import forms
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from .middleware import SAFE_METHODS
from .models import ReceivedForm
from .page_cache import never_cached

TOKEN_FIELD = "form_token"  # noqa: S105  a name, not a secret
TOKEN_LASTS = timedelta(hours=24)
_signer = Signer(salt="localoffer.core.visitor_forms")


class Refusal(Enum):
    """Why a form was not taken, in words for who sent it."""

    ELSEWHERE = _(
        "Your browser did not tell us that this form came from our own page. Press the button again. If that does not help, use another "
        "browser, or ring us: the numbers are at the foot of this page."
    )
    NOT_OURS = _("We could not tell which page this form came from. Look it through and press the button again.")
    TOO_OLD = _("This page was open for more than a day. Look your answers through and press the button again.")


class FormNotChecked(RuntimeError):
    """A view took a visitor's form without looking at its token: a mistake of ours, never of theirs."""


@dataclass(frozen=True, slots=True)
class FormToken:
    """What a token says. `key` is new with each page, so two sendings with one key are one form."""

    purpose: str
    path: str
    key: UUID
    made_at: datetime

    def signed(self) -> str:
        at = int(self.made_at.timestamp())
        return _signer.sign_object({"purpose": self.purpose, "path": self.path, "key": self.key.hex, "at": at})

    @classmethod
    def read(cls, text: str) -> "FormToken":
        """Raises BadSignature for anything that this site did not sign."""
        said = _signer.unsign_object(text)
        return cls(said["purpose"], said["path"], UUID(said["key"]), datetime.fromtimestamp(said["at"], tz=UTC))


class VisitorForm(forms.Form):
    """A form of a visitor. Bound when it was sent. A subclass names its `purpose`, so that a token for one form opens no other.

    After `is_valid()`: `key` names this sending. `refusal` says why it was not taken, and is among the form's own errors.
    """

    purpose = ""

    def __init__(self, request: HttpRequest, *, now: datetime, **kwargs):
        is_sent = request.method not in SAFE_METHODS
        super().__init__(request.POST if is_sent else None, **kwargs)
        self.path, self.now = request.path, now
        self.key: UUID | None = None
        self.refusal = self._refusal(request) if is_sent else None
        request._visitor_form_was_checked = True

    @property
    def token(self) -> str:
        """A fresh one for the page that is about to be shown."""
        return FormToken(self.purpose, self.path, uuid4(), self.now).signed()

    @property
    def status(self) -> int:
        """Of the answer that shows this form: 200 before it is sent, 403 when it was not taken, 422 when something is to be mended."""
        if self.refusal:
            return 403
        return 422 if self.errors else 200

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.refusal:
            self.add_error(None, self.refusal.value)

    def _refusal(self, request: HttpRequest) -> Refusal | None:
        try:
            token = FormToken.read(request.POST.get(TOKEN_FIELD, ""))
        except BadSignature:
            return Refusal.NOT_OURS
        if not is_from_our_own_page(request):
            return Refusal.ELSEWHERE
        if (token.purpose, token.path) != (self.purpose, self.path):
            return Refusal.NOT_OURS
        if self.now - token.made_at > TOKEN_LASTS:
            return Refusal.TOO_OLD
        self.key = token.key
        return None


def is_from_our_own_page(request: HttpRequest) -> bool:
    """Whether the browser says so. `Sec-Fetch-Site` counts where it is sent (any browser since 2023, over https); else `Origin`.

    No page of another site can set either. A sender that says neither is refused: nobody can tell whose page it showed.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site == "same-origin"
    return origin is not None and _is_our_address(origin, request)


def _is_our_address(origin: str, request: HttpRequest) -> bool:
    try:
        asked = urlsplit(origin)
    except ValueError:
        return False
    return (asked.scheme, asked.netloc) == (request.scheme, request.get_host())


def takes_visitor_forms(view: Callable) -> Callable:
    """Mark a view that shows and takes a `VisitorForm`: kept in no cache, and out of the cookie's rule, because it has one of its own.

    Raises FormNotChecked when the view answers a sent form without having made a VisitorForm of it.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in SAFE_METHODS and not getattr(request, "_visitor_form_was_checked", False):
            raise FormNotChecked(view.__name__)
        return response

    return csrf_exempt(never_cached(checked))


def receive_once(form: VisitorForm, *, now: datetime) -> bool:
    """Say whether this is the first sending of a form that was taken; the second answers as the first did and does nothing.

    Call it in the request's transaction, before what the form does: the two stand or fall together. Two presses at one moment wait
    for each other in the database.
    """
    received, is_first = ReceivedForm.objects.get_or_create(key=form.key, defaults={"purpose": form.purpose, "received_at": now})
    return is_first
