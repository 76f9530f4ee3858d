"""When something is open, worked out from rules: days by RFC 5545, hours by the clock on the wall, both as London keeps them.

Pure: no table, no clock of its own, no setting. A rule holds local dates and wall times; only `openings` turns them into
moments. So "10am on Saturdays" stays 10am when the clocks change, and what is open at 1:30am while they go back is open
both times. Moments are compared in UTC: two times of one time zone would be compared by their wall clocks, which go wrong
in just that hour (Python, `datetime` reference, on aware comparison).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

LONDON = ZoneInfo("Europe/London")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONDAY = date(2024, 1, 1)  # where a weekly rule without a first day is counted from
# No BYMONTH, COUNT or UNTIL: each schedule has a last day of its own, and each rule below always comes to its next day, so
# that none can send dateutil on a walk to the year 9999.
PARTS = {"DAILY": ("INTERVAL",), "WEEKLY": ("INTERVAL", "BYDAY"), "MONTHLY": ("INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS"), "YEARLY": ()}
ORDER = ("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS")
ORDINALS = ("1", "2", "3", "4", "5", "-1", "-2")
LONGEST_INTERVAL = 52
ALL_YEAR, TERM_TIME, HOLIDAYS = "all-year", "term-time", "holidays"


class BadRule(ValueError):
    """The rule cannot be read, or is of a kind that opening times do not need. The message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class Days:
    """What is known of special days. `terms` are (first, last) days of school terms, both included, in order.

    A day after the last term or before the first is neither term nor holiday: nobody has said yet.
    """

    bank_holidays: frozenset[date] = frozenset()
    terms: tuple[tuple[date, date], ...] = ()

    def part_of_year(self, day: date) -> str | None:
        """TERM_TIME, HOLIDAYS, or None when the terms around this day are not known."""
        if any(first <= day <= last for first, last in self.terms):
            return TERM_TIME
        return HOLIDAYS if self.terms and self.terms[0][0] < day < self.terms[-1][1] else None


@dataclass(frozen=True, slots=True)
class Rule:
    """One typed opening time. Days are included at both ends; `opens_at` None is the whole day, if `is_all_day`.

    `opens_on_bank_holidays` None (nobody has said) counts as shut: a wasted journey is worse than a missed one.
    """

    rrule: str = ""
    first_day: date | None = None
    last_day: date | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    is_all_day: bool = False
    term: str = ""
    opens_on_bank_holidays: bool | None = None

    @property
    def has_hours(self) -> bool:
        return self.is_all_day or (self.opens_at is not None and self.closes_at is not None)


@dataclass(frozen=True, slots=True, order=True)
class Opening:
    """Open from `starts` until `ends` (excluded), both moments in UTC."""

    starts: datetime
    ends: datetime


def read_rule(text: str) -> str:
    """Return the rule in its normal form: "byday=sa,mo;freq=weekly" → "FREQ=WEEKLY;BYDAY=MO,SA".

    A simple weekly rule always begins with "FREQ=WEEKLY;BYDAY=", which the database looks for. Raises BadRule.
    """
    parts = _parts(text)
    frequency = parts.get("FREQ", "")
    if frequency not in PARTS:
        raise BadRule("Choose whether it is every day, every week, every month or every year.")
    unknown = set(parts) - {"FREQ", *PARTS[frequency]}
    if unknown:
        raise BadRule(f"Leave out {', '.join(sorted(unknown))}: a first and a last day have fields of their own.")
    _check_values(frequency, parts)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    return ";".join(f"{name}={parts[name]}" for name in ORDER if name in parts)


def days_of(rule: Rule, *, first: date, last: date, known: Days) -> Iterator[date]:
    """The days from `first` to `last`, both included, on which the rule holds, in order."""
    start, end = max(first, rule.first_day or first), min(last, rule.last_day or last)
    for day in _days(rule, start, end):
        if rule.term in (TERM_TIME, HOLIDAYS) and known.part_of_year(day) != rule.term:
            continue
        if day in known.bank_holidays and not rule.opens_on_bank_holidays:
            continue
        yield day


def openings(rules: Iterable[Rule], *, since: date, until: date, known: Days) -> list[Opening]:
    """All openings that begin on these days, both included, in order; those that touch are one."""
    found = sorted(_opening(rule, day) for rule in rules if rule.has_hours for day in days_of(rule, first=since, last=until, known=known))
    joined: list[Opening] = []
    for one in found:
        if joined and one.starts <= joined[-1].ends:
            joined[-1] = Opening(joined[-1].starts, max(joined[-1].ends, one.ends))
        elif one.starts < one.ends:
            joined.append(one)
    return joined


