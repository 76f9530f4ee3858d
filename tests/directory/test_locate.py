import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.directory.queries import locate

pytestmark = pytest.mark.django_db


def test_a_known_postcode_is_exact_and_needs_no_words(postcodes):
    place = locate("lu11aa")
    assert (place.code, place.precision, place.words) == ("LU1 1AA", "postcode", "")
    assert (place.latitude, place.longitude) == (51.879977, -0.422926)


def test_an_unknown_postcode_degrades_to_its_sector_and_says_so(postcodes):
    place = locate("LU1 2BW")
    assert (place.code, place.precision, place.asked) == ("LU1 2", "sector", "LU1 2BW")
    assert place.words == "We do not hold the exact place of LU1 2BW, so we measure from the middle of LU1 2."


def test_an_unknown_sector_degrades_to_the_first_half(postcodes):
    place = locate("LU4 5ZZ")
    assert (place.code, place.precision) == ("LU4", "outward")
    assert "middle of LU4" in place.words


@pytest.mark.parametrize(
    ("typed", "code", "precision"), [("lu4", "LU4", "outward"), ("LU4 9", "LU4 9", "sector"), ("LU49", "LU4 9", "sector")]
)
def test_a_part_of_a_postcode_is_enough(postcodes, typed, code, precision):
    place = locate(typed)
    assert (place.code, place.precision) == (code, precision)
    assert place.words == f"We measure from the middle of {code}."


@pytest.mark.parametrize("typed", ["Luton", "", "ZZ99 9ZZ", "BT1 1AA", "\0LU4", "' OR 1=1 --", "LU4\u202e9AB"])
def test_what_cannot_be_placed_is_none(postcodes, typed):
    assert locate(typed) is None


def test_one_query_finds_the_place_and_none_is_spent_on_other_texts(postcodes, django_assert_num_queries):
    with django_assert_num_queries(1):
        locate("LU1 2BW")
    with django_assert_num_queries(0):
        locate("speech therapy")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.text(st.characters(codec=None), max_size=40), st.from_regex(r"\A[lLuU]{2}[0-9 oO]{1,4}[a-zA-Z ]{0,3}\Z")))
def test_locate_never_raises(postcodes, text):
    place = locate(text)
    assert place is None or place.precision in ("postcode", "sector", "outward")
    assert connection.is_usable()
