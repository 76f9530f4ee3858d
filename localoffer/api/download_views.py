"""The directory as files."""

import base64

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import downloads
from .answers import problem, write_json


@require_safe
def view_package(request: HttpRequest) -> HttpResponse:
    """What files there are, what is in them, and their checksums."""
    try:
        return write_json(request, downloads.package())
    except downloads.NotNow:
        return _not_now()


@require_safe
def download(request: HttpRequest, name: str) -> HttpResponse:
    """One file, with its checksum (RFC 9530) and its length: a download that breaks off is noticed."""
    if name not in downloads.FILES:
        return problem(404, _("There is no file of this name."))
    try:
        file = downloads.opened(name)
    except downloads.NotNow:
        return _not_now()
    digest = downloads.checksum(file)
    response = FileResponse(file, as_attachment=True, filename=name)
    media_type = downloads.MEDIA_TYPES[name.partition(".")[2]]
    response["Content-Type"] = f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type
    response["ETag"] = etag = f'"{digest.hex()[:32]}"'
    response["Repr-Digest"] = f"sha-256=:{base64.b64encode(digest).decode()}:"
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=etag, response=response) or response


def _not_now() -> HttpResponse:
    refused = problem(503, _("The files cannot be made just now. Try again in a few minutes."))
    refused["Retry-After"] = "120"
    return refused