def next_opening(rules: Iterable[Rule], *, now: datetime, known: Days, within_days: int = 100) -> Opening | None:
    """The opening that runs at `now` or else the next to begin; None when there is none in so many days.

    It looks a week ahead first: most things open weekly, and a list of twenty asks this twenty times.
    """
    rules, today, moment = list(rules), now.astimezone(LONDON).date(), now.astimezone(UTC)
    for ahead in sorted({min(8, within_days), within_days}):
        for one in openings(rules, since=today - timedelta(days=1), until=today + timedelta(days=ahead), known=known):
            if one.ends > moment:
                return one
    return None


def occurs_on(rule: Rule, day: date, *, known: Days) -> bool:
    """Whether the rule holds on this day."""
    return next(days_of(rule, first=day, last=day, known=known), None) is not None


def _days(rule: Rule, first: date, last: date) -> Iterator[date]:
    if first > last:
        return
    if not rule.rrule:
        if rule.first_day and rule.first_day == rule.last_day:
            yield rule.first_day
        return
    anchor = _near(rule, first)
    found = rrulestr(f"RRULE:{rule.rrule}", dtstart=datetime.combine(anchor, time()))
    assert isinstance(found, rrule)  # noqa: S101  # one RRULE makes no set
    start = datetime.combine(first, time())
    for moment in takewhile(lambda moment: moment.date() <= last, found.xafter(start, inc=True)):
        yield moment.date()


def _near(rule: Rule, first: date) -> date:
    """Where to count from: the first day, or for rules of days and weeks a day shortly before `first` in the same rhythm.

    A club that has met since 2009 would otherwise be walked through from 2009 for each line of a list.
    """
    anchor = rule.first_day or MONDAY
    step = {"DAILY": 1, "WEEKLY": 7}.get(rule.rrule.partition(";")[0].removeprefix("FREQ="))
    if step is None:
        return anchor
    step *= int(_parts(rule.rrule).get("INTERVAL", "1"))
    # One step more than fits: with WKST=MO the week that the anchor stands in may begin before it.
    return anchor + timedelta(days=max(0, ((first - anchor).days // step - 1)) * step) if first > anchor else anchor


def _opening(rule: Rule, day: date) -> Opening:
    if rule.is_all_day or rule.opens_at is None or rule.closes_at is None:
        return Opening(_moment(day, time()), _moment(day + timedelta(days=1), time()))
    return Opening(_moment(day, rule.opens_at), _moment(day, rule.closes_at, fold=1))


def _moment(day: date, at: time, *, fold: int = 0) -> datetime:
    """The wall time as a moment. One that comes twice means the first; with `fold` the second, for the end of an opening.

    A time that the clocks jump over (1:30am on the last Sunday of March) is the moment an hour later by the new clock.
    """
    moment = datetime.combine(day, at.replace(fold=fold), tzinfo=LONDON)
    there = moment.astimezone(UTC).astimezone(LONDON)
    if fold and (there.hour, there.minute) != (at.hour, at.minute):  # jumped over: fold 1 would be an hour too early
        moment = moment.replace(fold=0)
    return moment.astimezone(UTC)


def _parts(text: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for part in filter(None, text.strip().removeprefix("RRULE:").upper().replace(" ", "").split(";")):
        name, equals, value = part.partition("=")
        if not equals or not value or name in parts:
            raise BadRule(f"We cannot read this part of the rule: {part[:40]}")
        parts[name] = value
    return parts


def _check_values(frequency: str, parts: dict[str, str]) -> None:
    """Raise BadRule for a value that makes no sense; put the days in order."""
    if "INTERVAL" in parts and not _is_number(parts["INTERVAL"], 1, LONGEST_INTERVAL):
        raise BadRule(f"Every how many? Write a number from 1 to {LONGEST_INTERVAL}.")
    if frequency == "WEEKLY" and "BYDAY" not in parts:
        raise BadRule("Choose at least one day of the week.")
    if frequency == "MONTHLY":
        _check_month(parts)
    if "BYDAY" in parts:
        days = set(parts["BYDAY"].split(","))
        if not all(day[-2:] in WEEKDAYS and day[:-2] in (ORDINALS if frequency == "MONTHLY" else ()) + ("",) for day in days):
            raise BadRule("We cannot read the days of the week. Write them as MO,TU,WE.")
        parts["BYDAY"] = ",".join(sorted(days, key=lambda day: (day[:-2], WEEKDAYS.index(day[-2:]))))


def _check_month(parts: dict[str, str]) -> None:
    if ("BYDAY" in parts) == ("BYMONTHDAY" in parts):
        raise BadRule("For every month, choose either a day of the week or a day of the month.")
    if "BYMONTHDAY" in parts and not (_is_number(parts["BYMONTHDAY"], 1, 28) or parts["BYMONTHDAY"] == "-1"):
        raise BadRule("Choose a day of the month from 1 to 28, or the last one.")
    if "BYSETPOS" in parts and ("BYDAY" not in parts or parts["BYSETPOS"] not in ORDINALS[:4] + ORDINALS[5:6]):
        raise BadRule("We cannot read which of these days of the month is meant.")


def _is_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4 and least <= int(text) <= most
