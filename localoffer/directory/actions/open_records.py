"""What other systems are told of our services: that one changed, that it is gone, or that its record is kept out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ..models import OpenRecord, Service

BATCH = 500
LONGEST_PROBLEM = 300


@transaction.atomic
def note_changes(keys: Collection[UUID | str], *, now: datetime) -> None:
    """Note that these services changed at `now`. What families see gets a row; what they see no longer keeps its row as gone.

    A service that was never shown gets none: its id is nobody's business. A row that is gone already is left alone, so that work
    on a hidden draft cannot be watched from outside. Five queries for each 500 keys.
    """
    for batch in _batches([UUID(str(key)) for key in keys]):
        shown = set(Service.objects.published().filter(pk__in=batch).order_by().values_list("pk", flat=True))
        rows = OpenRecord.objects.filter(pk__in=batch)
        known = set(rows.values_list("pk", flat=True))
        rows.filter(pk__in=shown).update(is_public=True, changed_at=now, problem="")
        rows.filter(is_public=True).exclude(pk__in=shown).update(is_public=False, changed_at=now, problem="")
        new = [OpenRecord(service_id=key, is_public=True, changed_at=now) for key in shown - known]
        OpenRecord.objects.bulk_create(new, ignore_conflicts=True)


def note_missed(*, now: datetime) -> int:
    """Bring the notes in step with what families see, and return how many were not: after an upgrade, or a change that nobody
    told. What is in step keeps its moment."""
    shown = Service.objects.published().order_by()
    never_noted = shown.exclude(open_record__is_public=True).values_list("pk", flat=True)
    still_noted = OpenRecord.objects.filter(is_public=True).exclude(pk__in=shown.values("pk")).values_list("pk", flat=True)
    missed = [*never_noted, *still_noted]
    note_changes(missed, now=now)
    return len(missed)


@transaction.atomic
def hold_out(problems: Mapping[UUID, str]) -> None:
    """Keep these services' records out of open data, each for its reason; an empty reason lets it in. Families see the services
    all the same."""
    rows = list(OpenRecord.objects.filter(pk__in=list(problems)))
    for row in rows:
        row.problem = problems[row.pk][:LONGEST_PROBLEM]
    OpenRecord.objects.bulk_update(rows, ["problem"], batch_size=BATCH)


def _batches(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
