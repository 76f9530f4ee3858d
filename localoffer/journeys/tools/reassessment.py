"""A child or young person who has a plan is assessed again: by when the council must answer, and when the new plan is due."""

from collections.abc import Iterator, Mapping
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..rules import lines_of, rule_book

ID = "reassessment-dates"


def work_out(told: Mapping[str, date], *, today: date, working: WorkingDays) -> Answer:
    return Answer(told, by_day(lines_of(rule_book(ID), known=told, working=working)), tuple(_notes(told)))


def _notes(told: Mapping[str, date]) -> Iterator[Note]:
    yield Note("the-draft" if "told-again" in told else "if-yes")
    if "told-again" in told:
        yield Note("exceptions")
    if "asked-again" in told:
        yield Note("if-no")
