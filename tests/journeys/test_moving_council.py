"""Moving with a plan, each day worked by hand from regulation 15."""

from datetime import date

import pytest

from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["moving-council"], date


def answer(working, **told):
    return TOOL.work_out({name.replace("_", "-"): day for name, day in told.items()}, today=D(2026, 11, 24), working=working)


def days(working, **told):
    return {line.id: line.on for line in answer(working, **told).lines}


def test_a_plan_passes_on_the_day_of_the_move_and_the_new_council_writes_in_six_weeks(working):
    assert days(working, move=D(2026, 10, 1)) == {"told-by-new": D(2026, 11, 12)}


@pytest.mark.parametrize(
    ("told", "move", "transfer"),
    [
        (D(2026, 9, 10), D(2026, 10, 1), None),  # 15 working days before: 11 September is the first, 1 October the fifteenth
        (D(2026, 9, 11), D(2026, 10, 1), D(2026, 10, 1)),  # 14 before: Friday 11 September is day 1, 1 October day 15
        (D(2026, 9, 28), D(2026, 10, 1), D(2026, 10, 16)),  # Monday is day 1; Friday 16 October day 15
        (D(2026, 12, 14), D(2026, 12, 20), D(2027, 1, 6)),  # over Christmas: 25 and 28 December and 1 January do not count
    ],
)
def test_an_old_council_that_knew_late_has_fifteen_working_days_from_then(working, told, move, transfer):
    assert days(working, move=move, told_old=told).get("late-transfer") == transfer


def test_six_weeks_are_counted_from_the_day_the_plan_passes(working):
    found = days(working, move=D(2026, 10, 1), told_old=D(2026, 9, 28))
    assert found["told-by-new"] == D(2026, 11, 27)


@pytest.mark.parametrize(
    ("last", "due"),
    [
        (D(2026, 3, 10), D(2027, 3, 9)),  # the year is longer
        (D(2025, 11, 2), D(2026, 12, 31)),  # three months of which 1 October is the first day are longer
    ],
)
def test_the_review_is_due_on_the_later_of_two_days(working, last, due):
    assert days(working, move=D(2026, 10, 1), last=last)["review-after-move"] == due


def test_no_review_day_is_told_while_the_day_of_the_plan_is_not_known(working):
    assert [note.key for note in answer(working, move=D(2026, 10, 1)).notes][-1] == "no-review-date"
