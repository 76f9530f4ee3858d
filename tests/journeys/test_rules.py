"""The rules as data: which version holds, what cannot be followed is refused, and every file can be."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from localoffer.journeys.errors import RuleNotKnown
from localoffer.journeys.registry import TOOLS
from localoffer.journeys.rules import _rule, line_of, lines_of, rule_book

BOOKS = sorted(path.stem for path in (Path(settings.SHIPPED_DATA_DIR) / "rules/tools").glob("*.yaml"))
RULE = {
    "id": "answer", "valid_from": date(2014, 9, 1), "valid_to": None, "who": "council", "says": "by",
    "counts": [{"from": "asked", "weeks": 6}], "law": "An Act", "law_url": "https://www.legislation.gov.uk/", "checked_on": date(2026, 11, 23),
}  # fmt: skip
ASKED = {"asked": date(2026, 1, 12)}


def rule(**changes):
    return _rule(RULE | changes)


@pytest.mark.parametrize("name", BOOKS)
def test_every_book_can_be_followed(name):
    book = rule_book(name)
    assert book
    for each in book:
        assert each.law_url.startswith("https://www."), each.id
        assert None in (each.checked_on, each.valid_from) or each.checked_on >= each.valid_from, each.id
        assert None in (each.valid_to, each.valid_from) or each.valid_to > each.valid_from, each.id


@pytest.mark.parametrize("name", BOOKS)
def test_no_two_versions_of_a_rule_hold_on_one_day(name):
    book = rule_book(name)
    for each in book:
        day = each.valid_from or date(1970, 1, 1)
        assert [other.valid_from for other in book if other.id == each.id and other.holds_on(day)] == [each.valid_from]


def test_every_book_belongs_to_a_tool():
    assert set(BOOKS) <= set(TOOLS)


@pytest.mark.parametrize(
    "changes",
    [
        {"counts": []},
        {"counts": [{"from": "asked", "fortnights": 3}]},
        {"counts": [{"from": "asked", "weeks": "six"}]},
        {"counts": [{"from": "asked", "weeks": 6, "days": 1}]},
        {"says": "perhaps"},
        {"takes": "middle"},
        {"moved_by": "wind"},
    ],
)
def test_a_rule_that_nobody_can_follow_is_refused(changes):
    with pytest.raises(ValueError, match=r"cannot be followed|is no count|unpack"):
        rule(**changes)


def test_the_version_in_force_on_the_day_counted_from_decides(working):
    new_law = date(2026, 9, 1)
    versions = (rule(valid_to=new_law), rule(valid_from=new_law, counts=[{"from": "asked", "weeks": 4}]))
    on = {day: line_of(versions, "answer", known={"asked": day}, working=working).on for day in (date(2026, 8, 31), new_law)}
    assert on == {date(2026, 8, 31): date(2026, 10, 12), new_law: date(2026, 9, 29)}


@pytest.mark.parametrize("day", [date(2014, 8, 31), date(2030, 1, 1)])
def test_a_rule_says_nothing_outside_its_days(day, working):
    with pytest.raises(RuleNotKnown) as refused:
        line_of((rule(valid_to=date(2030, 1, 1)),), "answer", known={"asked": day}, working=working)
    assert refused.value.day == day


def test_a_rule_waits_for_what_it_counts_from(working):
    assert line_of((rule(),), "answer", known={"other": date(2026, 1, 1)}, working=working) is None


def test_a_rule_counts_from_the_day_of_an_earlier_rule(working):
    chain = (rule(), rule(id="then", counts=[{"from": "answer", "days": 1}]))
    assert [line.on for line in lines_of(chain, known=ASKED, working=working)] == [date(2026, 2, 23), date(2026, 2, 24)]


@pytest.mark.parametrize(("takes", "on"), [("latest", date(2026, 3, 12)), ("earliest", date(2026, 2, 23))])
def test_of_several_counts_one_is_taken_and_the_others_are_told(takes, on, working):
    both = rule(takes=takes, counts=[{"from": "asked", "weeks": 6}, {"from": "asked", "months": 2}])
    line = line_of((both,), "answer", known=ASKED, working=working)
    assert line.on == on
    assert {each.end for each in line.counted} == {date(2026, 3, 12), date(2026, 2, 23)}


def test_a_moved_day_remembers_where_it_came_from(working):
    line = line_of((rule(moved_by="tribunal", counts=[{"from": "asked", "months": 7}]),), "answer", known=ASKED, working=working)
    assert (line.unmoved, line.on, line.was_moved) == (date(2026, 8, 12), date(2026, 9, 1), True)


def test_rules_are_not_changed_by_use():
    assert replace(rule()) == rule()
