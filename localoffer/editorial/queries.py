"""What waits at the desk. Each answer is a list that a page shows in full; the front page shows how long it is."""

from dataclasses import dataclass
from datetime import date

from wagtail.models import TaskState

from localoffer.core.models import ReviewTask
from localoffer.directory.models import Service
from localoffer.guidance.models import InformationPage, QuestionPage


@dataclass(frozen=True, slots=True)
class PageToCheck:
    """A published page that nobody of the council has checked yet (`due_on` is None), or whose next check is due."""

    page: QuestionPage | InformationPage
    due_on: date | None


def waiting_reviews() -> list[TaskState]:
    """Open reviews, the oldest first, each with its revision, who sent it, and the page or service."""
    states = (
        TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=ReviewTask.objects.all())
        .select_related("revision__user", "task", "workflow_state__requested_by")
        .prefetch_related("revision__content_object")
        .order_by("started_at", "pk")
    )
    return [state for state in states if state.revision.content_object is not None]


def pages_to_check(*, today: date) -> list[PageToCheck]:
    """Published answers and pages that were never checked, then those whose check is due, the longest overdue first."""
    found = [
        PageToCheck(page, page.next_check_on)
        for model in (QuestionPage, InformationPage)
        for page in model.objects.live().defer("body").order_by("title")
        if page.next_check_on is None or page.next_check_on <= today
    ]
    return sorted(found, key=lambda entry: (entry.due_on is not None, entry.due_on or today, entry.page.title))


def services_not_confirmed() -> int:
    """How many services at the desk no person has confirmed."""
    return Service.objects.filter(assured_on__isnull=True).count()
