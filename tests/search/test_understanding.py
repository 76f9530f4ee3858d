"""What is read out of the words somebody typed."""

import pytest

from localoffer.search import understanding
from localoffer.search.understanding import understand


@pytest.fixture(autouse=True)
def _places(monkeypatch):
    """Two codes are known; nothing is asked of the database."""
    known = {"lu11aa": "LU1 1AA", "lu2": "LU2"}

    def locate(text):
        code = known.get(text.lower().replace(" ", ""))
        return PLACES[code] if code else None

    monkeypatch.setattr(understanding, "locate", locate)


class _Place:
    def __init__(self, code):
        self.code = code


PLACES = {code: _Place(code) for code in ("LU1 1AA", "LU2")}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nursery LU1 1AA", "LU1 1AA"),
        ("nursery near lu11aa", "LU1 1AA"),
        ("lu2 clubs", "LU2"),
        ("clubs in ZZ9 9ZZ", None),
        ("a1 help", None),
    ],
)
def test_a_known_postcode_is_the_place(text, code):
    found = understand(text)
    assert (found.place.code if found.place else None) == code
    assert not {"lu1", "lu11aa", "1aa", "lu2", "near"} & set(found.words)


def test_the_near_box_wins_over_the_text():
    assert understand("clubs lu2", near="LU1 1AA").place.code == "LU1 1AA"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("my 3 year old", 36), ("3yo wont talk", 36), ("aged 14", 168), ("he is 7", 84), ("18 months old", 18), ("im 16", 192),
        ("a toddler group", 24), ("year 6 sats", 126), ("how long is 20 weeks", None), ("she is 99", None), ("", None),
    ],
)  # fmt: skip
def test_ages_are_read_in_many_forms(text, months):
    assert understand(text).age_months == months


@pytest.mark.parametrize(("text", "need"), [("autistic boy", "ASD"), ("aspergers", "ASD"), ("dislexia test", "SPLD"), ("adhd", "SEMH")])
def test_a_need_is_read_by_its_names(text, need):
    assert need in understand(text).needs


@pytest.mark.parametrize(
    ("text", "cost"), [("free clubs", "free"), ("clubs at no cost", "free"), ("freedom pass", ""), ("how much is it", "")]
)
def test_free_is_read(text, cost):
    assert understand(text).cost == cost


@pytest.mark.parametrize(("text", "has_kind"), [("nursery", True), ("nurseries", True), ("what is an ehcp", False)])
def test_a_kind_of_service_is_read(text, has_kind):
    assert bool(understand(text).service_kinds) is has_kind


def test_what_is_given_apart_wins():
    assert understand("my 3 year old", age_months=60).age_months == 60


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("my mum wont let me", "young-person"), ("im 15 and hate school", "young-person"), ("my son says my mum is wrong", ""),
        ("refer a child to the team", "professional"), ("i am a health visitor", "professional"), ("school taxi", ""),
    ],
)  # fmt: skip
def test_who_speaks_is_read(text, audience):
    assert understand(text).audience == audience


@pytest.mark.parametrize(
    ("text", "code", "is_named"),
    [
        ("they want to send her away", "send", False), ("what is send", "send", True), ("who looks after the carer", "looked-after", False),
        ("looked after children", "looked-after", True), ("will anybody come", "what-if-i-die", False),
    ],
)  # fmt: skip
def test_a_concept_may_hold_only_as_it_is_written(text, code, is_named):
    assert (code in understand(text).concepts) is is_named


def test_age_is_no_word_once_it_is_taken():
    assert understand("nursery age 3").words == ("nursery",)
    assert understand("turning 18").concepts == ("adulthood",)


def test_who_asks_for_help_and_no_more_is_told_whom_to_ask():
    assert "who-to-speak-to" in understand("help me please").concepts


@pytest.mark.parametrize(
    ("text", "is_out"), [("bin day", True), ("council tax", True), ("council tax disabled child", False), ("health passport", False)]
)
def test_other_business_of_a_council_is_known(text, is_out):
    assert understand(text).is_out_of_scope is is_out
