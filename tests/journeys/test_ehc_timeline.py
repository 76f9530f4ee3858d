"""From the request to the final plan, each day worked by hand from the Regulations."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.journeys.registry import TOOLS
from localoffer.journeys.tools.ehc_timeline import closure_of

TOOL, D = TOOLS["ehc-timeline"], date
TODAY = D(2026, 11, 24)
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


def days(working, **told):
    """Day by rule; names of what was told are written with `_`."""
    answer = TOOL.work_out({name.replace("_", "-"): day for name, day in told.items()}, today=TODAY, working=working)
    return {line.id: line.on for line in answer.lines}


# 6, 16 and 20 weeks are 42, 112 and 140 days; the draft 15 days before the last (regulations 5, 10 and 13).
@pytest.mark.parametrize(
    ("request_on", "assess", "no_plan", "draft", "final"),
    [
        (D(2026, 1, 12), D(2026, 2, 23), D(2026, 5, 4), D(2026, 5, 17), D(2026, 6, 1)),
        (D(2026, 3, 2), D(2026, 4, 13), D(2026, 6, 22), D(2026, 7, 5), D(2026, 7, 20)),
        (D(2027, 10, 4), D(2027, 11, 15), D(2028, 1, 24), D(2028, 2, 6), D(2028, 2, 21)),  # before a leap day
        (D(2027, 10, 18), D(2027, 11, 29), D(2028, 2, 7), D(2028, 2, 20), D(2028, 3, 6)),  # over a leap day
        (D(2026, 7, 20), D(2026, 8, 31), D(2026, 11, 9), D(2026, 11, 22), D(2026, 12, 7)),  # the summer holiday moves nothing
        (D(2026, 11, 13), D(2026, 12, 25), D(2027, 3, 5), D(2027, 3, 18), D(2027, 4, 2)),  # due on Christmas Day: so it is due then
    ],
)
def test_from_a_request_each_day_follows(working, request_on, assess, no_plan, draft, final):
    found = days(working, request=request_on)
    assert found == {"decide-assess": assess, "decide-no-plan": no_plan, "latest-draft": draft, "final-plan": final}


@pytest.mark.parametrize(
    ("draft", "last", "final_from"),
    [
        (D(2026, 4, 27), D(2026, 5, 11), D(2026, 5, 12)),
        (D(2028, 2, 16), D(2028, 3, 1), D(2028, 3, 2)),  # 29 February is the 14th day
        (D(2026, 12, 20), D(2027, 1, 3), D(2027, 1, 4)),  # Christmas counts: the council may give longer, not the law
    ],
)
def test_the_family_has_fifteen_days_for_the_draft_and_the_first_is_the_day_it_came(working, draft, last, final_from):
    assert days(working, draft=draft) == {"draft-window": last, "earliest-final": final_from}


def test_a_draft_on_the_last_day_leaves_fifteen_days_before_the_final_plan(working):
    """Draft on 17 May: its 15 days end on 31 May, and the plan of a request of 12 January is due on 1 June."""
    found = days(working, request=D(2026, 1, 12), draft=D(2026, 5, 17))
    assert (found["draft-window"], found["earliest-final"], found["final-plan"]) == (D(2026, 5, 31), D(2026, 6, 1), D(2026, 6, 1))


def test_a_draft_that_came_makes_the_last_day_for_it_pointless(working):
    assert "latest-draft" not in days(working, request=D(2026, 1, 12), draft=D(2026, 4, 27))


def test_advice_is_due_six_weeks_after_each_was_asked(working):
    assert days(working, advice_asked=D(2026, 2, 23)) == {"advice": D(2026, 4, 6)}


def test_a_school_should_answer_the_council_in_fifteen_days(working):
    assert days(working, school_asked=D(2026, 4, 27)) == {"school-reply": D(2026, 5, 12)}


@pytest.mark.parametrize(
    ("closes", "opens", "days_shut", "window", "is_long_enough"),
    [
        (D(2026, 7, 22), D(2026, 9, 2), 42, (D(2026, 7, 15), D(2026, 8, 26)), True),
        (D(2026, 7, 1), D(2026, 7, 29), 28, (D(2026, 6, 24), D(2026, 7, 22)), True),  # four weeks to the day
        (D(2026, 7, 1), D(2026, 7, 28), 27, (D(2026, 6, 24), D(2026, 7, 21)), False),
        (D(2026, 12, 19), D(2027, 1, 5), 17, (D(2026, 12, 12), D(2026, 12, 29)), False),  # Christmas is never long enough
    ],
)
def test_a_school_holiday_is_an_exception_from_four_weeks(working, closes, opens, days_shut, window, is_long_enough):
    closure = closure_of({"school-closes": closes, "school-opens": opens}, working)
    assert (closure.days, (closure.opens, closure.shuts), closure.is_long_enough) == (days_shut, window, is_long_enough)


def test_an_exception_is_a_reason_and_moves_no_day(working):
    told = {"request": D(2026, 6, 15), "school-closes": D(2026, 7, 22), "school-opens": D(2026, 9, 2)}
    answer = TOOL.work_out(told, today=TODAY, working=working)
    assert {line.id: line.on for line in answer.lines} == days(working, request=D(2026, 6, 15))
    assert answer.exceptions == ("school-closed", "early-years-closed", "personal", "away")
    assert [note.key for note in answer.notes] == ["holiday-counts", "exceptions", "if-no"]


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ({"request": D(2026, 1, 12)}, ["exceptions", "if-no"]),
        ({"draft": D(2026, 4, 27)}, ["only-draft"]),
        ({"advice-asked": D(2026, 2, 23)}, ["only-draft", "exceptions"]),
        ({"request": D(2026, 1, 12), "school-closes": D(2026, 2, 14)}, ["exceptions", "if-no"]),
        (
            {"request": D(2026, 1, 12), "school-closes": D(2026, 2, 14), "school-opens": D(2026, 2, 23)},
            ["holiday-too-short", "exceptions", "if-no"],
        ),
    ],
)
def test_only_notes_that_fit_are_given(working, told, keys):
    assert [note.key for note in TOOL.work_out(told, today=TODAY, working=working).notes] == keys


@given(DAYS)
def test_every_day_comes_after_the_request_and_in_its_order(working, request_on):
    found = days(working, request=request_on)
    order = ["decide-assess", "decide-no-plan", "latest-draft", "final-plan"]
    assert [request_on, *(found[id] for id in order)] == sorted({request_on, *found.values()})


@given(DAYS, DAYS)
def test_a_later_request_gives_no_earlier_day(working, one, other):
    early, late = (days(working, request=day) for day in sorted((one, other)))
    assert all(early[id] <= late[id] for id in early)


def test_what_comes_next_is_the_first_day_that_is_not_over(working):
    answer = TOOL.work_out({"request": D(2026, 10, 12)}, today=TODAY, working=working)
    assert answer.next_line(D(2026, 11, 23)).id == "decide-assess"
    assert answer.next_line(D(2026, 11, 24)).id == "decide-no-plan"
    assert answer.next_line(D(2027, 3, 2)) is None
