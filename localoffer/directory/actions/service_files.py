"""Services from a reviewed text file, written to the directory. Idempotent; what a person changed is left alone and named.

Ids are made from the file's source and the entry's id: the same address in every install, whenever it is loaded. No day on which a
person confirmed anything is ever written here.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from ..errors import CannotReadFile, MissingTerm
from ..models import (
    CostOption,
    Location,
    Organisation,
    Postcode,
    ProviderAnswer,
    Schedule,
    School,
    SchoolUnit,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from ..provenance import is_a_persons, note_source, value_of
from ..queries import Points
from ..terms import FEATURES, KINDS, LANGUAGES, NEEDS, QUESTIONS, TOPICS
from .services import tell

NAMESPACE = uuid.UUID("2f4b9d1e-7c35-5b8a-9f0d-6f4f0f6a9c21")
TAXONOMY_OF = {"topics": TOPICS, "needs": NEEDS, "features": FEATURES, "languages": LANGUAGES}
KEPT_FACTS = (
    "name",
    "summary",
    "description",
    "route_words",
    "phone",
    "email",
    "website",
)  # a person's change to one of them keeps the entry
PARTS = (Organisation, Location, Service, School)  # in the order in which the database can take them
CHILDREN = (CostOption, Schedule, ServiceArea, ProviderAnswer)


@dataclass(frozen=True, slots=True)
class Entry:
    """One service as the file gives it. `facts` are fields of `Service`; the lists hold fields of their own models.

    `digest` is the sum of all that the file says of it. `line` is where it begins.
    """

    id: str
    line: int
    digest: str
    kind: str
    organisation: str
    facts: dict[str, Any]
    terms: dict[str, list[str]]
    lists: dict[str, list[dict]]
    school: dict[str, Any] | None
    outside: str
    page: str
    dated: str


@dataclass(slots=True)
class ServiceFile:
    """`source` is the code that the entries are known by, `read_on` the day on which their pages were read (None: no page was)."""

    path: Path
    source: str
    read_on: date | None
    organisations: dict[str, dict]
    entries: list[Entry] = field(default_factory=list)

    def fault(self, line: int, words: str) -> str:
        return f"{self.path.name}, line {line}: {words}"


@dataclass(slots=True)
class ServicesReport:
    """How many entries were added, changed and as they were; the names of those that a person changed (`kept`), and of those that
    the directory has from this source and the file does not (`gone`): nothing was done to either."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rows:
    """Unsaved rows of all entries to be written, by model, and the links of services to terms by field."""

    parts: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    links: dict[str, list[tuple[uuid.UUID, uuid.UUID]]] = field(default_factory=dict)
    units: list[tuple[SchoolUnit, list[str]]] = field(default_factory=list)

    def add(self, row: models.Model) -> None:
        self.parts.setdefault(type(row), []).append(row)

    def of(self, model: type[models.Model]) -> list[Any]:
        return self.parts.get(model, [])


@transaction.atomic
def load_services(file: ServiceFile, *, now: datetime, dry_run: bool = False) -> ServicesReport:
    """Bring the directory to what the file says. Raises CannotReadFile with every fault, before anything is written.

    An entry whose words are unchanged since it was loaded is passed by. Fires `things_changed` for those that were written.
    """
    known = {one.source_id: one for one in Service.objects.filter(source=file.source).select_related("kind")}
    report, wanted = ServicesReport(), []
    named = {entry.id for entry in file.entries}
    report.gone = sorted(one.name for key, one in known.items() if key not in named)
    for entry in file.entries:
        found = known.get(entry.id)
        if found is None:
            report.added += 1
        elif found.source_hash == entry.digest:
            report.same += 1
            continue
        elif _is_a_persons_now(found):
            report.kept.append(found.name)
            continue
        else:
            report.changed += 1
        wanted.append(entry)
    rows = _built(file, wanted, now=now)
    if not dry_run and wanted:
        _save(rows)
        tell([service.pk for service in rows.of(Service)])
    return report


