"""Pages of our own at the desk: what waits for review, one review, and the pages to check."""

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from localoffer.accounts.permissions import requires
from localoffer.core.models import ReviewedWordsChanged, ReviewTask

from . import queries
from .forms import DecisionForm


@requires("enter-desk")
def list_reviews(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/review_list.html", {"reviews": queries.waiting_reviews()})


@requires("enter-desk")
def list_checks(request: HttpRequest) -> HttpResponse:
    return render(request, "editorial/check_list.html", {"pages": queries.pages_to_check(today=timezone.localdate())})


@requires("decide-reviews")
def decide_review(request: HttpRequest, task_state_id: int) -> HttpResponse:
    """Show what was sent and take a reviewer's answer. A review that has ended leads back to the list."""
    reviews = TaskState.objects.filter(task__in=ReviewTask.objects.all()).select_related("revision__user", "task")
    state = get_object_or_404(reviews, pk=task_state_id)
    if state.status != TaskState.STATUS_IN_PROGRESS:
        messages.info(request, _("This review has ended."))
        return redirect("editorial:review-list")
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, state, form.cleaned_data)
    return render(
        request, "editorial/review_decide.html", {"form": form, "review": state, "thing": state.revision.content_object, **_links(state)}
    )


def _decide(request: HttpRequest, state: TaskState, answer: dict) -> HttpResponse:
    try:
        state.task.specific.on_action(state, request.user, answer["decision"], comment=answer["comment"])
    except ReviewedWordsChanged as problem:
        messages.error(request, str(problem))
        return redirect("editorial:review-decide", state.pk)
    said = _("Approved. Families see it now.") if answer["decision"] == DecisionForm.APPROVE else _("Sent back with your words.")
    messages.success(request, said)
    return redirect("editorial:review-list")


def _links(state: TaskState) -> dict:
    """Where the reviewer reads what was sent, and what differs from what families see now (None: nothing is published yet)."""
    thing, key = state.revision.content_object, quote(state.revision.object_id)
    name = "wagtailadmin_pages:{}" if isinstance(thing, Page) else f"{thing.snippet_viewset.url_namespace}:{{}}"
    compare = reverse(name.format("revisions_compare"), args=[key, "live", state.revision_id]) if thing.live_revision_id else None
    return {"preview_url": reverse(name.format("workflow_preview"), args=[key, state.task_id]), "compare_url": compare}
