"""Error pages in plain words, with a number to ring. They stand even when the database is away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(
        request,
        400,
        _("We could not read that"),
        _("The address or the form held something we cannot read. Go back and try again in other words."),
    )


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(
        request, 403, _("You cannot open this page"), _("Your account does not let you do this. Ask the council if you think it should.")
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _page(
        request,
        403,
        _("We could not take your form"),
        _("The page was open for too long, or your browser held something back. Go back, open the page again and send it once more."),
    )


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    return _page(
        request,
        404,
        _("We cannot find that page"),
        _("The address may be mistyped, or the page may have moved. Try the search, in your own words."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the database, the council's settings or anything else that may be what is broken."""
    title, text = _("Something went wrong here"), _("It is not your fault. Try again in a few minutes.")
    return HttpResponse(render_to_string("core/error_plain.html", {"title": title, "text": text}), status=500)


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    try:
        return render(request, "core/error.html", {"title": title, "text": text, "status": status}, status=status)
    except Exception:
        return HttpResponse(render_to_string("core/error_plain.html", {"title": title, "text": text}), status=status)
