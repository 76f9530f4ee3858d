"""Two days that are two different things: the mediation adviser's, which nothing moves, and the Tribunal's. Worked by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.journeys.dates import tribunal_day
from localoffer.journeys.registry import TOOLS
from localoffer.journeys.tools.appeal import DECISIONS

TOOL, D = TOOLS["appeal-dates"], date
TODAY = D(2026, 11, 24)
DAYS = st.dates(date(2019, 6, 1), date(2027, 6, 30))
NEEDS_CERTIFICATE = sorted(set(DECISIONS) - {"school-only"})


def answer(working, decision="contents", **told):
    told = {name.replace("_", "-"): day for name, day in told.items()}
    return TOOL.work_out({"decision": decision, **told}, today=TODAY, working=working)


def days(working, decision="contents", **told):
    return {line.id: line.on for line in answer(working, decision, **told).lines}


@pytest.mark.parametrize(
    ("letter", "certificate", "raw", "appeal"),
    [
        (D(2026, 10, 1), D(2026, 11, 29), D(2026, 12, 29), D(2027, 1, 4)),  # Christmas rule; 2 and 3 January are a weekend
        (D(2026, 6, 15), D(2026, 6, 20), D(2026, 8, 15), D(2026, 9, 1)),  # August rule
        (D(2026, 12, 31), None, D(2027, 2, 28), D(2027, 3, 1)),  # a short month, then a Sunday
        (D(2027, 3, 10), D(2027, 3, 18), D(2027, 5, 10), D(2027, 5, 10)),  # two months from the letter are later
        (D(2027, 3, 10), D(2027, 4, 26), D(2027, 5, 26), D(2027, 5, 26)),  # one month from the certificate is later
        (D(2027, 3, 10), D(2027, 4, 10), D(2027, 5, 10), D(2027, 5, 10)),  # both end on one day
        (D(2026, 11, 30), D(2027, 1, 31), D(2027, 2, 28), D(2027, 3, 1)),  # certificate + 1 month: February has no 31st; a Sunday
        (D(2027, 11, 30), D(2028, 1, 31), D(2028, 2, 29), D(2028, 2, 29)),  # a leap year; a Tuesday
        (D(2026, 5, 31), None, D(2026, 7, 31), D(2026, 7, 31)),  # the last day of July is not August
        (D(2026, 6, 1), None, D(2026, 8, 1), D(2026, 9, 1)),  # and 1 August is
        (D(2026, 6, 30), None, D(2026, 8, 30), D(2026, 9, 1)),
        (D(2026, 7, 1), None, D(2026, 9, 1), D(2026, 9, 1)),
        (D(2026, 10, 24), None, D(2026, 12, 24), D(2026, 12, 24)),  # Christmas Eve counts
        (D(2026, 10, 25), None, D(2026, 12, 25), D(2027, 1, 4)),
        (D(2026, 11, 1), None, D(2027, 1, 1), D(2027, 1, 4)),
        (D(2026, 11, 2), None, D(2027, 1, 2), D(2027, 1, 4)),  # a Saturday after the Christmas days
        (D(2027, 1, 26), None, D(2027, 3, 26), D(2027, 3, 30)),  # Good Friday, then Easter Monday
        (D(2026, 3, 4), None, D(2026, 5, 4), D(2026, 5, 5)),  # the early May bank holiday
        (D(2026, 7, 29), None, D(2026, 9, 29), D(2026, 9, 29)),  # summer time ends later: no hour is counted
    ],
)
def test_the_tribunals_day(working, letter, certificate, raw, appeal):
    told = {"letter": letter} | ({"certificate": certificate} if certificate else {})
    line = answer(working, **told).line("appeal")
    assert (line.unmoved, line.on) == (raw, appeal)


@pytest.mark.parametrize(
    ("letter", "last"),
    [
        (D(2026, 6, 15), D(2026, 8, 15)),  # August, a Saturday: not moved
        (D(2026, 10, 25), D(2026, 12, 25)),  # Christmas Day: not moved
        (D(2026, 11, 1), D(2027, 1, 1)),
        (D(2026, 12, 31), D(2027, 2, 28)),  # a Sunday: not moved
        (D(2026, 3, 4), D(2026, 5, 4)),  # a bank holiday: not moved
    ],
)
def test_nothing_moves_the_mediation_advisers_day(working, letter, last):
    line = answer(working, letter=letter).line("mediation-contact")
    assert (line.on, line.was_moved) == (last, False)


def test_the_day_to_aim_for_is_a_week_before_the_last(working):
    assert days(working, letter=D(2026, 6, 15))["aim"] == D(2026, 8, 25)


@pytest.mark.parametrize("decision", NEEDS_CERTIFICATE)
def test_each_decision_that_can_be_appealed_has_both_days(working, decision):
    assert days(working, decision, letter=D(2026, 10, 1)) == {
        "mediation-contact": D(2026, 12, 1), "aim": D(2026, 11, 24), "appeal": D(2026, 12, 1),
    }  # fmt: skip


def test_an_appeal_about_the_school_alone_needs_no_certificate_and_counts_from_none(working):
    assert days(working, "school-only", letter=D(2026, 10, 1), certificate=D(2026, 11, 29)) == {
        "aim": D(2026, 11, 24), "appeal": D(2026, 12, 1),
    }  # fmt: skip


def test_who_has_the_certificate_is_not_sent_to_the_adviser_again(working):
    told = {"letter": D(2026, 10, 1), "said_no": D(2026, 11, 26), "certificate": D(2026, 11, 29)}
    assert set(days(working, **told)) == {"aim", "appeal"}


@pytest.mark.parametrize(
    ("told", "id", "on"),
    [
        ({"said_no": D(2026, 11, 26)}, "certificate-no-mediation", D(2026, 12, 1)),  # Thursday: Friday, Monday, Tuesday
        ({"said_no": D(2026, 12, 23)}, "certificate-no-mediation", D(2026, 12, 30)),  # 24, 29, 30: Christmas between
        ({"said_yes": D(2026, 10, 5)}, "mediation-held", D(2026, 11, 4)),  # 26 days left in October, 4 in November
        ({"said_yes": D(2027, 1, 30)}, "mediation-held", D(2027, 3, 1)),  # over February
        ({"mediation_ended": D(2026, 4, 1)}, "certificate-after-mediation", D(2026, 4, 8)),  # over Easter: 2, 7, 8
    ],
)
def test_what_belongs_to_mediation(working, told, id, on):
    assert days(working, letter=D(2026, 10, 1), **told)[id] == on


@pytest.mark.parametrize("decision", DECISIONS)
def test_each_decision_says_what_can_be_asked(working, decision):
    found = answer(working, decision, letter=D(2026, 10, 1))
    keys = [note.key for note in found.notes]
    assert found.first.key == decision
    assert ("no-certificate-yet" in keys) is (decision != "school-only")
    assert keys[-1] == "young-person"


def test_a_certificate_that_is_not_needed_is_said_to_be_so(working):
    keys = [note.key for note in answer(working, "school-only", letter=D(2026, 10, 1), certificate=D(2026, 10, 20)).notes]
    assert keys == ["certificate-not-needed", "young-person"]


def test_what_the_tribunal_does_not_take_leads_to_a_complaint_and_to_no_date(working):
    found = answer(working, "other")
    assert (found.lines, found.first.key) == ((), "other")


@given(DAYS, st.integers(0, 60))
def test_the_tribunals_day_is_never_before_either_count_nor_before_the_advisers(working, letter, wait):
    certificate = date.fromordinal(letter.toordinal() + wait)
    line = answer(working, letter=letter, certificate=certificate).line("appeal")
    assert all(line.on >= counted.end for counted in line.counted)
    assert line.on == tribunal_day(max(counted.end for counted in line.counted), working)
    assert line.on >= days(working, letter=letter)["mediation-contact"]


@given(DAYS, DAYS)
def test_a_later_letter_gives_no_earlier_day(working, one, other):
    early, late = (days(working, letter=day) for day in sorted((one, other)))
    assert all(early[id] <= late[id] for id in early)