def id_of(source: str, key: str) -> uuid.UUID:
    """The id of the record with this key in this source's files."""
    return uuid.uuid5(NAMESPACE, f"{source}:{key}")


def _is_a_persons_now(service: Service) -> bool:
    """Whether a person has changed it since it was loaded: through a draft, or by another door."""
    return service.latest_revision_id is not None or any(is_a_persons(service, name) for name in service.provenance)


def _built(file: ServiceFile, entries: list[Entry], *, now: datetime) -> _Rows:
    """Make and check all rows. Raises CannotReadFile."""
    terms = _terms()
    points = Points({*(place.get("near") or place.get("postcode", "") for entry in entries for place in entry.lists["where"])})
    rows, faults = _Rows(), []
    for name in dict.fromkeys(entry.organisation for entry in entries):
        facts = file.organisations.get(name, {"name": name})
        rows.add(Organisation(id=id_of(file.source, f"organisation/{name}"), source=file.source, source_id=_short(name), **facts))
    for entry in entries:
        maker = _Maker(file, entry, rows, terms, points, now)
        try:
            maker.make()
        except (ValidationError, MissingTerm) as problem:
            faults += [file.fault(entry.line, f"{entry.id}: {words}") for words in _words(problem)]
    if faults:
        raise CannotReadFile("\n".join(faults))
    return rows


@dataclass(slots=True)
class _Maker:
    """Makes the rows of one entry. Raises ValidationError for what the models refuse, MissingTerm."""

    file: ServiceFile
    entry: Entry
    rows: _Rows
    terms: dict[str, dict[str, TaxonomyTerm]]
    points: Points
    now: datetime

    def make(self) -> None:
        service = self._service()
        for model, key in ((CostOption, "costs"), (Schedule, "times"), (ServiceArea, "areas")):
            for facts in self.entry.lists[key]:
                self._add(model(service=service, **facts))
        for facts in self.entry.lists["answers"]:
            question = self._term(QUESTIONS, facts["question"])
            self._add(ProviderAnswer(service=service, question=question, **{k: v for k, v in facts.items() if k != "question"}))
        for number, facts in enumerate(self.entry.lists["where"]):
            self._place(service, facts, number)
        for name, codes in self.entry.terms.items():
            links = [(service.pk, self._term(TAXONOMY_OF[name], code).pk) for code in codes]
            self.rows.links.setdefault(name, []).extend(links)
        if self.entry.school is not None:
            self._school(service, dict(self.entry.school))

    def _service(self) -> Service:
        entry, file = self.entry, self.file
        service = Service(
            id=id_of(file.source, entry.id), source=file.source, source_id=entry.id, source_area=entry.outside, source_page=entry.page,
            source_dated=entry.dated, source_read_on=file.read_on if entry.page else None, source_hash=entry.digest,
            kind=self._term(KINDS, entry.kind), organisation_id=id_of(file.source, f"organisation/{entry.organisation}"),
            first_published_at=self.now, last_published_at=self.now, **entry.facts,
        )  # fmt: skip
        self._add(service)
        for name in KEPT_FACTS:
            if value_of(service, name):
                note_source(service, name, source=file.source, on=timezone.localdate(self.now))
        return service

    def _place(self, service: Service, facts: dict, number: int) -> None:
        """A place, with the middle of its postcode; `near` gives only a part of one, which no page prints."""
        own = {key: value for key, value in facts.items() if key not in ("near", "runs_here")}
        place = Location(id=id_of(self.file.source, f"{self.entry.id}/{number}"), source=self.file.source,
                         source_id=f"{self.entry.id}/{number}"[:80], **own)  # fmt: skip
        place.latitude, place.longitude, place.precision = self.points.of(facts.get("near") or facts.get("postcode", ""))
        if place.is_masked and place.precision not in ("", Postcode.Level.OUTWARD):
            raise ValidationError({"where": "The address is hidden: give only the first half of its postcode."})
        self._add(place)
        self.rows.add(ServiceAtLocation(service=service, location=place, sort_order=number, description=facts.get("runs_here", "")))

    def _school(self, service: Service, facts: dict) -> None:
        units = facts.pop("units", None) or []
        school = School(id=service.pk, source=self.file.source, source_id=self.entry.id, service=service, **facts)
        self._add(school)
        for one in units:
            needs = [self._term(NEEDS, code).pk for code in one.get("needs") or []]
            unit = SchoolUnit(school=school, **{key: value for key, value in one.items() if key != "needs"})
            _check(unit)
            self.rows.units.append((unit, needs))

    def _term(self, taxonomy: str, code: str) -> TaxonomyTerm:
        try:
            return self.terms[taxonomy][code]
        except KeyError:
            raise MissingTerm(f"there is no {code} in {taxonomy}.") from None

    def _add(self, row: models.Model) -> None:
        _check(row)
        self.rows.add(row)


