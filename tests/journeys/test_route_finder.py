"""Something is wrong: three steps for each, and a last day where the law sets one. Worked by hand."""

from datetime import date

import pytest

from localoffer.journeys.registry import TOOLS
from localoffer.journeys.tools.route_finder import LIMITS

TOOL, D = TOOLS["route-finder"], date
PROBLEMS = list(TOOL.words.asks["problem"].options)


def answer(working, problem, **told):
    return TOOL.work_out({"problem": problem, **told}, today=D(2026, 11, 24), working=working)


@pytest.mark.parametrize("problem", PROBLEMS)
def test_each_problem_has_a_way_of_three_steps_and_urgent_help_stands_first(working, problem):
    found = answer(working, problem)
    assert len(TOOL.words.routes[found.route]) == 3
    assert found.first.key == "not-safe"
    assert TOOL.words.notes["not-safe"].page == "/urgent-help/"


def test_every_way_belongs_to_a_problem():
    assert set(TOOL.words.routes) == set(PROBLEMS)
    assert set(LIMITS) <= set(PROBLEMS)


@pytest.mark.parametrize(
    ("problem", "happened", "id", "last"),
    [
        ("late", D(2026, 10, 1), "ombudsman", D(2027, 10, 1)),
        ("travel", D(2024, 2, 29), "ombudsman", D(2025, 2, 28)),  # 2025 has no 29 February
        ("discrimination", D(2026, 6, 15), "discrimination-claim", D(2026, 12, 14)),  # the day itself is the first of the 6 months
        ("discrimination", D(2026, 2, 20), "discrimination-claim", D(2026, 8, 19)),  # August moves nothing here
        ("discrimination", D(2026, 6, 27), "discrimination-claim", D(2026, 12, 26)),  # nor does Christmas
        ("discrimination", D(2026, 9, 1), "discrimination-claim", D(2027, 2, 28)),
    ],
)
def test_the_last_day_where_the_law_sets_one(working, problem, happened, id, last):
    line = answer(working, problem, happened=happened).line(id)
    assert (line.on, line.was_moved) == (last, False)


@pytest.mark.parametrize("problem", sorted(set(PROBLEMS) - set(LIMITS)))
def test_no_day_is_made_up_where_we_know_of_none(working, problem):
    assert answer(working, problem, happened=D(2026, 10, 1)).lines == ()


@pytest.mark.parametrize(("problem", "keys"), [("decision", ["appeal"]), ("late", ["say", "urgent-law"]), ("school", ["say"])])
def test_a_decision_leads_to_its_dates_and_everything_else_to_what_to_say(working, problem, keys):
    assert [note.key for note in answer(working, problem).notes] == keys
