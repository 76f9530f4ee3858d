"""From the request for an EHC needs assessment to the final plan: every day by which somebody must act."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..rules import lines_of, rule_book

ID = "ehc-timeline"
WINDOW = ("closure-window-opens", "closure-window-shuts")
LONG_CLOSURE_DAYS = 28


@dataclass(frozen=True, slots=True)
class Closure:
    """A time in which a school is shut. The council may be late if it asked the head for advice from `opens` to `shuts`.

    Source: SEND Regulations 2014, regulation 5(4)(a): a closure of not less than 4 weeks; the window begins one week before it and ends
    one week before the school re-opens.
    """

    days: int
    opens: date
    shuts: date

    @property
    def is_long_enough(self) -> bool:
        return self.days >= LONG_CLOSURE_DAYS


def work_out(told: Mapping[str, date], *, today: date, working: WorkingDays) -> Answer:
    lines = lines_of(rule_book(ID), known=told, working=working)
    left_out = {*WINDOW, "latest-draft"} if "draft" in told else set(WINDOW)  # once the draft is here, its last day says nothing
    return Answer(told, by_day(tuple(line for line in lines if line.id not in left_out)), tuple(_notes(told, working)))


def closure_of(told: Mapping[str, date], working: WorkingDays) -> Closure | None:
    """The closure, when both of its days were told."""
    if "school-closes" not in told or "school-opens" not in told:
        return None
    window = {line.id: line.on for line in lines_of(rule_book(ID), known=told, working=working) if line.id in WINDOW}
    return Closure((told["school-opens"] - told["school-closes"]).days, *(window[id] for id in WINDOW))


def _notes(told: Mapping[str, date], working: WorkingDays):
    if "request" not in told:
        yield Note("only-draft")
    closure = closure_of(told, working)
    if closure and closure.is_long_enough:
        yield Note("holiday-counts", {"days": closure.days, "opens": closure.opens, "shuts": closure.shuts})
    elif closure:
        yield Note("holiday-too-short", {"days": closure.days})
    if "request" in told or "advice-asked" in told:
        yield Note("exceptions")
    if "request" in told:
        yield Note("if-no")
