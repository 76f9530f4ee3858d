"""A decision that a family does not agree with: what can be appealed, and the two days to keep, which are two different things.

Sources: Children and Families Act 2014, sections 45, 51 and 55; SEND Regulations 2014, regulations 32 to 39; the Tribunal's rules 12 and 20.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from ..answers import Answer, Note, by_day
from ..dates import WorkingDays
from ..rules import lines_of, rule_book

ID = "appeal-dates"
NOT_FOR_THE_TRIBUNAL = "other"
DECISIONS = ("refuse-assess", "refuse-plan", "contents", "school-only", "no-change", "refuse-again", "cease")
# An appeal about nothing but section I needs no certificate (section 55(2)), so nothing is counted from one.
WITHOUT_CERTIFICATE = ("school-only",)


def work_out(told: Mapping[str, date | str], *, today: date, working: WorkingDays) -> Answer:
    decision = str(told["decision"])
    if decision == NOT_FOR_THE_TRIBUNAL:
        return Answer({"decision": decision}, first=Note(decision))
    needs_certificate = decision not in WITHOUT_CERTIFICATE
    known = {name: day for name, day in told.items() if isinstance(day, date) and (needs_certificate or name == "letter")}
    lines = lines_of(rule_book(ID), known=known, working=working)
    left_out = _without(known, needs_certificate=needs_certificate)
    return Answer(told, by_day(tuple(line for line in lines if line.id not in left_out)), tuple(_notes(told, decision)), Note(decision))


def _without(known: Mapping[str, date], *, needs_certificate: bool) -> set[str]:
    """Who holds a certificate has spoken to the adviser, and waits for no other."""
    if not needs_certificate:
        return {"mediation-contact"}
    return (
        {"mediation-contact", "certificate-no-mediation", "certificate-after-mediation", "mediation-held"}
        if "certificate" in known
        else set()
    )


def _notes(told: Mapping[str, date | str], decision: str) -> Iterator[Note]:
    if decision in WITHOUT_CERTIFICATE and "certificate" in told:
        yield Note("certificate-not-needed")
    if decision not in WITHOUT_CERTIFICATE and "certificate" not in told:
        yield Note("no-certificate-yet")
    yield Note("young-person")
