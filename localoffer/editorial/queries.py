"""What waits at the desk. Each answer is a list that a page shows in full; the front page shows how long it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from wagtail.models import TaskState

from localoffer.core.models import ReviewTask
from localoffer.core.templatetags.core_tags import age, on_date
from localoffer.directory.models import (
    ImportBatch,
    ImportRow,
    Location,
    OpenRecord,
    Organisation,
    PossibleDuplicate,
    SchoolTerm,
    Service,
    TaxonomyTerm,
)
from localoffer.guidance.models import InformationPage, QuestionPage

LATEST_IMPORTS = 50
RECORDS = {
    "service": (Service, ""),
    "organisation": (Organisation, gettext_lazy("who provides it")),
    "location": (Location, gettext_lazy("place")),
}
SHORTER = {"point": gettext_lazy("point on the map"), "min_age_months": gettext_lazy("youngest"), "max_age_months": gettext_lazy("oldest")}
"""Names of facts that no form has, or has with a unit that is not shown here."""


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


def held_out_records() -> QuerySet[OpenRecord]:
    """What keeps services that families see out of open data, each with its service, by name."""
    return OpenRecord.objects.held_out().select_related("service__kind").order_by("service__name", "pk")


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


def changes_of(row: ImportRow, *, kinds: Mapping[str, TaxonomyTerm]) -> list[Change]:
    """What a row changes, or, of a new entry, all that it says, in the words of the desk's forms. What is empty in a new entry is left out.

    kinds  the kinds of service by code.
    """
    if row.outcome == ImportRow.Outcome.NEW:
        facts = {f"{part}.{name}": ("", value) for part in RECORDS for name, value in row.facts.get(part, {}).items()}
    else:
        facts = row.changes
    changes = [Change(_name_of(key), *(_in_words(key, value, kinds) for value in pair)) for key, pair in facts.items()]
    return [change for change in changes if change.now or change.wanted]


def _name_of(key: str) -> str:
    """`"location.town"` → "place: town"; a fact of the service itself stands alone."""
    part, _dot, name = key.partition(".")
    record, words = RECORDS[part]
    field = str(SHORTER.get(name) or record._meta.get_field(name).verbose_name)
    return f"{words}: {field}" if words else field


def _in_words(key: str, value: Any, kinds: Mapping[str, TaxonomyTerm]) -> str:
    """A fact in its JSON form, as families would read it."""
    if value in (None, "", [None, None, ""]):
        return ""
    if key == "service.kind":
        return kinds[value].name if value in kinds else value
    if key == "location.point":
        latitude, longitude, precision = value
        return f"{latitude:.4f}, {longitude:.4f} ({Location.Precision(precision).label})"
    if key.endswith("_age_months"):
        return age(value)
    return on_date(date.fromisoformat(value)) if key.endswith("_on") else str(value)
