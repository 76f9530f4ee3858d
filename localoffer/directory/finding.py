"""Which services fit what a family asks, in which order, and how many there would be with one more choice. Pure sums over a ServiceTable.

A count leaves out its own facet's choices where one of them is enough (kinds, days), so that it says what a second tick would bring;
where all must hold (what sessions offer, access) it counts what is left. What nobody has said hides nothing: a service without ages is for
any age, one that names no need stays in the list, behind those that do, and so does one that names no area.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from math import cos, radians

import numpy as np

from .freshness import DUE, FRESH, UNCONFIRMED, rule_on
from .geography import METRES_PER_DEGREE
from .models.area import ENGLAND
from .queries import Place
from .recurrence import WEEKDAYS
from .service_table import ANY_DAY, ANY_TIME, TIMES, Column, ServiceTable, folded

BEST_FIT, NEAREST, BY_NAME, NEWEST = "fit", "distance", "name", "newest"
ANY_OF = ("kind", "season", "cost", "route", "language", "phase", "unit", "named", "report")  # one of the chosen is enough
ALL_OF = ("feature", "access")  # each of the chosen must hold
FACETS = (
    "kind",
    "need",
    "day",
    "time",
    "season",
    "cost",
    "route",
    "feature",
    "access",
    "language",
    "fresh",
    "phase",
    "unit",
    "named",
    "report",
)
METRES_PER_MILE = 1609.344
# One step of the best fit, in metres: each outweighs what comes after it, and any distance in Great Britain.
STEP = 2e6
STALE_METRES = 1_500.0  # what nobody confirmed lately stands behind what is as far away and was
TIE = 1e-3  # by name, where all else is equal


@dataclass(frozen=True, slots=True)
class Asked:
    """What a family asks for. `chosen` are codes by facet; `months` the ages it may be, both included; `name` words of the name.

    everywhere  also those that say that they serve other areas only · schools  schools and settings only
    """

    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: Place | None = None
    within_miles: int | None = None
    months: tuple[int, int] | None = None
    order: str = BEST_FIT
    name: str = ""
    everywhere: bool = False
    schools: bool = False

    def codes(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())

    @property
    def narrowed(self) -> int:
        """How many choices narrow the list."""
        return sum(map(len, self.chosen.values())) + bool(self.within_miles)


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of one page in order, with their distances in metres (NaN: not known) and whether each names this place.

    count  of all that fit · counts  by facet and code · for_the_need  how many of them name the need, or are for everyone ·
    elsewhere  how many were left out because they serve other areas only
    """

    rows: np.ndarray
    metres: np.ndarray
    serves: Column
    count: int
    counts: dict[str, dict[str, int]]
    for_the_need: int
    elsewhere: int


def find(table: ServiceTable, asked: Asked, *, today: date, page: slice) -> Found:
    """Answer with the rows of this page. The choices that the table does not know find nothing."""
    metres = distances(table, asked.place) if asked.place else np.full(len(table), np.nan)
    serves = _serves(table, asked.place)
    elsewhere = table.says_areas & ~serves if asked.place else np.zeros(len(table), bool)
    fresh = _freshness(table, today)
    masks = _masks(table, asked, metres, fresh)
    fits = _all(masks.values(), len(table))
    left_out = 0 if asked.everywhere else int(np.count_nonzero(fits & elsewhere))
    if not asked.everywhere and left_out:
        masks["area"] = ~elsewhere
        fits &= ~elsewhere
    rows = np.flatnonzero(fits)
    shown = rows[_first(_keys(table, asked, metres, serves, fresh)[rows], page)]
    return Found(
        rows=shown, metres=metres[shown], serves=serves[shown], count=len(rows), counts=_counts(table, asked, masks, fits, fresh),
        for_the_need=int(np.count_nonzero(fits & (_named(table, asked) | table.is_for_everyone))) if asked.codes("need") else 0,
        elsewhere=left_out,
    )  # fmt: skip


def distances(table: ServiceTable, place: Place) -> np.ndarray:
    """Metres from the place to each service's nearest door, on the flat sheet of `geography.Flattened`; NaN for none."""
    metres = np.full(len(table), np.nan)
    if len(table.door_rows):
        north = table.door_points[:, 0] - place.latitude
        shrink = cos(radians(place.latitude)) - north * (np.sin(radians(place.latitude)) * radians(1) / 2)
        east = (table.door_points[:, 1] - place.longitude) * shrink
        away = np.sqrt(north * north + east * east) * METRES_PER_DEGREE
        metres[table.door_rows] = np.minimum.reduceat(away, table.door_starts)
    return metres


def _serves(table: ServiceTable, place: Place | None) -> Column:
    """Those that name an area in which the place lies."""
    serves = np.zeros(len(table), bool)
    for code in (*place.area_codes, ENGLAND) if place else ():
        if code in table.areas:
            serves[table.areas[code]] = True
    return serves


def _freshness(table: ServiceTable, today: date) -> dict[str, Column]:
    """The ladder of `freshness_of`, by the rule of this day."""
    rule, now = rule_on(today), today.toordinal()
    fresh = table.checked >= now - rule.fresh_for.days
    due = ~fresh & (table.checked >= now - (rule.fresh_for + rule.due_for).days)
    return {FRESH: fresh, DUE: due, UNCONFIRMED: ~fresh & ~due}


