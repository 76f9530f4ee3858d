import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.directory.phones import phone_in_words
from localoffer.directory.postcodes import LONGEST, normal_form, outward_of, read_postcode, sector_of


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("LU4 9AB", ("LU4 9AB", "LU4 9", "LU4")),
        ("lu49ab", ("LU4 9AB", "LU4 9", "LU4")),
        ("  Lu4-9Ab. ", ("LU4 9AB", "LU4 9", "LU4")),
        ("LU4 9A", ("LU4 9", "LU4")),
        ("lu4 9", ("LU4 9", "LU4")),
        ("LU4", ("LU4",)),
        ("LU12", ("LU12", "LU1 2", "LU1")),
        ("LU1 2", ("LU1 2", "LU1")),
        ("lu4 oab", ("LU4 0AB", "LU4 0", "LU4")),
        ("SW1A 1AA", ("SW1A 1AA", "SW1A 1", "SW1A")),
        ("\uff2c\uff354 9AB", ("LU4 9AB", "LU4 9", "LU4")),
    ],
)
def test_postcodes_are_read_as_people_type_them(typed, codes):
    assert read_postcode(typed) == codes


@pytest.mark.parametrize("typed", ["", " ", "Luton", "LU", "4 9AB", "LU4 9ABC", "ЛU4 9AB", "LU4 9AB'--", "\0", "\ud800", "1" * 9000])
def test_what_is_no_postcode_is_read_as_nothing(typed):
    assert read_postcode(typed) == ()


@given(st.text(st.characters(codec=None), max_size=60))
def test_any_text_is_read_without_an_error_and_only_plain_codes_come_out(text):
    for code in read_postcode(text):
        assert code.isascii()
        assert len(code) <= 8


@given(st.from_regex(r"\A[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}\Z"))
def test_a_whole_postcode_keeps_its_letters_and_gains_one_blank(compact):
    code = normal_form(compact)
    assert code.replace(" ", "") == compact
    assert read_postcode(compact.lower()) == (code, sector_of(code), outward_of(code))


def test_a_text_longer_than_any_postcode_is_not_looked_at():
    assert read_postcode("LU4 9AB" + " " * LONGEST) == ()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("01632960001", "01632 960001"),
        ("1632 960 001", "01632 960001"),
        ("+44 (0)1632 960001", "01632 960001"),
        ("02079460000", "020 7946 0000"),
        ("01134960000", "0113 496 0000"),
        ("none", ""),
        ("12345", ""),
        ("REDACTED", ""),
    ],
)
def test_phone_numbers_are_written_as_people_read_them(typed, words):
    assert phone_in_words(typed) == words
