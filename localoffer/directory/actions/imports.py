"""Imports: stage, difference, apply. See ADR 5.

A reading of a file is staged as a batch: what is new, what differs, what a person changed, what was refused and why, what the
file no longer names. Applying writes the new and the changed ones in one transaction, whole or not at all. A record that a
file no longer names is proposed to be unpublished and never deleted. Running the same file twice changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.accounts.models import User

from ..errors import BatchIsDone, MissingTerm
from ..models import ImportBatch, ImportRow, Location, Organisation, School, SchoolUnit, Service, ServiceAtLocation, TaxonomyTerm
from ..models.sourced import Sourced
from ..provenance import Facts, is_a_persons, kinds_by_code, note_source, set_value, value_of
from ..terms import NEEDS, TOPICS
from .services import tell, unpublish

LARGEST_SHRINK = 0.10
BATCH = 500
PARTS: dict[str, type[Sourced]] = {"service": Service, "location": Location, "organisation": Organisation, "school": School}
Outcome = ImportRow.Outcome
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """One provider as a file gives it. `facts` is {"service": {…}, "location": {…}, "organisation": {…}}, in JSON values.

    `topics`, `needs` and `units` (of a school: {"kind", "places", "needs"}) are given to a new record only: after that they are the
    council's. No "location": families cannot go there (help that comes to their home, a service by phone). "school": only for one.
    """

    source_id: str
    row_number: int
    facts: dict[str, Facts]
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    units: tuple[Facts, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    row_number: int
    source_id: str
    reason: str


@dataclass(slots=True)
class Reading:
    """All that a file said about one area. `left_out` says of a number in the file why it is no entry ("Resigned").

    `records` may be an iterator over a file that is larger than memory: it is walked once, and what stands in `refused`,
    `left_out` and `counts` is whole only after that. Walking it may raise CannotReadFile.
    """

    source: str
    area: str
    as_of: date | None
    file_name: str
    file_sha256: str
    records: Iterable[SourceRecord] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def stage_import(reading: Reading, *, by: User | None, now: datetime) -> ImportBatch:
    """Write down what the file would change. Nothing that families see changes.

    Returns the batch, waiting for a person when more than 10 % of the published records have gone from the file.
    """
    batch = ImportBatch(
        source=reading.source, area=reading.area, as_of=reading.as_of, file_name=reading.file_name[:200],
        file_sha256=reading.file_sha256, staged_at=now, by=by,
    )  # fmt: skip
    batch.save()  # without counts until the file is read through; the transaction shows it to nobody before that
    published = set(Service.objects.filter(source=reading.source, source_area=reading.area, live=True).values_list("source_id", flat=True))
    not_named, counts = set(published), Counter({str(outcome): 0 for outcome in Outcome} | {"same": 0})
    for records in _batches(reading.records):
        not_named.difference_update(record.source_id for record in records)
        _save_rows(batch, _differences(reading.source, records, counts), counts)
    not_named.difference_update(row.source_id for row in reading.refused)
    for rows in _batches(_refused(reading)):
        _save_rows(batch, rows, counts)
    for rows in _batches(_gone(reading, not_named)):
        _save_rows(batch, rows, counts)
    batch.counts = reading.counts | dict(counts)
    _say_whether_it_waits(batch, published=len(published))
    batch.save()
    return batch


@transaction.atomic
def apply_import(batch: ImportBatch, *, now: datetime, accepted_because: str = "") -> ImportBatch:
    """Write the new and the changed records, all or none. A batch that waits needs the words of a person.

    A fact that somebody changed since the batch was staged is left alone. Raises BatchIsDone, MissingTerm; ValueError when
    the batch waits and no words are given. Fires `things_changed` for all that changed.
    """
    batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state == ImportBatch.State.APPLIED:
        raise BatchIsDone(_("This file was imported already."))
    if batch.state == ImportBatch.State.WAITING and not accepted_because.strip():
        raise ValueError("A batch that waits for a person is applied only with the person's words.")
    kinds = kinds_by_code()
    changed = _create(batch, kinds=kinds, now=now) + _update(batch, kinds=kinds, now=now)
    _note_day(batch)
    batch.state, batch.applied_at, batch.accepted_because = ImportBatch.State.APPLIED, now, accepted_because.strip()
    batch.save()
    for start in range(0, max(1, len(changed)), BATCH):
        tell(changed[start : start + BATCH])
    return batch


@transaction.atomic
def unpublish_gone(batch: ImportBatch, *, by: User | None) -> int:
    """Do what an applied batch proposes: take the records that the file no longer names off the public pages. Returns how many."""
    ids = batch.rows.filter(outcome=Outcome.GONE).values_list("source_id", flat=True)
    services = list(Service.objects.filter(source=batch.source, source_id__in=list(ids), live=True))
    for service in services:
        unpublish(service, by=by)
    return len(services)


@transaction.atomic
def prune_imports(*, before: datetime) -> int:
    """Delete what the rows of old files said, and batches that nobody ever applied. An applied batch keeps its counts.

    Returns how many rows went.
    """
    old = ImportBatch.objects.filter(staged_at__lt=before)
    rows = ImportRow.objects.filter(batch__in=old).delete()[0]
    old.exclude(state=ImportBatch.State.APPLIED).delete()
    return rows


@dataclass(slots=True)
class _Known:
    """What the directory holds for one number of the source. An officer may have deleted the place or the organisation."""

    service: Service
    location: Location | None
    organisation: Organisation | None
    school: School | None = None

    def part(self, name: str) -> Sourced | None:
        return getattr(self, name)

    @property
    def has_waiting_draft(self) -> bool:
        """A revision waits to be published, and would bring back what the import changes. (Wagtail also calls a service
        that was taken down "changed"; without a revision nothing waits.)"""
        return self.service.has_unpublished_changes and self.service.latest_revision_id is not None


def _known(source: str, ids: list[str]) -> dict[str, _Known]:
    """The records that these numbers already have. Four queries."""

    def by_id(model) -> dict[str, Any]:
        return {row.source_id: row for row in model.objects.filter(source=source, source_id__in=ids)}

    places, organisations, schools = by_id(Location), by_id(Organisation), by_id(School)
    services = Service.objects.filter(source=source, source_id__in=ids).select_related("kind")
    return {
        one.source_id: _Known(one, places.get(one.source_id), organisations.get(one.source_id), schools.get(one.source_id))
        for one in services
    }


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists of at most BATCH, none of them empty."""
    rest = iter(items)
    while part := list(islice(rest, BATCH)):
        yield part


