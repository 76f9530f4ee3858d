"""Typing mistakes are mended with our own words, and real words are left alone."""

import pytest

from localoffer.search.spelling import mend

KNOWN = {
    "autism": 90,
    "respite": 40,
    "starting": 30,
    "wholly": 9,
    "nursery": 20,
    "constipation": 5,
    "diagnosis": 50,
    "boat": 3,
    "unusual": 1,
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("autisn", "autism"),
        ("respitte", "respite"),
        ("constipaton", "constipation"),
        ("daignosis", "diagnosis"),
        ("echp", "ehcp"),
        ("skool", "school"),
    ],
)
def test_a_slip_is_mended(typed, meant):
    assert mend([typed], known=KNOWN, known_stems=frozenset()) == {typed: meant}


@pytest.mark.parametrize("word", ["starving", "woolly", "unusuel", "autism", "bus"])
def test_a_word_that_is_no_slip_is_left_alone(word):
    assert mend([word], known=KNOWN, known_stems=frozenset()) == {}
