"""Opening times against dateutil itself, and by hand where the clocks change, on bank holidays and at the ends of terms."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from localoffer.directory.calendars import bank_holidays
from localoffer.directory.recurrence import (
    LONDON,
    WEEKDAYS,
    BadRule,
    Days,
    Rule,
    days_of,
    next_opening,
    openings,
    read_rule,
)

NOTHING = Days()
TERMS = Days(
    frozenset({date(2027, 5, 3)}),
    ((date(2027, 4, 12), date(2027, 5, 28)), (date(2027, 6, 7), date(2027, 7, 21))),
)
SATURDAYS = "FREQ=WEEKLY;BYDAY=SA"
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
rules = st.one_of(
    st.builds(
        lambda every, on: f"FREQ=WEEKLY;INTERVAL={every};BYDAY={','.join(sorted(on, key=WEEKDAYS.index))}",
        st.integers(1, 6),
        st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    ),
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 10)),
    st.builds(
        lambda every, which, day: f"FREQ=MONTHLY;INTERVAL={every};BYDAY={which}{day}",
        st.integers(1, 4),
        st.sampled_from(["", "1", "2", "5", "-1"]),
        st.sampled_from(WEEKDAYS),
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([1, 15, 28, -1])),
    st.just("FREQ=YEARLY"),
)


def at(year, month, day, hour=0, minute=0):
    """A moment, by London's wall clock."""
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def weekly(days="SA", opens=time(10), closes=time(12), **more):
    return Rule(f"FREQ=WEEKLY;BYDAY={days}", opens_at=opens, closes_at=closes, **more)


@given(rules, days, days, st.integers(0, 90))
def test_days_are_those_that_dateutil_gives_from_the_first_day_on(rule, first_day, since, length):
    until = since + timedelta(days=length)
    plain = rrulestr(f"RRULE:{rule}", dtstart=datetime.combine(first_day, time()))
    wanted = [moment.date() for moment in plain.between(datetime.combine(since, time()), datetime.combine(until, time()), inc=True)]
    assert list(days_of(Rule(rule, first_day=first_day), first=since, last=until, known=NOTHING)) == wanted


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("byday=sa,mo;freq=weekly", "FREQ=WEEKLY;BYDAY=MO,SA"),
        ("RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=TU", "FREQ=WEEKLY;BYDAY=TU"),
        ("FREQ=MONTHLY;BYDAY=1SA", "FREQ=MONTHLY;BYDAY=1SA"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=DAILY;INTERVAL=2", "FREQ=DAILY;INTERVAL=2"),
    ],
)
def test_a_rule_has_one_normal_form(text, normal):
    assert read_rule(text) == normal
    assert read_rule(normal) == normal


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ=HOURLY", "FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY=1SA", "FREQ=WEEKLY;BYDAY=SA;COUNT=3",
        "FREQ=WEEKLY;BYDAY=SA;UNTIL=20270101", "FREQ=WEEKLY;BYDAY=SA;INTERVAL=0", "FREQ=WEEKLY;BYDAY=SA;INTERVAL=٣",
        "FREQ=WEEKLY;INTERVAL=99;BYDAY=SA", "FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=31", "FREQ=MONTHLY;BYDAY=9SA", "FREQ=YEARLY;BYMONTH=2",
        "FREQ=DAILY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=SA;BYDAY=SU", "every Saturday", "FREQ=WEEKLY;BYDAY=", ";;;=", "FREQ=MONTHLY;BYDAY=SA;BYSETPOS=x",
    ],
)  # fmt: skip
def test_a_rule_that_opening_times_do_not_need_is_refused_with_a_sentence(text):
    with pytest.raises(BadRule, match=r"^[A-Z].*[.?:]"):
        read_rule(text)


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_refused_and_nothing_else(text):
    try:
        assert read_rule(read_rule(text)) == read_rule(text)
    except BadRule:
        pass


def test_ten_in_the_morning_stays_ten_when_the_clocks_go_forward():
    winter, summer = openings([weekly("SU")], since=date(2026, 3, 22), until=date(2026, 3, 29), known=NOTHING)
    assert winter.starts == datetime(2026, 3, 22, 10, tzinfo=UTC)
    assert summer.starts == datetime(2026, 3, 29, 9, tzinfo=UTC)
    assert summer.ends - summer.starts == timedelta(hours=2)


def test_ten_in_the_morning_stays_ten_when_the_clocks_go_back():
    summer, winter = openings([weekly("SU")], since=date(2026, 10, 18), until=date(2026, 10, 25), known=NOTHING)
    assert summer.starts == datetime(2026, 10, 18, 9, tzinfo=UTC)
    assert winter.starts == datetime(2026, 10, 25, 10, tzinfo=UTC)


def test_a_night_is_an_hour_shorter_in_march_and_an_hour_longer_in_october():
    night = weekly("SU", opens=time(0), closes=time(4))
    (march,) = openings([night], since=date(2026, 3, 29), until=date(2026, 3, 29), known=NOTHING)
    (october,) = openings([night], since=date(2026, 10, 25), until=date(2026, 10, 25), known=NOTHING)
    assert march.ends - march.starts == timedelta(hours=3)
    assert october.ends - october.starts == timedelta(hours=5)


