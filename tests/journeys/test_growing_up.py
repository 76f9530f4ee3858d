"""Which day somebody reaches what, worked by hand with a calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.journeys import dates
from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["transition-timeline"], date
BORN = st.dates(date(2001, 9, 1), date(2026, 11, 24))


def days(working, born):
    return {line.id: line.on for line in TOOL.work_out({"born": born}, today=D(2026, 11, 24), working=working).lines}


@pytest.mark.parametrize(
    ("born", "year_nine", "leaving"),
    [
        (D(2012, 3, 27), D(2025, 9, 1), D(2028, 6, 30)),  # 16 in March 2028; 30 June 2028 is a Friday
        (D(2011, 9, 1), D(2025, 9, 1), D(2028, 6, 30)),  # the oldest of that school year
        (D(2011, 8, 31), D(2024, 9, 1), D(2027, 6, 25)),  # the youngest of the one before: still 15 on that Friday
        (D(2011, 7, 1), D(2024, 9, 1), D(2027, 6, 25)),
        (D(2010, 6, 26), D(2023, 9, 1), D(2026, 6, 26)),  # 16 on the very Friday
        (D(2012, 2, 29), D(2025, 9, 1), D(2028, 6, 30)),
    ],
)
def test_the_school_year_decides_year_nine_and_the_leaving_day(working, born, year_nine, leaving):
    found = days(working, born)
    assert (found["year-9"], found["school-leaving"]) == (year_nine, leaving)
    assert found["rights-pass"] == date.fromordinal(leaving.toordinal() + 1)


@pytest.mark.parametrize(
    ("born", "age", "day"),
    [
        (D(2012, 3, 27), 18, D(2030, 3, 27)),
        (D(2012, 2, 29), 16, D(2028, 2, 29)),
        (D(2012, 2, 29), 18, D(2030, 3, 1)),  # no 29 February in 2030
        (D(2012, 2, 29), 25, D(2037, 3, 1)),
    ],
)
def test_a_birthday(born, age, day):
    assert dates.birthday(born, age) == day


def test_who_had_other_rules_in_year_nine_is_told_of_the_days_since(working):
    assert "year-9" not in days(working, D(2000, 3, 1))
    assert days(working, D(2000, 3, 1))["twenty-five"] == D(2025, 3, 1)


@given(BORN)
def test_the_leaving_day_is_a_friday_at_the_end_of_june_of_the_school_year_of_the_sixteenth_birthday(born):
    leaving, birthday = dates.school_leaving_day(born), dates.birthday(born, 16)
    assert (leaving.weekday(), leaving.month) == (4, 6)
    assert leaving.day >= 24
    assert -70 <= (leaving - birthday).days <= 305


@given(BORN)
def test_the_days_of_a_life_stand_in_their_order(working, born):
    found = days(working, born)
    order = ["year-9", "sixteen", "school-leaving", "rights-pass", "eighteen", "nineteen", "twenty-five"]
    in_order = [found[id] for id in order if id not in ("sixteen", "school-leaving", "rights-pass")]
    assert in_order == sorted(in_order)
    assert found["year-9"] < found["school-leaving"] < found["rights-pass"] < found["eighteen"]
