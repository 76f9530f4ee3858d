from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from localoffer.core.opening_hours import OpeningHours, validate_opening_hours

OFFICE = OpeningHours.parse("Mo-Fr 09:00-17:00; Sa 10:00-12:00")
TUESDAY_NOON, TUESDAY_NIGHT = datetime(2026, 11, 24, 12, 0), datetime(2026, 11, 24, 22, 0)
SATURDAY_NOON = datetime(2026, 11, 28, 12, 0)


def test_open_during_hours_and_closed_at_the_last_minute():
    assert OFFICE.is_open(TUESDAY_NOON)
    assert not OFFICE.is_open(datetime(2026, 11, 24, 17, 0))
    assert not OFFICE.is_open(SATURDAY_NOON)


def test_next_opening_skips_the_weekend():
    assert OFFICE.opens_next(SATURDAY_NOON) == datetime(2026, 11, 30, 9, 0)
    assert OFFICE.opens_next(TUESDAY_NIGHT) == datetime(2026, 11, 25, 9, 0)


def test_always_open_never_opens_or_closes():
    always = OpeningHours.parse("24/7")
    assert always.is_open(TUESDAY_NIGHT)
    assert always.closes_at(TUESDAY_NIGHT) is None


def test_ranges_may_run_over_the_end_of_the_week():
    assert OpeningHours.parse("Sa-Mo 08:00-24:00").is_open(datetime(2026, 11, 29, 23, 59))


@pytest.mark.parametrize("text", ["weekdays", "Mo 9-5", "Mo 17:00-09:00", "Xx 09:00-17:00", "Mo 25:00-26:00"])
def test_hours_that_cannot_be_read_are_refused_in_words(text):
    with pytest.raises(ValidationError, match="cannot read"):
        validate_opening_hours(text)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text):
    try:
        OpeningHours.parse(text)
    except ValueError:
        pass
