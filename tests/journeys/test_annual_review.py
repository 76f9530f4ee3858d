"""Reviews and moves, each day worked by hand from the Regulations."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["annual-review-planner"], date
TODAY = D(2026, 11, 24)
DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))


def days(working, **told):
    answer = TOOL.work_out({name.replace("_", "-"): value for name, value in told.items()}, today=TODAY, working=working)
    return {line.id: line.on for line in answer.lines}


@pytest.mark.parametrize(
    ("meeting", "notice", "report", "decision", "final"),
    [
        (D(2026, 6, 10), D(2026, 5, 27), D(2026, 6, 24), D(2026, 7, 8), D(2026, 9, 2)),
        (D(2028, 1, 19), D(2028, 1, 5), D(2028, 2, 2), D(2028, 2, 16), D(2028, 4, 12)),  # over a leap day
        (D(2026, 12, 8), D(2026, 11, 24), D(2026, 12, 22), D(2027, 1, 5), D(2027, 3, 2)),  # Christmas moves nothing
        (D(2027, 3, 15), D(2027, 3, 1), D(2027, 3, 29), D(2027, 4, 12), D(2027, 6, 7)),  # over the change to summer time
    ],
)
def test_what_comes_before_and_after_a_meeting(working, meeting, notice, report, decision, final):
    assert days(working, meeting=meeting) == {
        "review-notice": notice, "review-report": report, "review-decision": decision, "review-final": final,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("notice", "final"),
    [
        (D(2026, 7, 8), D(2026, 9, 2)),  # sent on the last day of its 4 weeks: 8 weeks and 12 weeks end together
        (D(2026, 6, 24), D(2026, 8, 19)),  # sent sooner: 8 weeks from the letter are sooner than 12 from the meeting
        (D(2026, 7, 22), D(2026, 9, 2)),  # sent late: the 12 weeks from the meeting stand
    ],
)
def test_the_changed_plan_comes_by_the_earlier_of_two_days(working, notice, final):
    assert days(working, meeting=D(2026, 6, 10), amendment_notice=notice)["review-final"] == final


def test_without_the_meeting_the_letter_alone_counts(working):
    assert days(working, amendment_notice=D(2026, 7, 8)) == {"review-draft-window": D(2026, 7, 22), "review-final": D(2026, 9, 2)}


# "In the period of 12 months starting with the date on which the plan was first made": section 44(1). It ends the day before.
@pytest.mark.parametrize(
    ("last", "due", "meeting"),
    [
        (D(2026, 3, 10), D(2027, 3, 9), D(2027, 2, 9)),
        (D(2026, 3, 1), D(2027, 2, 28), D(2027, 1, 31)),
        (D(2027, 3, 1), D(2028, 2, 29), D(2028, 2, 1)),  # the day before 1 March of a leap year
        (D(2028, 2, 29), D(2029, 2, 27), D(2029, 1, 30)),  # 12 months on is 28 February 2029
        (D(2026, 9, 1), D(2027, 8, 31), D(2027, 8, 3)),
    ],
)
def test_a_review_is_done_within_twelve_months_with_the_decision(working, last, due, meeting):
    assert days(working, last=last) == {"review-due": due, "latest-meeting": meeting}


def test_a_meeting_that_is_known_makes_the_last_good_day_pointless(working):
    assert "latest-meeting" not in days(working, last=D(2026, 3, 10), meeting=D(2027, 1, 20))


@pytest.mark.parametrize(
    ("move", "on", "last", "notice", "meeting"),
    [
        ("school", D(2027, 9, 1), D(2027, 2, 14), D(2026, 12, 20), D(2026, 11, 22)),
        ("school", D(2028, 9, 4), D(2028, 2, 14), D(2027, 12, 20), D(2027, 11, 22)),
        ("school", D(2027, 1, 5), D(2027, 2, 14), D(2026, 12, 20), D(2026, 11, 22)),  # the year of the move decides
        ("post16", D(2027, 9, 1), D(2027, 3, 30), D(2027, 2, 2), D(2027, 1, 5)),
        ("post16", D(2028, 9, 1), D(2028, 3, 30), D(2028, 2, 3), D(2028, 1, 6)),  # a leap day: one day later
        ("college", D(2027, 9, 1), D(2027, 4, 1), D(2027, 2, 4), D(2027, 1, 7)),
        ("college", D(2027, 7, 31), D(2027, 2, 28), D(2027, 1, 3), D(2026, 12, 6)),  # February has no 31st
    ],
)
def test_a_move_has_an_earlier_day_by_law(working, move, on, last, notice, meeting):
    assert days(working, move=move, move_on=on) == {
        f"{move}-last-day": last, f"{move}-latest-notice": notice, f"{move}-latest-meeting": meeting,
    }  # fmt: skip


def test_no_move_brings_no_days_of_a_move(working):
    assert set(days(working, last=D(2026, 3, 10), move="none", move_on=D(2027, 9, 1))) == {"review-due", "latest-meeting"}


@given(DAYS)
def test_the_days_of_a_meeting_stand_in_their_order(working, meeting):
    found = days(working, meeting=meeting)
    assert found["review-notice"] < meeting < found["review-report"] < found["review-decision"] < found["review-final"]


@given(DAYS, st.integers(0, 40))
def test_a_changed_plan_never_comes_later_than_twelve_weeks_after_the_meeting(working, meeting, wait):
    notice = date.fromordinal(meeting.toordinal() + wait)
    found = days(working, meeting=meeting, amendment_notice=notice)
    assert found["review-final"] <= days(working, meeting=meeting)["review-final"]
