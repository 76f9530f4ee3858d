"""After an order, each day worked by hand from regulation 44."""

from datetime import date

import pytest

from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["after-the-tribunal"], date
ORDER = D(2026, 10, 1)


def answer(working, outcome, order=ORDER):
    return TOOL.work_out({"outcome": outcome, "order": order}, today=D(2026, 11, 24), working=working)


@pytest.mark.parametrize(
    ("outcome", "days"),
    [
        ("assess", {"tell-assess": D(2026, 10, 15), "tell-no-plan": D(2026, 12, 10), "plan-after-assess": D(2027, 1, 7)}),
        ("make", {"draft-ordered": D(2026, 11, 5), "plan-ordered": D(2026, 12, 17)}),
        ("amend", {"plan-amended": D(2026, 11, 5)}),
        ("school", {"school-named": D(2026, 10, 15)}),
        ("continue", {"plan-continued": D(2026, 11, 5)}),
    ],
)
def test_each_order_has_its_weeks(working, outcome, days):
    assert {line.id: line.on for line in answer(working, outcome).lines} == days


def test_weeks_run_over_christmas_and_a_leap_day(working):
    assert answer(working, "amend", D(2026, 12, 11)).line("plan-amended").on == D(2027, 1, 15)
    assert answer(working, "make", D(2027, 12, 20)).line("plan-ordered").on == D(2028, 3, 6)


@pytest.mark.parametrize(("outcome", "first"), [("continue", "at-once"), ("ends", "ends")])
def test_what_takes_effect_at_once_stands_first(working, outcome, first):
    assert answer(working, outcome).first.key == first


def test_an_end_has_no_days(working):
    assert answer(working, "ends").lines == ()