def _save_rows(batch: ImportBatch, rows: Iterable[ImportRow], counts: Counter[str]) -> None:
    made = list(rows)
    for row in made:
        row.batch = batch
        counts[str(row.outcome)] += 1
    ImportRow.objects.bulk_create(made)


def _differences(source: str, records: list[SourceRecord], counts: Counter[str]) -> Iterator[ImportRow]:
    known = _known(source, [record.source_id for record in records])
    for record in records:
        rows = list(_difference(record, known.get(record.source_id)))
        counts["same"] += not rows
        yield from rows


def _refused(reading: Reading) -> Iterator[ImportRow]:
    for row in reading.refused:
        yield ImportRow(row_number=row.row_number, source_id=row.source_id[:80], outcome=Outcome.REFUSED, reason=row.reason)


def _difference(record: SourceRecord, known: _Known | None) -> Iterator[ImportRow]:
    """At most two rows: what the file would change, and what it may not because a person did."""
    row = {"row_number": record.row_number, "source_id": record.source_id}
    if known is None:
        given = {"topics": list(record.topics), "needs": list(record.needs), "units": list(record.units)}
        yield ImportRow(**row, outcome=Outcome.NEW, facts=record.facts | given)
        return
    changes, kept = {}, {}
    for name in PARTS:
        part = known.part(name)
        for key, wanted in record.facts.get(name, {}).items() if part else ():
            now = value_of(part, key)
            if now != wanted:
                (kept if is_a_persons(part, key) else changes)[f"{name}.{key}"] = [now, wanted]
    if changes and known.has_waiting_draft:
        yield ImportRow(
            **row,
            outcome=Outcome.KEPT,
            changes=changes | kept,
            reason=_("A person's change to it waits to be published. Import again after that."),
        )
        return
    if changes:
        yield ImportRow(**row, outcome=Outcome.CHANGED, facts=record.facts, changes=changes)
    if kept:
        yield ImportRow(**row, outcome=Outcome.KEPT, changes=kept, reason=_("A person changed it here."))


def _gone(reading: Reading, not_named: set[str]) -> Iterator[ImportRow]:
    """The published records that the file no longer names as running. One whose row was refused is not gone."""
    for key in sorted(not_named):
        yield ImportRow(source_id=key, outcome=Outcome.GONE, reason=reading.left_out.get(key) or _("The file no longer names it."))


def _say_whether_it_waits(batch: ImportBatch, *, published: int) -> None:
    gone = batch.counts[Outcome.GONE]
    if published and gone / published > LARGEST_SHRINK:
        batch.state = ImportBatch.State.WAITING
        batch.waits_because = _(
            "%(gone)d of the %(published)d services from this source are no longer in the file. That is more than 1 in 10, so a person must say that it is right."
        ) % {"gone": gone, "published": published}


def _create(batch: ImportBatch, *, kinds: dict[str, TaxonomyTerm], now: datetime) -> list[Any]:
    """Write the new records, in batches. Returns the ids of their services."""
    words = [
        ("topics", Service.topics.through, {term.code: term for term in TaxonomyTerm.objects.of(TOPICS)}),
        ("needs", Service.needs.through, {term.code: term for term in TaxonomyTerm.objects.of(NEEDS)}),
    ]
    made: list[Any] = []
    for rows in _batches(_rows(batch, Outcome.NEW)):
        records = [_new(row, batch=batch, kinds=kinds, now=now) for row in rows]
        places = [known for known in records if known.location]
        Organisation.objects.bulk_create([known.organisation for known in records])
        Location.objects.bulk_create([known.location for known in places])
        Service.objects.bulk_create([known.service for known in records])
        ServiceAtLocation.objects.bulk_create([ServiceAtLocation(service=known.service, location=known.location) for known in places])
        School.objects.bulk_create([known.school for known in records if known.school])
        _create_units(records, rows, needs=words[1][2], on=batch.as_of)
        for name, link, terms in words:
            link.objects.bulk_create(
                link(service_id=known.service.pk, taxonomyterm_id=terms[code].pk)
                for known, row in zip(records, rows, strict=True)
                for code in row.facts.get(name, [])
                if code in terms
            )
        made += [known.service.pk for known in records]
    return made


