"""How days are counted: worked by hand with a calendar, and held to what must be true of every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.journeys import dates
from localoffer.journeys.dates import HolidaysNotKnown

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
D = date


@pytest.mark.parametrize(
    ("start", "weeks", "end"),
    [
        (D(2026, 1, 12), 6, D(2026, 2, 23)),  # 12 Jan + 42 days: 19 left in January, 23 in February
        (D(2028, 2, 1), 6, D(2028, 3, 14)),  # a leap year: 28 left in February, 14 in March
        (D(2027, 2, 1), 6, D(2027, 3, 15)),  # no leap year: 27 left in February, 15 in March
        (D(2026, 12, 7), 6, D(2027, 1, 18)),  # over the new year; Christmas counts as any other day
        (D(2026, 3, 23), 6, D(2026, 5, 4)),  # over the change to summer time on 29 March: weeks have no hours
        (D(2026, 10, 19), 20, D(2027, 3, 8)),  # over the change back on 25 October
        (D(2026, 6, 10), -2, D(2026, 5, 27)),
    ],
)
def test_weeks_are_calendar_weeks(start, weeks, end):
    assert dates.weeks_after(start, weeks) == end


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (D(2026, 4, 27), 15, D(2026, 5, 11)),  # 27 April is day 1, 30 April day 4, 11 May day 15
        (D(2028, 2, 20), 15, D(2028, 3, 5)),  # 29 February is day 10
        (D(2027, 2, 20), 15, D(2027, 3, 6)),
        (D(2026, 12, 20), 15, D(2027, 1, 3)),
        (D(2026, 5, 1), 1, D(2026, 5, 1)),
    ],
)
def test_days_beginning_with_a_day_count_that_day(start, days, last):
    assert dates.last_of_days_beginning_with(start, days) == last


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (D(2026, 10, 1), 2, D(2026, 12, 1)),
        (D(2026, 12, 31), 2, D(2027, 2, 28)),  # February has no 31st
        (D(2027, 12, 31), 2, D(2028, 2, 29)),  # nor has it in a leap year
        (D(2026, 1, 31), 1, D(2026, 2, 28)),
        (D(2026, 2, 28), 2, D(2026, 4, 28)),  # the same number, not the last day
        (D(2026, 8, 31), 1, D(2026, 9, 30)),
        (D(2026, 6, 30), 2, D(2026, 8, 30)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
        (D(2027, 3, 31), -1, D(2027, 2, 28)),
        (D(2027, 7, 1), -5, D(2027, 2, 1)),
        (D(2027, 1, 15), -1, D(2026, 12, 15)),
    ],
)
def test_months_end_on_the_same_number_or_the_last_day(start, months, end):
    assert dates.months_after(start, months) == end


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [(D(2026, 3, 10), 12, D(2027, 3, 9)), (D(2026, 3, 1), 12, D(2027, 2, 28)), (D(2027, 3, 1), 12, D(2028, 2, 29))],
)
def test_months_beginning_with_a_day_end_the_day_before(start, months, last):
    assert dates.last_of_months_beginning_with(start, months) == last


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (D(2026, 11, 24), 3, D(2026, 11, 27)),  # Tuesday: Wednesday, Thursday, Friday
        (D(2026, 11, 26), 3, D(2026, 12, 1)),  # Thursday: Friday, Monday, Tuesday
        (D(2026, 4, 1), 3, D(2026, 4, 8)),  # Wednesday: Thursday 2; not Good Friday 3, not Easter Monday 6; Tuesday 7, Wednesday 8
        (D(2026, 12, 23), 3, D(2026, 12, 30)),  # Thursday 24; 25 and 28 (for Boxing Day, a Saturday) are holidays; 29, 30
        (D(2027, 12, 24), 1, D(2027, 12, 29)),  # Christmas and Boxing Day at a weekend: 27 and 28 stand for them
        (D(2026, 5, 2), 1, D(2026, 5, 5)),  # Saturday; Monday 4 May is a bank holiday
    ],
)
def test_working_days_after_a_day(start, number, end, working):
    assert dates.working_days_after(start, number, working) == end


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        (D(2026, 9, 1), 15, D(2026, 9, 21)),  # Tuesday is day 1, Friday 4, the second Friday 9, the third 14, Monday 15
        (D(2026, 9, 5), 15, D(2026, 9, 25)),  # a Saturday: Monday is day 1
        (D(2026, 8, 31), 1, D(2026, 9, 1)),  # a bank holiday
    ],
)
def test_working_days_beginning_with_a_day(start, number, end, working):
    assert dates.last_of_working_days_beginning_with(start, number, working) == end


@pytest.mark.parametrize(
    ("ends", "taken"),
    [
        (D(2026, 7, 31), D(2026, 7, 31)),  # a Friday, and not August yet
        (D(2026, 8, 1), D(2026, 9, 1)),
        (D(2026, 8, 15), D(2026, 9, 1)),
        (D(2026, 8, 31), D(2026, 9, 1)),
        (D(2024, 8, 20), D(2024, 9, 2)),  # 1 September 2024 is a Sunday
        (D(2027, 7, 31), D(2027, 8, 2)),  # a Saturday in July: the next working day, no August rule
        (D(2026, 9, 1), D(2026, 9, 1)),
        (D(2026, 12, 24), D(2026, 12, 24)),
        (D(2022, 12, 24), D(2022, 12, 28)),  # a Saturday before Christmas: 26 and 27 are holidays, 28 is the next working day
        (D(2026, 12, 25), D(2027, 1, 4)),  # 2 and 3 January 2027 are a weekend
        (D(2026, 12, 29), D(2027, 1, 4)),
        (D(2027, 1, 1), D(2027, 1, 4)),
        (D(2023, 1, 1), D(2023, 1, 3)),  # 2 January 2023 is the bank holiday for New Year's Day
        (D(2025, 12, 31), D(2026, 1, 2)),
        (D(2027, 1, 2), D(2027, 1, 4)),  # after the Christmas days, a Saturday as any other
        (D(2027, 2, 28), D(2027, 3, 1)),  # a Sunday
        (D(2027, 3, 26), D(2027, 3, 30)),  # Good Friday: Easter Monday is the 29th
        (D(2026, 5, 25), D(2026, 5, 26)),  # the spring bank holiday
    ],
)
def test_the_tribunal_takes_an_appeal_until(ends, taken, working):
    assert dates.tribunal_day(ends, working) == taken


@pytest.mark.parametrize("day", [D(2018, 12, 31), D(2035, 6, 1)])
def test_nothing_is_said_of_a_year_whose_holidays_are_not_known(day, working):
    with pytest.raises(HolidaysNotKnown):
        working.is_one(day)


@given(DAYS, DAYS)
def test_a_later_start_never_ends_earlier(working, one, other):
    early, late = sorted((one, other))
    assert dates.months_after(early, 2) <= dates.months_after(late, 2)
    assert dates.weeks_after(early, 20) <= dates.weeks_after(late, 20)
    assert dates.working_days_after(early, 3, working) <= dates.working_days_after(late, 3, working)
    assert dates.tribunal_day(early, working) <= dates.tribunal_day(late, working)


@given(DAYS)
def test_no_day_comes_before_its_cause(working, day):
    assert dates.months_after(day, 1) > day
    assert dates.last_of_days_beginning_with(day, 15) - day == timedelta(days=14)
    assert dates.working_days_after(day, 1, working) > day
    assert dates.tribunal_day(day, working) >= day


@given(DAYS)
def test_the_tribunals_day_is_a_working_day_and_stays_where_it_is(working, day):
    taken = dates.tribunal_day(day, working)
    assert working.is_one(taken)
    after_a_weekend_before = taken.month == 8 or (taken.month, taken.day) >= (12, 26)  # a Saturday in July, or before Christmas
    assert dates.tribunal_day(taken, working) == taken or after_a_weekend_before
    assert taken.month != 8 or day.month == 7


@given(DAYS, st.integers(1, 30))
def test_months_there_and_back_lose_at_most_the_days_a_month_lacks(day, number):
    back = dates.months_after(dates.months_after(day, number), -number)
    assert 0 <= (day - back).days <= 3
