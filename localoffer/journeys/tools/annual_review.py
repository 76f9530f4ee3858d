"""Reviews of a plan and moves to the next phase: what must happen when, before and after a meeting."""

from collections.abc import Mapping
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..rules import lines_of, rule_book

ID = "annual-review-planner"
NO_MOVE = "none"
MOVES = ("school", "post16", "college")
NOTES = ("your-views", "under-five", "year-nine", "sooner")


def work_out(told: Mapping[str, date | str], *, today: date, working: WorkingDays) -> Answer:
    known = {name: day for name, day in told.items() if isinstance(day, date)}
    if told.get("move") in MOVES and "move-on" in known:
        known[f"move-{told['move']}"] = known["move-on"]
    lines = lines_of(rule_book(ID), known=known, working=working)
    told_of = {name: value for name, value in told.items() if value != NO_MOVE}
    # Once the meeting is known, the last good day for it says nothing.
    return Answer(
        told_of, by_day(tuple(line for line in lines if line.id != "latest-meeting" or "meeting" not in known)), tuple(map(Note, NOTES))
    )