def _masks(table: ServiceTable, asked: Asked, metres: np.ndarray, fresh: dict[str, Column]) -> dict[str, Column]:
    """What each question that was asked lets through."""
    masks = _chosen(table, asked, fresh)
    if asked.schools:
        masks["schools"] = table.is_school
    if asked.months:
        masks["age"] = (table.youngest <= asked.months[1]) & (table.oldest >= asked.months[0])
    if asked.within_miles and asked.place:
        masks["within"] = metres <= asked.within_miles * METRES_PER_MILE
    if words := folded(asked.name).split():
        masks["name"] = np.array([all(word in name for word in words) for name in table.names], bool)
    return masks


def _chosen(table: ServiceTable, asked: Asked, fresh: dict[str, Column]) -> dict[str, Column]:
    """What the chosen codes of each facet let through."""
    nothing = np.zeros(len(table), bool)
    masks = {facet: _any(_column(table, facet, code) for code in asked.codes(facet)) for facet in ANY_OF if asked.codes(facet)}
    for facet in ALL_OF:
        if asked.codes(facet):
            masks[facet] = _all((_column(table, facet, code) for code in asked.codes(facet)), len(table))
    if asked.codes("fresh"):
        masks["fresh"] = _any(fresh.get(code, nothing) for code in asked.codes("fresh"))
    if asked.codes("need"):
        masks["need"] = _named(table, asked) | table.is_for_everyone | ~table.says_needs
    if asked.codes("day") or asked.codes("time"):
        masks["when"] = _when(table, asked.codes("day"), asked.codes("time"))
    return masks


def _column(table: ServiceTable, facet: str, code: str) -> Column:
    column = table.columns[facet].get(code)
    return np.zeros(len(table), bool) if column is None else column


def _named(table: ServiceTable, asked: Asked) -> Column:
    return _any(_need(table, asked, code) for code in asked.codes("need"))


def _need(table: ServiceTable, asked: Asked, code: str) -> Column:
    """Those that name the need; of schools also those with a unit for it."""
    column = _column(table, "need", code)
    return column | _column(table, "unit_need", code) if asked.schools else column


def _when(table: ServiceTable, days: Iterable[str], times: Iterable[str]) -> Column:
    """Those that run on one of these days at one of these times of it; any where none is named."""
    at_days = [WEEKDAYS.index(day) for day in days if day in WEEKDAYS] or [ANY_DAY]
    at_times = [TIMES.index(time) for time in times if time in TIMES] or [ANY_TIME]
    return table.slots[np.ix_(at_days, at_times)].any(axis=(0, 1))


def _counts(
    table: ServiceTable, asked: Asked, masks: dict[str, Column], fits: Column, fresh: dict[str, Column]
) -> dict[str, dict[str, int]]:
    def rest(name: str) -> Column:
        return _all((mask for facet, mask in masks.items() if facet != name), len(table)) if name in masks else fits

    counts = {facet: _count(table.columns[facet], rest(facet)) for facet in ANY_OF}
    counts |= {facet: _count(table.columns[facet], fits) for facet in ALL_OF}
    counts["need"] = _count({code: _need(table, asked, code) | table.is_for_everyone for code in table.columns["need"]}, rest("need"))
    counts["fresh"] = _count(fresh, rest("fresh"))
    others = rest("when")
    counts["day"] = {day: int(np.count_nonzero(others & _when(table, [day], asked.codes("time")))) for day in WEEKDAYS}
    counts["time"] = {time: int(np.count_nonzero(others & _when(table, asked.codes("day"), [time]))) for time in TIMES}
    return counts


def _count(columns: dict[str, Column], among: Column) -> dict[str, int]:
    return {code: int(np.count_nonzero(column & among)) for code, column in columns.items()}


def _keys(table: ServiceTable, asked: Asked, metres: np.ndarray, serves: Column, fresh: dict[str, Column]) -> np.ndarray:
    """A number for each service: the smaller, the earlier it stands. Rows are in the order of names, which parts equals."""
    names = np.arange(len(table)) * TIE
    if asked.order == BY_NAME:
        return names
    if asked.order == NEWEST:
        return _ranks(-table.created)
    away = np.nan_to_num(metres, nan=STEP / 2)
    if asked.order == NEAREST and asked.place:
        return away + names
    keys = names + (away if asked.place else 0) + fresh[UNCONFIRMED] * STALE_METRES
    if asked.months:
        keys += ~table.says_ages * STEP
    keys += ~serves * (2 * STEP) if asked.place else table.is_outside * STEP
    if asked.codes("need"):
        named = _named(table, asked)
        keys += (~named & table.is_for_everyone) * (4 * STEP) + (~named & ~table.is_for_everyone) * (8 * STEP)
    return keys


def _ranks(values: np.ndarray) -> np.ndarray:
    ranks = np.empty(len(values))
    ranks[np.argsort(values, kind="stable")] = np.arange(len(values))
    return ranks


def _first(keys: np.ndarray, page: slice) -> np.ndarray:
    """The places of this page in `keys`, smallest first, without sorting what comes after it."""
    if page.stop < len(keys):
        near = np.argpartition(keys, page.stop)[: page.stop]
        return near[np.argsort(keys[near], kind="stable")][page]
    return np.argsort(keys, kind="stable")[page]


def _any(columns: Iterable[Column]) -> Column:
    return np.logical_or.reduce(list(columns))


def _all(columns: Iterable[Column], length: int) -> Column:
    made = np.ones(length, bool)
    for column in columns:
        made &= column
    return made
