"""All published services as columns in memory, for lists that are filtered in many ways at once with a count beside each choice.

A count for each of a hundred choices is a hundred questions to a database: 0.2 s for 30,000 services, against 1 ms here (docs/benchmarks.md).
So each process keeps, for the content version, one truth value a service and choice. It holds no words of a service: what is found
is then read from the database by its id, twenty at a time. While one thread reads a new version, the others use the one before. See ADR 23.
"""

import unicodedata
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

import numpy as np
from django.db.models import Q
from django.utils import timezone

from localoffer.core.frame import council_now
from localoffer.core.versions import KeptWhileMade, current_version

from .models import ACCESS, CostOption, Schedule, School, SchoolUnit, Service, ServiceArea, ServiceAtLocation, TaxonomyTerm
from .models.school import CAN_BE_NAMED
from .models.service import OLDEST_MONTHS
from .recurrence import ALL_YEAR, HOLIDAYS, TERM_TIME, WEEKDAYS
from .terms import FEATURES, KINDS, LANGUAGES, NEEDS

Column = np.ndarray  # one truth value a service
ANY_DAY, ANY_TIME = len(WEEKDAYS), 3
MORNING, AFTERNOON, EVENING = range(ANY_TIME)
TIMES = ("morning", "afternoon", "evening")
NOON, FIVE = time(12), time(17)
SAME_AS = {
    "step-free": "is_step_free",
    "changing-place": "has_changing_place",
    "hoist": "has_hoist",
}  # said of a session, true of the place
SETTINGS = ("special-school", "specialist-provision", "mainstream-school", "college", "special-school-nursery", "resourced-nursery")
AT_ONCE = 5000


@dataclass(slots=True)
class ServiceTable:
    """`keys` are the bytes of the services' ids, in the order of their names: row 0 is the first of the alphabet.

    `columns` are by facet and code · `slots[day, time]` by WEEKDAYS and TIMES, the last of each is any · ages in months, unknown ones
    0 and OLDEST_MONTHS · `checked` and `created` are days since year 1, 0 for never · doors are sorted by row · `areas` are the rows
    of those that name an area, by its code · `labels` are the words of the codes that are data, in their
    order · `broad_needs` are the four areas of need · `version` is the content version it was read at.
    """

    keys: np.ndarray
    names: list[str]
    youngest: np.ndarray
    oldest: np.ndarray
    says_ages: Column
    is_for_everyone: Column
    says_needs: Column
    says_areas: Column
    is_school: Column
    is_outside: Column
    checked: np.ndarray
    created: np.ndarray
    columns: dict[str, dict[str, Column]]
    slots: np.ndarray
    areas: dict[str, np.ndarray]
    door_rows: np.ndarray
    door_starts: np.ndarray
    door_points: np.ndarray
    labels: dict[str, list[tuple[str, str]]]
    broad_needs: frozenset[str]
    version: int | None

    @property
    def is_behind(self) -> bool:
        """Whether the content has changed since. What is made from it then may be shown once, and not be kept."""
        return self.version != current_version()

    def __len__(self) -> int:
        return len(self.names)

    def ids(self, rows: Iterable[int]) -> list[uuid.UUID]:
        return [uuid.UUID(bytes=self.keys[row].tobytes()) for row in rows]


def table_now() -> ServiceTable:
    """The table at the content version; while another thread reads it, or the database is away, the one before."""
    return _kept.get()