def test_what_opens_in_the_hour_that_does_not_exist_opens_when_it_is_over():
    (one,) = openings([weekly("SU", opens=time(1, 30), closes=time(3))], since=date(2026, 3, 29), until=date(2026, 3, 29), known=NOTHING)
    assert (one.starts, one.ends) == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(2026, 3, 29, 2, tzinfo=UTC))


def test_a_time_wholly_inside_the_hour_that_does_not_exist_is_no_opening_backwards():
    found = openings([weekly("SU", opens=time(1, 10), closes=time(1, 50))], since=date(2026, 3, 29), until=date(2026, 3, 29), known=NOTHING)
    assert all(one.starts < one.ends for one in found)


@pytest.mark.parametrize("fold", [0, 1])
def test_half_past_one_comes_twice_in_october_and_is_open_both_times(fold):
    now = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON, fold=fold)
    found = next_opening([weekly("SU", opens=time(1), closes=time(1, 45))], now=now, known=NOTHING)
    assert found.starts <= now.astimezone(UTC) < found.ends


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_day_and_night_has_no_gap_when_the_clocks_change(day):
    always = Rule("FREQ=DAILY", is_all_day=True, opens_on_bank_holidays=True)
    (one,) = openings([always], since=day - timedelta(days=1), until=day + timedelta(days=1), known=NOTHING)
    assert (one.starts, one.ends) == (
        datetime.combine(day - timedelta(days=1), time(), tzinfo=LONDON),
        datetime.combine(day + timedelta(days=2), time(), tzinfo=LONDON),
    )


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_in_every_hour_around_a_change_of_the_clocks_the_next_opening_is_the_next(change):
    """QUALITY F10: right in all 2 x 26 hours, against a list made without `next_opening`."""
    rules = [weekly("SA,SU,MO", opens=time(9), closes=time(11)), weekly("SU", opens=time(0, 30), closes=time(1, 15))]
    day = change.date()
    every = openings(rules, since=day - timedelta(days=7), until=day + timedelta(days=7), known=NOTHING)
    for hours in range(-13, 14):
        now = change + timedelta(hours=hours)
        assert next_opening(rules, now=now, known=NOTHING) == next(one for one in every if one.ends > now), now


@pytest.mark.parametrize(("opens", "found"), [(None, date(2027, 5, 10)), (False, date(2027, 5, 10)), (True, date(2027, 5, 3))])
def test_on_a_bank_holiday_only_what_says_so_is_open(opens, found):
    rule = weekly("MO", opens_on_bank_holidays=opens)
    assert next_opening([rule], now=at(2027, 4, 26, 13), known=TERMS).starts.date() == found


def test_the_shipped_bank_holidays_are_those_of_england():
    days = bank_holidays()
    assert days[date(2026, 12, 28)] == "Boxing Day"  # the 26th is a Saturday
    assert date(2026, 12, 26) not in days
    assert days[date(2027, 3, 26)] == "Good Friday"
    assert not [day for day in days if day.month == 3 and day.day == 17]  # St Patrick's Day is not England's
    assert max(days) - date.today() > timedelta(days=180), "Add the coming years to data/calendars/bank-holidays.csv"


def test_a_term_time_club_stops_on_the_last_day_and_a_holiday_club_fills_the_gap():
    in_term = [day for day in days_of(weekly("FR", term="term-time"), first=date(2027, 5, 21), last=date(2027, 6, 11), known=TERMS)]
    in_holidays = [day for day in days_of(weekly("FR", term="holidays"), first=date(2027, 5, 21), last=date(2027, 6, 11), known=TERMS)]
    assert in_term == [date(2027, 5, 21), date(2027, 5, 28), date(2027, 6, 11)]
    assert in_holidays == [date(2027, 6, 4)]


@pytest.mark.parametrize("term", ["term-time", "holidays"])
def test_where_nobody_has_said_the_terms_nothing_is_guessed(term):
    after = date(2027, 7, 22)
    assert list(days_of(weekly("FR", term=term), first=after, last=after + timedelta(days=60), known=TERMS)) == []
    assert next_opening([weekly("FR", term=term)], now=at(2027, 1, 1), known=NOTHING) is None


def test_first_and_last_day_count_and_one_day_needs_no_rule():
    rule = weekly("SA", first_day=date(2027, 1, 9), last_day=date(2027, 1, 23))
    assert [day.day for day in days_of(rule, first=date(2027, 1, 1), last=date(2027, 2, 28), known=NOTHING)] == [9, 16, 23]
    once = Rule(first_day=date(2027, 1, 9), last_day=date(2027, 1, 9), opens_at=time(9), closes_at=time(10))
    assert next_opening([once], now=at(2027, 1, 8), known=NOTHING).starts == at(2027, 1, 9, 9)
    assert next_opening([once], now=at(2027, 1, 9, 10), known=NOTHING) is None


def test_openings_that_touch_are_one_so_that_closing_is_said_right():
    rules = [weekly("SA", time(9), time(12)), weekly("SA", time(12), time(16))]
    found = next_opening(rules, now=at(2027, 1, 9, 10), known=NOTHING)
    assert (found.starts, found.ends) == (at(2027, 1, 9, 9), at(2027, 1, 9, 16))


def test_a_rule_without_hours_opens_at_no_hour():
    assert next_opening([Rule(SATURDAYS)], now=at(2027, 1, 8), known=NOTHING) is None
