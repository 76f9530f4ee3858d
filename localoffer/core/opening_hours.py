"""Opening hours as a line of text (`Mo-Fr 09:00-17:00; Sa 10:00-12:00`, `24/7`), read in London wall time.

The grammar is the plain part of OpenStreetMap's `opening_hours`: days or day ranges, comma between, then time ranges.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
RULE = re.compile(r"^(?P<days>[A-Za-z,\-]+)\s+(?P<times>[0-9:,\-]+)$")
SPAN = re.compile(r"^(\d{2}):(\d{2})-(\d{2}):(\d{2})$")


@dataclass(frozen=True, slots=True)
class Span:
    """Open on one weekday (0 is Monday) from `start` until `end`, both wall time; an `end` of 24:00 is `time.max`."""

    weekday: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class OpeningHours:
    spans: tuple[Span, ...]
    is_always: bool = False

    @classmethod
    def parse(cls, text: str) -> "OpeningHours":
        """Read the line. Raises ValueError with the part that cannot be read."""
        if text.strip() == "24/7":
            return cls((), is_always=True)
        return cls(tuple(span for rule in text.split(";") if rule.strip() for span in _spans(rule.strip())))

    def is_open(self, moment: datetime) -> bool:
        """Whether the doors are open at this moment, given in local time."""
        if self.is_always:
            return True
        now = moment.time()
        return any(span.weekday == moment.weekday() and span.start <= now < span.end for span in self.spans)

    def closes_at(self, moment: datetime) -> time | None:
        """When the opening that is running now ends; None when closed or never closing."""
        now = moment.time()
        ends = [s.end for s in self.spans if s.weekday == moment.weekday() and s.start <= now < s.end]
        return max(ends, default=None)

    def opens_next(self, moment: datetime) -> datetime | None:
        """The next moment the doors open, at most a week ahead, as naive local time; None when always open or never."""
        for ahead in range(8):
            day = (moment + timedelta(days=ahead)).date()
            starts = sorted(s.start for s in self.spans if s.weekday == day.weekday() and (ahead or s.start > moment.time()))
            if starts:
                return datetime.combine(day, starts[0])
        return None


def validate_opening_hours(text: str) -> None:
    """Raise ValidationError in plain words when the line cannot be read."""
    try:
        OpeningHours.parse(text)
    except ValueError as problem:
        raise ValidationError(
            _("We cannot read these hours: %(part)s. Write them as: Mo-Fr 09:00-17:00; Sa 10:00-12:00") % {"part": problem}
        ) from None


def _spans(rule: str) -> list[Span]:
    match = RULE.match(rule)
    if not match:
        raise ValueError(rule)
    times = [_times(part) for part in match["times"].split(",")]
    return [Span(day, start, end) for day in _days(match["days"]) for start, end in times]


def _days(text: str) -> list[int]:
    days: list[int] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError(part)
        start, end = DAYS.index(first), DAYS.index(last or first)
        days += range(start, end + 1) if start <= end else [*range(start, 7), *range(end + 1)]
    return days


def _times(text: str) -> tuple[time, time]:
    match = SPAN.match(text)
    if not match:
        raise ValueError(text)
    hour, minute, end_hour, end_minute = (int(group) for group in match.groups())
    end = time.max if (end_hour, end_minute) == (24, 0) else time(end_hour, end_minute)
    start = time(hour, minute)
    if end <= start:
        raise ValueError(text)
    return start, end