def folded(text: str) -> str:
    """A name as it is sorted and sought: without capitals, marks and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", ""))
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def read_table(*, today: date) -> ServiceTable:
    """Read all published services: sixteen queries, none of them of words but the name. Times that ended before `today` are left out."""
    version = current_version()  # before the first row is read
    services = _services()
    makers = _Columns(len(services), {one["pk"]: row for row, one in enumerate(services)})
    terms = {facet: _terms(code) for facet, code in (("kind", KINDS), ("need", NEEDS), ("feature", FEATURES), ("language", LANGUAGES))}
    columns = {
        "kind": makers.of((one["pk"], one["kind__code"]) for one in services),
        "route": makers.of((one["pk"], one["route"]) for one in services if one["route"]),
        "need": _needs(makers, terms["need"]),
        "feature": makers.of(_links(Service.features.through)),
        "language": makers.of(_links(Service.languages.through)),
        "cost": makers.of(_costs()),
        **_school_columns(makers),
    }
    columns["access"] = _access(makers, columns["feature"])
    slots, columns["season"] = _times(makers, today)
    areas = makers.of(_walked(ServiceArea.objects.values_list("service_id", "code")))
    return ServiceTable(
        **_own(services),
        **_doors(makers.rows),
        columns=columns,
        slots=slots,
        areas={code: np.flatnonzero(column) for code, column in areas.items()},
        says_needs=_either(columns["need"].values(), len(services)),
        says_areas=_either(areas.values(), len(services)),
        labels={facet: [(term.code, term.name) for term in found] for facet, found in terms.items()},
        broad_needs=frozenset(term.parent.code for term in terms["need"] if term.parent),
        version=version,
    )


def _own(services: list[dict[str, Any]]) -> dict[str, Any]:
    """What a service says by itself."""
    home = council_now().local_authority.casefold()
    ages = [(one["min_age_months"], one["max_age_months"]) for one in services]
    return {
        "keys": np.array([list(one["pk"].bytes) for one in services], np.uint8).reshape(-1, 16),
        "names": [folded(one["name"]) for one in services],
        "youngest": np.array([low or 0 for low, _high in ages], np.int16),
        "oldest": np.array([OLDEST_MONTHS if high is None else high for _low, high in ages], np.int16),
        "says_ages": np.array([age != (None, None) for age in ages], bool),
        "is_for_everyone": np.array([one["is_for_everyone"] for one in services], bool),
        "is_school": np.array([one["school__pk"] is not None or one["kind__code"] in SETTINGS for one in services], bool),
        "is_outside": np.array([_is_outside(one["source_area"], home) for one in services], bool),
        "checked": np.array([one["assured_on"].toordinal() if one["assured_on"] else 0 for one in services], np.int32),
        "created": np.array([one["created_at"].timestamp() for one in services], float),
    }


@dataclass(slots=True)
class _Columns:
    """Makes columns of pairs (service, code). A service that is not published is passed by."""

    length: int
    rows: Mapping[uuid.UUID, int]

    def column(self, rows: Iterable[int]) -> Column:
        made = np.zeros(self.length, bool)
        made[list(rows)] = True
        return made

    def of(self, pairs: Iterable[tuple[uuid.UUID, str]]) -> dict[str, Column]:
        found: dict[str, list[int]] = defaultdict(list)
        for service, code in pairs:
            if (row := self.rows.get(service)) is not None:
                found[code].append(row)
        return {code: self.column(rows) for code, rows in found.items()}


def _services() -> list[dict[str, Any]]:
    """In the order of their names, which is ours and not the database's: the two would differ."""
    names = (
        "pk",
        "name",
        "kind__code",
        "route",
        "min_age_months",
        "max_age_months",
        "is_for_everyone",
        "assured_on",
        "created_at",
        "school__pk",
        "source_area",
    )
    found = list(_walked(Service.objects.published().order_by().values(*names)))
    return sorted(found, key=lambda one: (folded(one["name"]), one["pk"]))


def _is_outside(area: str, home: str) -> bool:
    """As `cards.outside_in_words`: what nobody has said is not outside."""
    return bool(home and area) and area.casefold() != home


def _terms(taxonomy: str) -> list[TaxonomyTerm]:
    return list(TaxonomyTerm.objects.of(taxonomy).select_related("parent"))


def _walked(query) -> Iterable[Any]:
    return query.iterator(chunk_size=AT_ONCE)


def _links(through) -> Iterable[tuple[uuid.UUID, str]]:
    return _walked(through.objects.values_list("service_id", "taxonomyterm__code"))


def _needs(makers: _Columns, terms: list[TaxonomyTerm]) -> dict[str, Column]:
    """A need's column holds what names it, or its broad area; that of an area, what names one of its needs. As `with_needs`."""
    named = makers.of(_links(Service.needs.through))
    nothing = makers.column(())
    kin: dict[str, set[str]] = {term.code: {term.code} for term in terms}
    for term in terms:
        if term.parent:
            kin[term.code].add(term.parent.code)
            kin[term.parent.code].add(term.code)
    return {code: _either((named.get(one, nothing) for one in family), makers.length) for code, family in kin.items()}