def _check(row: models.Model) -> None:
    """What the model says of its own fields. Links to other rows are known to be right; asking for each would be a query."""
    links = {one.name for one in row._meta.fields if one.is_relation}
    row.clean_fields(exclude=links)
    row.clean()


def _save(rows: _Rows) -> None:
    """Write all rows; those of an entry that was there before take the place of the old ones."""
    services = [service.pk for service in rows.of(Service)]
    for child in (*CHILDREN, ServiceAtLocation):
        child.objects.filter(service__in=services).delete()
    SchoolUnit.objects.filter(school__in=services).delete()
    for part in PARTS:
        made = {one.pk: one for one in rows.of(part)}
        part.objects.bulk_create(made.values(), update_conflicts=True, unique_fields=["id"], update_fields=_written(part))
    for child in (*CHILDREN, ServiceAtLocation):
        child.objects.bulk_create(rows.of(child))
    _save_links(rows, services)
    _save_units(rows)


def _written(model: type[models.Model]) -> list[str]:
    """The fields that a second loading may write: not what Wagtail, a person or the first loading wrote."""
    never = {
        "id", "created_at", "live", "has_unpublished_changes", "first_published_at", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "latest_revision", "live_revision", "assured_on", "assured_by", "held_back_on", "held_back_by", "held_back_because",
        "custom",
    }  # fmt: skip
    return [one.name for one in model._meta.concrete_fields if one.name not in never]


def _save_links(rows: _Rows, services: list[uuid.UUID]) -> None:
    for name, pairs in rows.links.items():
        link = getattr(Service, name).through
        link.objects.filter(service__in=services).delete()
        link.objects.bulk_create(link(service_id=service, taxonomyterm_id=term) for service, term in dict.fromkeys(pairs))


def _save_units(rows: _Rows) -> None:
    SchoolUnit.objects.bulk_create(unit for unit, _needs in rows.units)
    link = SchoolUnit.needs.through
    link.objects.bulk_create(link(schoolunit_id=unit.pk, taxonomyterm_id=need) for unit, needs in rows.units for need in needs)


def _terms() -> dict[str, dict[str, TaxonomyTerm]]:
    found: dict[str, dict[str, TaxonomyTerm]] = {code: {} for code in (*TAXONOMY_OF.values(), KINDS, QUESTIONS)}
    for term in TaxonomyTerm.objects.filter(taxonomy__code__in=found).select_related("taxonomy"):
        found[term.taxonomy.code][term.code] = term
    return found


def _words(problem: Exception) -> Iterator[str]:
    if isinstance(problem, ValidationError) and hasattr(problem, "error_dict"):
        for name, messages in problem.message_dict.items():
            yield f"{name}: {' '.join(messages)}"
    else:
        yield str(getattr(problem, "message", problem))


def _short(name: str) -> str:
    """A name as a number in the source, which holds 80 characters; two that begin alike differ by the sum at the end."""
    return name if len(name) <= 80 else f"{name[:70]} {uuid.uuid5(NAMESPACE, name).hex[:8]}"
