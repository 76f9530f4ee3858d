"""School terms as most councils in England set them, made up around a day: for the demo, whose families must see some. Pure.

Autumn starts early in September, each half term is the week of late October, mid-February and the last Monday in May, two weeks
are free around Christmas and around Easter, and summer ends late in July.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class ExampleTerm:
    """Half a term, both days included."""

    name: str
    starts_on: date
    ends_on: date


def example_terms(today: date) -> list[ExampleTerm]:
    """All halves of the school year that `today` lies in, of the one before and of the next: at least twelve months ahead."""
    first = today.year - (today.month < 9)
    return [term for year in (first - 1, first, first + 1) for term in _school_year(year)]


def _school_year(autumn: int) -> Iterator[ExampleTerm]:
    """The six halves of the school year that begins in September of this year."""
    spring = autumn + 1
    october, february, may = _monday_before(date(autumn, 10, 31)), _monday_before(date(spring, 2, 18)), _monday_before(date(spring, 5, 31))
    after_easter = easter(spring) + DAY + WEEK
    edges = [
        ("autumn", autumn, "first", _weekday_from(date(autumn, 9, 2)), october - 3 * DAY),
        ("autumn", autumn, "second", october + WEEK, _friday_before(date(autumn, 12, 21))),
        ("spring", spring, "first", _weekday_from(date(spring, 1, 4)), february - 3 * DAY),
        ("spring", spring, "second", february + WEEK, after_easter - 2 * WEEK - 3 * DAY),
        ("summer", spring, "first", after_easter, may - 3 * DAY),
        ("summer", spring, "second", may + WEEK, _friday_before(date(spring, 7, 23))),
    ]
    for season, year, half, starts_on, ends_on in edges:
        yield ExampleTerm(f"Example {season} term {year}, {half} half", starts_on, ends_on)


def _monday_before(day: date) -> date:
    """This day, if a Monday, or the last Monday before it."""
    return day - day.weekday() * DAY


def _friday_before(day: date) -> date:
    return day - ((day.weekday() - 4) % 7) * DAY


def _weekday_from(day: date) -> date:
    return day + (7 - day.weekday()) * DAY if day.weekday() > 4 else day
