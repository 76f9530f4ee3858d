"""Something is wrong: who to go to first, who comes next, who last, and by when where the law sets a day."""

from collections.abc import Mapping
from datetime import date

from ..answers import Answer, Note
from ..dates import WorkingDays
from ..rules import line_of, rule_book

ID = "route-finder"
APPEALED = "decision"
# The last stop whose time the law limits, by what went wrong. Nothing is said of the others.
LIMITS = {
    "late": "ombudsman", "social-care": "ombudsman", "adult-care": "ombudsman", "travel": "ombudsman", "service": "ombudsman",
    "this-site": "ombudsman", "discrimination": "discrimination-claim",
}  # fmt: skip
CANNOT_WAIT = ("late",)


def work_out(told: Mapping[str, date | str], *, today: date, working: WorkingDays) -> Answer:
    problem = str(told["problem"])
    known = {name: day for name, day in told.items() if isinstance(day, date)}
    line = line_of(rule_book(ID), LIMITS[problem], known=known, working=working) if problem in LIMITS else None
    notes = ["appeal" if problem == APPEALED else "say", *(["urgent-law"] if problem in CANNOT_WAIT else [])]
    return Answer(told, (line,) if line else (), tuple(map(Note, notes)), Note("not-safe"), route=problem)