def _costs() -> Iterable[tuple[uuid.UUID, str]]:
    for service, pence in _walked(CostOption.objects.filter(amount_pence__isnull=False).values_list("service_id", "amount_pence")):
        yield service, "paid" if pence else "free"


def _access(makers: _Columns, features: dict[str, Column]) -> dict[str, Column]:
    """What one of its places has, or its sessions say."""
    places = ServiceAtLocation.objects.values_list("service_id", *(f"location__{name}" for name in ACCESS))
    pairs = ((service, name) for service, *facts in _walked(places) for name, holds in zip(ACCESS, facts, strict=True) if holds)
    columns = makers.of(pairs)
    for feature, name in SAME_AS.items():
        if feature in features:
            columns[name] = columns.get(name, makers.column(())) | features[feature]
    return columns


def _times(makers: _Columns, today: date) -> tuple[np.ndarray, dict[str, Column]]:
    """The slots (see ServiceTable), and the parts of the year. A time of no week (one day, or only a part of the year) has no slot."""
    slots = np.zeros((ANY_DAY + 1, ANY_TIME + 1, makers.length), bool)
    seasons: dict[str, list[int]] = {TERM_TIME: [], HOLIDAYS: []}
    schedules = Schedule.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    for service, rrule, opens, closes, term in _walked(schedules.values_list("service_id", "rrule", "opens_at", "closes_at", "term")):
        row = makers.rows.get(service)
        if row is None:
            continue
        for part in seasons:
            if term == part or (term == ALL_YEAR and rrule):
                seasons[part].append(row)
        for day in [*_days(rrule), ANY_DAY] if rrule else ():
            slots[day, [*_parts_of_day(opens, closes), ANY_TIME], row] = True
    return slots, {part: makers.column(rows) for part, rows in seasons.items()}


def _days(rrule: str) -> list[int]:
    """The days of the week on which it can be, as `on_weekdays` has them."""
    return [n for n, day in enumerate(WEEKDAYS) if rrule.startswith("FREQ=DAILY") or day in rrule.partition("BYDAY=")[2]]


def _parts_of_day(opens: time | None, closes: time | None) -> list[int]:
    if opens is None or closes is None:
        return []
    holds = (opens < NOON, opens < FIVE and closes > NOON, closes > FIVE)
    return [part for part, it_does in zip((MORNING, AFTERNOON, EVENING), holds, strict=True) if it_does]


def _doors(rows: Mapping[uuid.UUID, int]) -> dict[str, np.ndarray]:
    """The points of the doors that have one, sorted by row; where each row's begin, and which rows these are."""
    points = ServiceAtLocation.objects.filter(location__latitude__isnull=False)
    pairs = _walked(points.values_list("service_id", "location__latitude", "location__longitude"))
    found = np.array([(rows[one], north, east) for one, north, east in pairs if one in rows], float).reshape(-1, 3)
    found = found[np.argsort(found[:, 0], kind="stable")]
    starts = np.flatnonzero(np.diff(found[:, 0], prepend=-1))
    return {"door_rows": found[starts, 0].astype(int), "door_starts": starts, "door_points": found[:, 1:]}


def _school_columns(makers: _Columns) -> dict[str, dict[str, Column]]:
    schools = list(_walked(School.objects.values_list("service_id", "phase", "type_code", "is_section_41", "sen_report_url")))
    units = _walked(SchoolUnit.objects.values_list("school__service_id", "kind"))
    needs = _walked(SchoolUnit.objects.filter(needs__isnull=False).values_list("school__service_id", "needs__code"))
    return {
        "phase": makers.of((service, phase) for service, phase, *_rest in schools if phase),
        "unit": makers.of(units),
        "unit_need": makers.of(needs),
        "named": makers.of((service, "yes") for service, _phase, kind, listed, _url in schools if listed or kind in CAN_BE_NAMED),
        "report": makers.of((service, "yes") for service, _phase, _kind, _listed, url in schools if url),
    }


def _either(columns: Iterable[Column], length: int) -> Column:
    made = np.zeros(length, bool)
    for column in columns:
        made |= column
    return made


_kept = KeptWhileMade(lambda _key: read_table(today=timezone.localdate()))
