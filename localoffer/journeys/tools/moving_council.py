"""A family moves to another council's area with a plan: when the plan passes, and what the new council must do.

Source: SEND Regulations 2014, regulation 15.
"""

from collections.abc import Mapping
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays, working_days_after
from ..rules import line_of, lines_of, rule_book

ID = "moving-council"
NOTICE_WORKING_DAYS = 15


def work_out(told: Mapping[str, date], *, today: date, working: WorkingDays) -> Answer:
    """What depends on the transfer is counted from its last day. The review is told only when the day of the plan is known."""
    known, book = dict(told), rule_book(ID)
    if _knew_in_time(told, working):
        known.pop("told-old", None)
    late = line_of(book, "late-transfer", known=known, working=working)
    known["transfer"] = max(late.on, told["move"]) if late else told["move"]
    left_out = set() if "last" in told else {"review-after-move"}
    lines = by_day(tuple(line for line in lines_of(book, known=known, working=working) if line.id not in left_out))
    notes = ("tell-both", "school-too-far", *(["no-review-date"] if left_out else []))
    return Answer(told, lines, tuple(map(Note, notes)))


def _knew_in_time(told: Mapping[str, date], working: WorkingDays) -> bool:
    """At least 15 working days before the move; a family that does not say is taken to have told it in time."""
    return "told-old" not in told or working_days_after(told["told-old"], NOTICE_WORKING_DAYS, working) <= told["move"]
