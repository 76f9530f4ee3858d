"""From Year 9 to 25: on which day the law looks at a young person in a new way, and who then decides."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..errors import RuleNotKnown
from ..rules import Line, line_of, rule_book

ID = "transition-timeline"
NOTES = ("pathways", "before-18", "at-university")


def work_out(told: Mapping[str, date], *, today: date, working: WorkingDays) -> Answer:
    return Answer(told, by_day(tuple(_lines(told, working))), tuple(map(Note, NOTES)))


def _lines(told: Mapping[str, date], working: WorkingDays) -> Iterator[Line]:
    """A day before the law of today began is left out: somebody of 24 had other rules in Year 9."""
    known, book = dict(told), rule_book(ID)
    for id in dict.fromkeys(rule.id for rule in book):
        with suppress(RuleNotKnown):
            line = line_of(book, id, known=known, working=working)
            if line:
                known[id] = line.on
                yield line
