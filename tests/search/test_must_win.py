"""The most typical queries over the demo's own answers."""

import random

import pytest
import yaml

from localoffer.search.ranking import AnswerIndex
from localoffer.search.reading import read_page

from .demo_answers import DEMO, answers, demo_index, documents

MUST_WIN = yaml.safe_load((DEMO.parents[2] / "tests/search/must_win.yaml").read_text(encoding="utf-8"))
NOTHING_OF_OURS = ["xyzzy", "bins", "airport parking", "council tax", "pizza", "who won the match", "train times to leeds"]


@pytest.mark.parametrize(("text", "right"), MUST_WIN["first"].items())
def test_the_first_answer_is_right(text, right):
    assert answers(text)[0] in right


@pytest.mark.parametrize(("text", "right"), MUST_WIN["among_three"].items())
def test_one_of_the_first_three_answers_is_right(text, right):
    assert set(answers(text)[:3]) & set(right)


@pytest.mark.parametrize("text", NOTHING_OF_OURS)
def test_what_is_not_ours_has_no_answer(text):
    assert answers(text) == []


def test_nearly_every_phrasing_leads_to_its_own_page_first_and_none_is_left_empty():
    asked = [(phrase, page.key) for page in documents() for phrase in page.phrases[::8]]
    found = [answers(phrase) for phrase, _key in asked]
    first = sum(keys[:1] == [key] for keys, (_phrase, key) in zip(found, asked, strict=True))
    assert all(found)
    assert first / len(asked) > 0.9


def test_the_order_does_not_change_with_the_order_in_which_a_database_gives_rows():
    rows = [read_page(document) for document in documents()]
    random.Random(1).shuffle(rows)
    shuffled = AnswerIndex(rows, (), demo_index().learned)
    for text in [*MUST_WIN["first"], *MUST_WIN["among_three"]]:
        assert answers(text, shuffled) == answers(text)
