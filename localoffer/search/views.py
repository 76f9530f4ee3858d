"""The one page of results, and the same as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from localoffer.core.page_cache import never_cached

from . import presenting
from .finding import find
from .understanding import clean

MOST_KINDS = 30


@never_cached
def results_list(request: HttpRequest) -> HttpResponse:
    """Answer any text at all with 200: a person who needs help is never shown an error for how they typed."""
    asked = request.GET
    found = find(
        asked.get("q", ""), near=asked.get("near", ""), kinds=tuple(clean(kind) for kind in asked.getlist("kind")[:MOST_KINDS]),
        without=frozenset(asked.getlist("without")), exactly=asked.get("exactly") == "1",
    )  # fmt: skip
    if asked.get("format") == "json":
        return JsonResponse(presenting.as_json(found), json_dumps_params={"ensure_ascii": False})
    return render(request, "search/results_list.html", presenting.as_page(found, asked))
