"""Small files at fixed addresses: the council's colours, robots.txt, security.txt, the gallery's page."""

from datetime import datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ..frame import council_now
from ..page_cache import reads_parameters


def theme(request: HttpRequest) -> HttpResponse:
    """The council's own colours as one small style sheet, after ours. Values are checked as # and six digits when saved."""
    council = council_now()
    rules = f":root{{--lo-brand:{council.brand_colour};--lo-brand-dark:{council.brand_dark_colour};--lo-accent:{council.accent_colour}}}"
    return HttpResponse(rules, content_type="text/css; charset=utf-8")


def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read the public pages; the demo asks them to stay away."""
    lines = ["User-agent: *"]
    lines += ["Disallow: /"] if settings.SEARCH_SHOWS_NO_INDEX else ["Disallow: /admin/", "Disallow: /account/", "Disallow: /search/"]
    lines += ["", f"Sitemap: {settings.SITE_ADDRESS}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116). The end date is always eleven months after the first of this month."""
    if not settings.SECURITY_CONTACT:
        raise Http404("LOCALOFFER_SECURITY_CONTACT is not set.")
    today = timezone.now()
    expires = datetime(today.year, today.month, 1, tzinfo=today.tzinfo) + timedelta(days=334)
    lines = [f"Contact: {settings.SECURITY_CONTACT}", f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}", "Preferred-Languages: en",
             f"Canonical: {settings.SITE_ADDRESS}/.well-known/security.txt", ""]  # fmt: skip
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@reads_parameters("dir")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component with its examples; `?dir=rtl` draws it right to left."""
    from ..gallery import GALLERY

    return render(request, "core/gallery.html", {"gallery": GALLERY, "direction": "rtl" if request.GET.get("dir") == "rtl" else "ltr"})
