"""Asking for an EHC needs assessment: two sentences to send, filled in with what somebody told, and the day by which an answer is due.

Source: Children and Families Act 2014, sections 23 and 36.
"""

from collections.abc import Mapping
from datetime import date

from localoffer.core.templatetags.core_tags import on_date

from ..answers import Answer, Letter, Note
from ..dates import WorkingDays
from ..rules import line_of, rule_book
from .ehc_timeline import ID as EHC_TIMELINE

ID = "assessment-request"
PARENT, OTHER = "parent", "other"
PLACES = ("child", "born", "place", "hard")


def work_out(told: Mapping[str, date | str], *, today: date, working: WorkingDays) -> Answer:
    """The day is for a request that the council gets today. Of somebody else's word (section 23) no day is told: it hangs on when the
    council became responsible for the child."""
    who = str(told.get("who", PARENT))
    facts = {name: on_date(value) if isinstance(value, date) else str(value).rstrip(".") for name, value in told.items() if name in PLACES}
    letter = Letter(who, facts)
    if who == OTHER:
        return Answer({}, notes=(Note("bring-to-notice"), Note("may-add")), letter=letter)
    line = line_of(rule_book(EHC_TIMELINE), "decide-assess", known={"request": today}, working=working)
    return Answer({}, (line,) if line else (), (Note("send"), Note("the-test"), Note("may-add")), letter=letter)