def _create_units(records: list[_Known], rows: list[ImportRow], *, needs: dict[str, TaxonomyTerm], on: date | None) -> None:
    """Write the units of new schools. A number of places is kept with the day that the file speaks of."""
    units, links = [], []
    for known, row in zip(records, rows, strict=True):
        for facts in row.facts.get("units", []) if known.school else ():
            unit = SchoolUnit(
                school=known.school, kind=facts["kind"], places=facts["places"], places_on=on if facts["places"] is not None else None
            )
            units.append(unit)
            links += [(unit.pk, needs[code].pk) for code in facts["needs"] if code in needs]
    SchoolUnit.objects.bulk_create(units)
    link = SchoolUnit.needs.through
    link.objects.bulk_create(link(schoolunit_id=unit, taxonomyterm_id=term) for unit, term in links)


def _rows(batch: ImportBatch, outcome: str) -> Iterator[ImportRow]:
    """The staged rows of one outcome, never all of them in memory. They are walked by key: a cursor would end with the first write."""
    found = batch.rows.filter(outcome=outcome).order_by("pk")
    rows = list(found[:BATCH])
    while rows:
        yield from rows
        rows = list(found.filter(pk__gt=rows[-1].pk)[:BATCH])


def _new(row: ImportRow, *, batch: ImportBatch, kinds: dict[str, TaxonomyTerm], now: datetime) -> _Known:
    keys = {"source": batch.source, "source_id": row.source_id}
    place = Location(**keys) if row.facts.get("location") else None
    known = _Known(Service(**keys, first_published_at=now, last_published_at=now), place, Organisation(**keys))
    if row.facts.get("school"):
        known.school = School(**keys, service=known.service)
    for name in PARTS:
        for key, value in row.facts.get(name, {}).items():
            _take(known.part(name), key, value, batch=batch, kinds=kinds, now=now)
    known.service.organisation = known.organisation
    return known


def _update(batch: ImportBatch, *, kinds: dict[str, TaxonomyTerm], now: datetime) -> list[Any]:
    """Write the changed facts, each only where the record still holds what it held when the batch was staged."""
    told: list[Any] = []
    for part in _batches(_rows(batch, Outcome.CHANGED)):
        known = _known(batch.source, [row.source_id for row in part])
        for row in part:
            if row.source_id in known and not known[row.source_id].has_waiting_draft:
                _take_changes(known[row.source_id], row, batch=batch, kinds=kinds, now=now)
        told += _write(known, {key.partition(".")[2] for row in part for key in row.changes})
    return told


def _take_changes(known: _Known, row: ImportRow, *, batch: ImportBatch, kinds: dict[str, TaxonomyTerm], now: datetime) -> None:
    for name_and_key, (before, wanted) in row.changes.items():
        name, _dot, key = name_and_key.partition(".")
        part = known.part(name)
        if part and value_of(part, key) == before:
            _take(part, key, wanted, batch=batch, kinds=kinds, now=now)


def _take(part: Sourced, key: str, value: Any, *, batch: ImportBatch, kinds: dict[str, TaxonomyTerm], now: datetime) -> None:
    if key == "kind" and value not in kinds:
        raise MissingTerm(_("There is no kind of service called %(kind)s. Run load_taxonomies first.") % {"kind": value})
    set_value(part, key, value, kinds=kinds)
    note_source(part, key, source=batch.source, on=timezone.localdate(now))


def _write(known: dict[str, _Known], keys: set[str]) -> list[Any]:
    """Write the given fields of these records; returns the ids of all services that print one of them."""
    names = {"provenance"} | keys
    if "point" in names:
        names = names - {"point"} | {"latitude", "longitude", "precision"}
    for name, model in PARTS.items():
        fields = sorted(names & {column.name for column in model._meta.concrete_fields})
        model.objects.bulk_update([one.part(name) for one in known.values() if one.part(name)], fields)
    places = [one.location.pk for one in known.values() if one.location]
    return list(
        dict.fromkeys(
            [one.service.pk for one in known.values()]
            + list(ServiceAtLocation.objects.filter(location__in=places).order_by().values_list("service_id", flat=True))
        )
    )


def _note_day(batch: ImportBatch) -> None:
    """Note on every record that the file still names the day that the file speaks of."""
    not_named = batch.rows.filter(outcome__in=[Outcome.GONE, Outcome.REFUSED]).values("source_id")
    Service.objects.filter(source=batch.source, source_area=batch.area).exclude(source_id__in=not_named).update(source_as_of=batch.as_of)
