"""What the tools say: all of it is there, none is left over, and a tired parent can read it."""

import re
from pathlib import Path

import pytest
import yaml

from localoffer.guidance.plain_words import HIGHEST_AGE, read
from localoffer.journeys.registry import TOOLS
from localoffer.journeys.rules import rule_book
from localoffer.journeys.words import words_of

from .test_rules import BOOKS

DEMO = Path(__file__).resolve().parents[2] / "data/demo/luton"
BY_ID = pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
WITH_RULES = pytest.mark.parametrize("tool", [TOOLS[id] for id in BOOKS], ids=BOOKS)


@BY_ID
def test_a_tool_reads_at_the_age_of_nine_or_ten_in_short_sentences(tool):
    reading = read("\n".join(tool.words.spoken()))
    assert reading.age <= HIGHEST_AGE
    assert reading.long_sentences == ()
    assert reading.forbidden == ()
    assert reading.unexplained == ()


@BY_ID
def test_what_is_asked_has_its_words_and_nothing_else_has(tool):
    assert set(tool.words.asks) == {ask.name for ask in tool.asks}


@BY_ID
def test_a_tool_names_the_free_advice_first_and_how_people_ask(tool):
    assert tool.words.contacts[0] == "sendiass"
    assert len(tool.words.phrases) >= 8
    assert tool.words.questions
    assert set(tool.words.tools) <= set(TOOLS)


@BY_ID
def test_a_tool_leads_to_answers_and_people_that_are_there(tool):
    there = {path.stem for path in (DEMO / "questions").glob("*.md")}
    known = {contact["key"] for contact in yaml.safe_load((DEMO / "contacts.yaml").read_text("utf-8"))}
    assert set(tool.words.questions) <= there
    assert set(tool.words.contacts) <= known


@WITH_RULES
def test_each_rule_has_words_and_each_start_a_name(tool):
    book = rule_book(tool.id)
    assert {rule.id for rule in book} <= set(tool.words.steps)
    assert {reason for rule in book for reason in rule.exceptions} <= set(tool.words.exceptions)


@WITH_RULES
def test_no_words_are_left_over(tool):
    book, asked = rule_book(tool.id), {ask.name for ask in tool.asks}
    assert set(tool.words.steps) <= {rule.id for rule in book} | asked
    assert set(tool.words.exceptions) == {reason for rule in book for reason in rule.exceptions}
    assert set(tool.words.starts) == {count.start for rule in book for count in rule.counts}


@BY_ID
def test_no_tool_says_no_or_names_an_area(tool):
    spoken = "\n".join(tool.words.spoken())
    assert not re.search(r"not eligible|not entitled|you cannot apply|Luton", spoken, re.I)


def test_a_file_with_something_that_nobody_reads_is_refused(settings, tmp_path):
    folder = tmp_path / "tools" / "en"
    folder.mkdir(parents=True)
    (folder / "odd.yaml").write_text("title: A\nname: A\nlead: A\nicon: calendar\nasks: {}\ncolour: red\n")
    settings.SHIPPED_DATA_DIR = tmp_path
    with pytest.raises(TypeError):
        words_of("odd")
