"""What the SEND Tribunal ordered, and by when the council must have done it."""

from collections.abc import Mapping
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..rules import lines_of, rule_book

ID = "after-the-tribunal"
ENDS = "ends"
AT_ONCE = "continue"


def work_out(told: Mapping[str, date | str], *, today: date, working: WorkingDays) -> Answer:
    """An order that takes effect at once has no day; what is said of it stands first."""
    outcome = str(told["outcome"])
    if outcome == ENDS:
        return Answer({"outcome": outcome}, first=Note("ends"))
    known = {f"order-{outcome}": day for day in [told["order"]] if isinstance(day, date)}
    lines = by_day(lines_of(rule_book(ID), known=known, working=working))
    return Answer(told, lines, tuple(map(Note, ("not-done", "exceptions", "agreed"))), Note("at-once") if outcome == AT_ONCE else None)
