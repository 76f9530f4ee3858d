"""How an answer is written: the standard's page envelope, JSON, compressed where it is taken, and mistakes in words."""

import gzip
import hashlib
import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from .queries import content_seen_at

SMALLEST_WORTH_COMPRESSING = 500
QUICKLY = 4  # of gzip's nine: an answer is made for one asker, so quick before small


def write_json(request: HttpRequest, content: Any) -> HttpResponse:
    """Return the content as JSON, in UTF-8, compressed if the asker takes that; 304 and nothing to whoever has it already.

    A copy may be kept, and is to be asked about each time. The tag is of the words themselves, so it is right after a change of
    content, of code and of day; it is weak, because the same words also travel compressed.
    """
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    seen_at = int(content_seen_at().timestamp())
    response = HttpResponse(body, content_type="application/json")
    response["ETag"] = etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    response["Last-Modified"] = http_date(seen_at)
    response["Cache-Control"] = "no-cache"
    patch_vary_headers(response, ["Accept-Encoding"])
    if len(body) >= SMALLEST_WORTH_COMPRESSING and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(body, QUICKLY, mtime=0)
        response["Content-Encoding"] = "gzip"
    return get_conditional_response(request, etag=etag, last_modified=seen_at, response=response) or response


def envelope(contents: list[Any], *, total: int, page: int, per_page: int) -> dict[str, Any]:
    """A page of a list, as the standard's `page.json` has it. A page after the last is empty, and is a last page."""
    pages = max(1, -(-total // per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page,
        "size": len(contents),
        "first_page": page == 1,
        "last_page": page >= pages,
        "empty": not contents,
        "contents": contents,
    }


def problem(status: int, title: str, *, problems: list[dict[str, str]] | None = None) -> JsonResponse:
    """A refusal that a program and a person can read. Source of the shape: RFC 9457, `problem details`."""
    more = {"problems": problems} if problems else {}
    return JsonResponse({"title": title, "status": status} | more, status=status, content_type="application/problem+json")
