"""The law's limits as data (`data/rules/tools/*.yaml`), each with the days from which and to which it holds, its source, and when it was read.

A rule counts from something that happened, or from the day of another rule, to its own day. A council's officers change numbers,
sources and days in the file; no code knows one. A new law is a second entry of the same id with its own `valid_from`.

    - id: decide-assess            # what other rules and the words call it
      valid_from: 2014-09-01       # null: longer ago than anybody asks; the law in force on the day that is counted from decides; of says: on, that of the day itself
      valid_to: null               # the first day on which it no longer holds
      who: council                 # who must act
      says: by                     # "by" this day · "until": you have to this day · "from": not before this day · "on" · "aim"
      counts: [{from: request, weeks: 6}]
      takes: latest                # of several counts: latest (default) or earliest
      moved_by: tribunal           # August, Christmas and working days (dates.tribunal_day); left out: nothing moves it
      exceptions: [personal]       # reasons that the council may give; they never move the day
      law: "SEND Regulations 2014 (SI 2014/1530), regulation 5(1)"
      law_url: https://www.legislation.gov.uk/uksi/2014/1530/regulation/5
      checked_on: 2026-11-23       # the day somebody read the source; null: nobody has, and pages say so
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from . import dates
from .dates import WorkingDays
from .errors import RuleNotKnown

LATEST, EARLIEST = "latest", "earliest"
READ_AGAIN_AFTER_MONTHS = 12
SAYS = ("by", "until", "from", "on", "aim")
_COUNTED: Mapping[str, Callable[[date, int, WorkingDays], date]] = {
    "weeks": lambda start, number, _working: dates.weeks_after(start, number),
    "days": lambda start, number, _working: dates.days_after(start, number),
    "days_beginning_with": lambda start, number, _working: dates.last_of_days_beginning_with(start, number),
    "months": lambda start, number, _working: dates.months_after(start, number),
    "months_beginning_with": lambda start, number, _working: dates.last_of_months_beginning_with(start, number),
    "working_days": dates.working_days_after,
    "working_days_beginning_with": dates.last_of_working_days_beginning_with,
    "birthday": lambda born, age, _working: dates.birthday(born, age),
    "school_year_of_age": lambda born, age, _working: dates.school_year_of_age(born, age),
    "school_leaving_day_at": lambda born, age, _working: dates.school_leaving_day(born, age),
    "before": lambda start, month_day, _working: dates.day_before(date(start.year, *divmod(month_day, 100))),
}
UNITS = tuple(_COUNTED)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a unit, counted from what `start` names. Of `before`, the number is month and day (215: before 15 February of that year)."""

    start: str
    unit: str
    number: int

    def end(self, day: date, working: WorkingDays) -> date:
        return _COUNTED[self.unit](day, self.number, working)


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit of the law, in one version."""

    id: str
    valid_from: date | None
    valid_to: date | None
    who: str
    says: str
    counts: tuple[Count, ...]
    takes: str
    moved_by: str
    exceptions: tuple[str, ...]
    law: str
    law_url: str
    checked_on: date | None

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def is_reading_due(self, today: date) -> bool:
        """Nobody has read it at its source, or not for a year."""
        return self.checked_on is None or today > dates.months_after(self.checked_on, READ_AGAIN_AFTER_MONTHS)

    @property
    def starts(self) -> tuple[str, ...]:
        return tuple(count.start for count in self.counts)


@dataclass(frozen=True, slots=True)
class Counted:
    """One count of a rule, carried out."""

    count: Count
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Line:
    """One day of an answer: what a rule gives for these facts. `counted` holds the counts whose start is known, the one taken first."""

    rule: Rule
    on: date
    counted: tuple[Counted, ...] = field(default=())

    @property
    def id(self) -> str:
        return self.rule.id

    @property
    def unmoved(self) -> date:
        """The day before August, Christmas or a weekend moved it."""
        return self.counted[0].end

    @property
    def was_moved(self) -> bool:
        return self.on != self.unmoved


@cache
def rule_book(name: str) -> tuple[Rule, ...]:
    """All versions of all rules of `data/rules/tools/<name>.yaml`, in its order. Raises ValueError for an entry that nobody can follow."""
    entries = yaml.safe_load((Path(settings.SHIPPED_DATA_DIR) / "rules" / "tools" / f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in entries)


def _rule(entry: Mapping) -> Rule:
    counts = tuple(_count(each) for each in entry["counts"])
    takes, says = entry.get("takes", LATEST), entry["says"]
    if takes not in (LATEST, EARLIEST) or says not in SAYS or entry.get("moved_by", "") not in ("", "tribunal") or not counts:
        raise ValueError(f"The rule {entry['id']} cannot be followed.")
    return Rule(
        entry["id"], entry["valid_from"], entry["valid_to"], entry["who"], says, counts, takes, entry.get("moved_by", ""),
        tuple(entry.get("exceptions", ())), entry["law"], entry["law_url"], entry["checked_on"],
    )  # fmt: skip


def _count(entry: Mapping) -> Count:
    (unit, number), *others = ((name, value) for name, value in entry.items() if name != "from")
    if others or unit not in UNITS or not isinstance(number, int):
        raise ValueError(f"{entry} is no count.")
    return Count(entry["from"], unit, number)


def line_of(versions: tuple[Rule, ...], id: str, *, known: Mapping[str, date], working: WorkingDays) -> Line | None:
    """The day that a rule gives, or None while nothing is known that it counts from.

    Raises RuleNotKnown, HolidaysNotKnown.
    """
    lines = [line for rule in versions if rule.id == id and (line := _carried_out(rule, known=known, working=working))]
    if not lines:
        return None
    for line in lines:
        if line.rule.holds_on(_deciding_day(line)):
            return line
    raise RuleNotKnown(id, _deciding_day(lines[0]))


def _deciding_day(line: Line) -> date:
    """The law in force when the time began to run decides; of a day that only comes, as a birthday, the law of that day."""
    return line.on if line.rule.says == "on" else min(each.start for each in line.counted)


def _carried_out(rule: Rule, *, known: Mapping[str, date], working: WorkingDays) -> Line | None:
    counted = [Counted(c, known[c.start], c.end(known[c.start], working)) for c in rule.counts if c.start in known]
    if not counted:
        return None
    counted.sort(key=lambda each: each.end, reverse=rule.takes == LATEST)
    end = counted[0].end
    return Line(rule, dates.tribunal_day(end, working) if rule.moved_by == "tribunal" else end, tuple(counted))


def lines_of(versions: tuple[Rule, ...], *, known: Mapping[str, date], working: WorkingDays) -> tuple[Line, ...]:
    """Every day that can be worked out from what is known, by the rules in their order; a rule may count from an earlier one's day."""
    found: dict[str, Line] = {}
    for id in dict.fromkeys(rule.id for rule in versions):
        line = line_of(versions, id, known={**{each.id: each.on for each in found.values()}, **known}, working=working)
        if line:
            found[id] = line
    return tuple(found.values())
