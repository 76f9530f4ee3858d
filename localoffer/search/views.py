"""The one page of results, and the same as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from localoffer.core.page_cache import never_cached
from localoffer.core.turns import takes_turns

from . import presenting
from .finding import find
from .forms import AskedFor


@never_cached
@takes_turns
def results_list(request: HttpRequest) -> HttpResponse:
    """Answer any text at all with 200: a person who needs help is never shown an error for how they typed."""
    asked = AskedFor.read(request.GET)
    found = find(asked.text, asked.wishes)
    if asked.as_json:
        return JsonResponse(presenting.as_json(found, asked.page), json_dumps_params={"ensure_ascii": False})
    return render(request, "search/results_list.html", presenting.as_page(found, asked, request.GET))
