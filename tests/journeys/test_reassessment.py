"""A new assessment of somebody who has a plan: 15 days to answer (regulation 25(1)), 14 weeks to the plan (regulation 27(2))."""

from datetime import date

import pytest

from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["reassessment-dates"], date


def answer(working, **told):
    return TOOL.work_out({name.replace("_", "-"): day for name, day in told.items()}, today=D(2026, 11, 24), working=working)


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (D(2026, 1, 12), D(2026, 1, 27)),
        (D(2028, 2, 20), D(2028, 3, 6)),  # over a leap day
        (D(2026, 12, 18), D(2027, 1, 2)),  # Christmas and the weekend count
    ],
)
def test_the_council_answers_within_fifteen_days(working, asked, due):
    assert answer(working, asked_again=asked).line("decide-again").on == due


@pytest.mark.parametrize(("told", "due"), [(D(2026, 1, 27), D(2026, 5, 5)), (D(2027, 12, 6), D(2028, 3, 13))])
def test_the_plan_comes_within_fourteen_weeks_of_the_yes(working, told, due):
    assert answer(working, told_again=told).line("final-again").on == due


@pytest.mark.parametrize(
    ("told", "keys"),
    [
        ({"asked_again": D(2026, 1, 12)}, ["if-yes", "if-no"]),
        ({"told_again": D(2026, 1, 27)}, ["the-draft", "exceptions"]),
        ({"asked_again": D(2026, 1, 12), "told_again": D(2026, 1, 27)}, ["the-draft", "exceptions", "if-no"]),
    ],
)
def test_only_notes_that_fit_are_given(working, told, keys):
    assert [note.key for note in answer(working, **told).notes] == keys
