from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from localoffer.core.visitor_forms import takes_visitor_forms

from .calendar_file import calendar_file
from .forms import ToolForm
from .presenting import answer_page, form_page, list_page
from .queries import working_days
from .registry import TOOLS


def list_tools(request: HttpRequest) -> HttpResponse:
    return render(request, "journeys/tool_list.html", list_page())


@takes_visitor_forms
def use_tool(request: HttpRequest, id: str) -> HttpResponse:
    """Ask, answer, and forget. The answer is the answer to the POST itself: a redirect would put what was typed into an address.

    `change` in what was sent shows the form again as it was filled in; `calendar` gives the days as a file.
    """
    if id not in TOOLS:
        raise Http404
    form = ToolForm(request, tool=TOOLS[id], now=timezone.now())
    answer = None if "change" in request.POST else form.answer(working_days())
    if answer is None:
        return render(request, "journeys/tool_form.html", form_page(form), status=form.status)
    if "calendar" in request.POST:
        return calendar_file(form.tool, answer, today=form.today, now=form.now)
    return render(request, "journeys/tool_answer.html", answer_page(form, answer))
