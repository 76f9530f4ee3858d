"""What waits at the desk. Each answer is a list that a page shows in full; the front page shows how long it is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from wagtail.models import TaskState

from localoffer.core.models import ReviewTask
from localoffer.directory.models import ImportBatch, ImportRow, PossibleDuplicate, SchoolTerm, Service
from localoffer.guidance.models import InformationPage, QuestionPage

LATEST_IMPORTS = 50


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


def school_terms_end_on() -> date | None:
    """The last day that the school terms are known for; None where there are none."""
    return SchoolTerm.objects.order_by("-ends_on").values_list("ends_on", flat=True).first()


def possible_duplicates() -> QuerySet[PossibleDuplicate]:
    """Pairs of services that nobody has decided about, the likest first, each with both services."""
    return PossibleDuplicate.objects.undecided().select_related(
        "first__kind", "first__organisation", "second__kind", "second__organisation"
    )


def latest_imports() -> list[ImportBatch]:
    """The files that were read last, the newest first, each with who read it."""
    return list(ImportBatch.objects.select_related("by").order_by("-staged_at")[:LATEST_IMPORTS])


def imports_waiting() -> int:
    """How many files were read and not applied."""
    return ImportBatch.objects.exclude(state=ImportBatch.State.APPLIED).count()


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a record: what stands here now and what the file says."""

    field: str
    now: str
    wanted: str


def rows_of(batch: ImportBatch, *, outcome: str) -> QuerySet[ImportRow]:
    """The rows of a file with one outcome, in the file's order."""
    return batch.rows.filter(outcome=outcome)


def changes_of(row: ImportRow) -> list[Change]:
    """What a row changes, or, of a new entry, all that it says. A fact that is empty in a new entry is left out."""
    if row.outcome == ImportRow.Outcome.NEW:
        parts = [(part, facts) for part, facts in row.facts.items() if isinstance(facts, dict)]
        return [Change(f"{part}.{key}", "", _in_words(value)) for part, facts in parts for key, value in facts.items() if _in_words(value)]
    return [Change(key, _in_words(now), _in_words(wanted)) for key, (now, wanted) in row.changes.items()]


def _in_words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(str(part) for part in value if part not in (None, ""))
    return "" if value is None else str(value)
