from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command

from localoffer.journeys import queries
from localoffer.journeys.queries import rules_to_read
from localoffer.journeys.rules import rule_book

from .test_rules import rule

TODAY = date(2026, 11, 24)


def why(monkeypatch, *versions, today=TODAY):
    monkeypatch.setattr(queries, "rule_book", lambda name: versions if name == "ehc-timeline" else ())
    return [due.why for due in rules_to_read(today)]


def test_a_rule_that_was_read_this_year_is_left_alone(monkeypatch):
    assert why(monkeypatch, rule()) == []


def test_a_rule_is_read_again_after_a_year(monkeypatch):
    assert why(monkeypatch, rule(), today=date(2027, 11, 23)) == []
    assert why(monkeypatch, rule(), today=date(2027, 11, 24)) == ["It was read on 2026-11-23, which is more than a year ago."]


def test_a_rule_that_nobody_read_is_named(monkeypatch):
    assert why(monkeypatch, rule(checked_on=None)) == ["Nobody has read it at its source."]


def test_a_rule_that_ends_with_nothing_after_it_is_named_ninety_days_before(monkeypatch):
    ends = date(2027, 3, 1)
    assert why(monkeypatch, rule(valid_to=ends), today=date(2026, 11, 30)) == []
    assert why(monkeypatch, rule(valid_to=ends), today=date(2026, 12, 1)) == ["It ends on 2027-03-01 and nothing follows it."]
    assert why(monkeypatch, rule(valid_to=ends), rule(valid_from=ends), today=date(2026, 12, 1)) == []


def test_the_command_names_what_ships_unread_and_fails(capsys):
    unread = [each.id for each in rule_book("reassessment-dates") if each.checked_on is None]
    with time_machine.travel(TODAY), pytest.raises(CommandError, match="rules to read"):
        call_command("check_rules")
    printed = capsys.readouterr().out
    assert unread
    assert all(f"reassessment-dates: {id}: Nobody has read it at its source." in printed for id in unread)
