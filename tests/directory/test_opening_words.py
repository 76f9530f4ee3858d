from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError

from localoffer.directory.calendars import days_now
from localoffer.directory.models import Schedule, SchoolTerm, Service
from localoffer.directory.opening_words import next_opening_of, opening_in_words, schedule_in_words
from localoffer.directory.recurrence import LONDON, Days

pytestmark = pytest.mark.django_db
NOTHING = Days()


def at(day, hour=0, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=LONDON)


def said(service, now):
    opening = next_opening_of(service, now=now, known=NOTHING)
    return opening_in_words(opening, now=now) if opening else None


@pytest.fixture
def club(make_service):
    service = make_service("Example Club", kind_code="club")
    Schedule.objects.create(service=service, rrule="FREQ=WEEKLY;BYDAY=WE", opens_at=time(13), closes_at=time(16))
    Schedule.objects.create(service=service, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at=time(10), closes_at=time(12))
    return service


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(25, 9), "Next: today 1pm"),
        (at(25, 13), "Open now, closes at 4pm"),
        (at(25, 15, 59), "Open now, closes at 4pm"),
        (at(25, 16), "Next: Saturday 10am"),
        (at(27, 20), "Next: tomorrow 10am"),
        (at(28, 11), "Open now, closes at midday"),
    ],
)
def test_opening_is_said_from_where_the_family_stands(club, now, words):
    assert said(club, now) == words


def test_what_is_more_than_a_week_away_has_its_date(make_service):
    service = make_service()
    Schedule.objects.create(service=service, rrule="FREQ=MONTHLY;BYDAY=1SA", opens_at=time(10), closes_at=time(12))
    assert said(service, at(24)) == "Next: Saturday 5 December, 10am"


def test_day_and_night_is_said_so(make_service):
    line = make_service("Line", kind_code="advice")
    Schedule.objects.create(service=line, rrule="FREQ=DAILY", is_all_day=True, opens_on_bank_holidays=True)
    assert said(line, at(24, 3)) == "Open now, day and night"


def test_while_it_is_closed_for_now_the_first_day_after_it_is_next(club):
    club.closed_from, club.closed_to = date(2026, 11, 24), date(2026, 11, 28)
    assert said(club, at(25, 14)) == "Next: Wednesday 2 December, 1pm"
    club.closed_to = None
    assert said(club, at(25, 14)) is None


def test_what_is_open_day_and_night_opens_again_on_the_first_day_after_it_was_closed(make_service):
    line = make_service("Line", kind_code="advice", closed_from=date(2026, 11, 1), closed_to=date(2026, 11, 27))
    Schedule.objects.create(service=line, rrule="FREQ=DAILY", is_all_day=True, opens_on_bank_holidays=True)
    assert said(line, at(24, 3)) == "Next: Saturday midnight"
    assert said(line, at(28, 3)) == "Open now, day and night"


def test_the_last_hours_before_it_closes_for_now_are_open(club):
    club.closed_from, club.closed_to = date(2026, 11, 26), date(2026, 11, 30)
    assert said(club, at(25, 14)) == "Open now, closes at 4pm"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO,WE,FR"}, "Monday, Wednesday and Friday"),
        ({"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", "opens_at": time(10), "closes_at": time(14)}, "Every second week on Saturday, 10am to 2pm"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=1SA,3SA"}, "First Saturday and third Saturday of the month"),
        ({"rrule": "FREQ=MONTHLY;BYDAY=-1TH", "term": "holidays"}, "Last Thursday of the month, in the school holidays"),
        ({"rrule": "FREQ=MONTHLY;BYMONTHDAY=1"}, "Day 1 of the month"),
        ({"rrule": "FREQ=DAILY", "is_all_day": True}, "Every day, all day and all night"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO", "opens_on_bank_holidays": False}, "Monday, not on bank holidays"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=MO", "valid_to": date(2027, 7, 21)}, "Monday, until 21 July 2027"),
        ({"valid_from": date(2027, 3, 6), "valid_to": date(2027, 3, 6)}, "Saturday 6 March 2027"),
        ({"term": "term-time", "words": "ring first"}, "In term time, ring first"),
    ],
)  # fmt: skip
def test_a_schedule_is_said_in_words(facts, words):
    assert schedule_in_words(Schedule(**facts)) == words


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({}, "rrule"),
        ({"words": "Every now and then"}, "rrule"),
        ({"rrule": "every Saturday"}, "rrule"),
        ({"rrule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA"}, "valid_from"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA", "opens_at": time(10)}, "closes_at"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA", "opens_at": time(10), "closes_at": time(9)}, "closes_at"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA", "opens_at": time(10), "closes_at": time(12), "is_all_day": True}, "is_all_day"),
        ({"term": "term-time", "opens_at": time(10), "closes_at": time(12)}, "rrule"),
        ({"rrule": "FREQ=WEEKLY;BYDAY=SA", "valid_from": date(2027, 2, 1), "valid_to": date(2027, 1, 1)}, "valid_to"),
    ],
)
def test_what_no_schedule_can_be_is_said_at_its_field(facts, field):
    with pytest.raises(ValidationError) as refused:
        Schedule(**facts).clean()
    assert field in refused.value.message_dict


def test_a_schedule_keeps_its_rule_in_the_normal_form():
    schedule = Schedule(rrule="byday=su,sa;freq=weekly")
    schedule.clean()
    assert schedule.rrule == "FREQ=WEEKLY;BYDAY=SA,SU"


def test_terms_do_not_overlap_and_a_new_one_counts_at_once(db):
    SchoolTerm.objects.create(name="Spring", starts_on=date(2027, 1, 5), ends_on=date(2027, 2, 12))
    with pytest.raises(ValidationError):
        SchoolTerm(name="Other", starts_on=date(2027, 2, 12), ends_on=date(2027, 3, 1)).clean()
    with pytest.raises(ValidationError):
        SchoolTerm(name="Backwards", starts_on=date(2027, 3, 12), ends_on=date(2027, 3, 1)).clean()
    SchoolTerm(name="Next", starts_on=date(2027, 2, 22), ends_on=date(2027, 3, 25)).clean()
    assert days_now().part_of_year(date(2027, 2, 1)) == "term-time"


@pytest.mark.parametrize(
    ("rrule", "more", "found"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,SA", {}, True),
        ("FREQ=WEEKLY;BYDAY=SU", {}, False),
        ("FREQ=WEEKLY;BYDAY=SA", {"valid_to": date(2026, 12, 4)}, False),
        ("FREQ=WEEKLY;BYDAY=SA", {"valid_from": date(2026, 12, 6)}, False),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", {"valid_from": date(2026, 11, 21)}, True),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", {"valid_from": date(2026, 11, 28)}, False),
        ("FREQ=MONTHLY;BYDAY=1SA", {}, True),
        ("FREQ=MONTHLY;BYDAY=2SA", {}, False),
        ("FREQ=DAILY", {}, True),
        ("", {"valid_from": date(2026, 12, 5), "valid_to": date(2026, 12, 5)}, True),
        ("", {"valid_from": date(2026, 12, 1), "valid_to": date(2026, 12, 31)}, False),
        ("FREQ=WEEKLY;BYDAY=SA", {"term": "term-time"}, True),
        ("FREQ=WEEKLY;BYDAY=SA", {"term": "holidays"}, False),
    ],
)
def test_the_list_finds_what_runs_on_a_day(make_service, rrule, more, found):
    service, day = make_service(), date(2026, 12, 5)
    Schedule.objects.create(service=service, rrule=rrule, **more)
    known = Days(terms=((date(2026, 11, 2), date(2026, 12, 18)),))
    assert Service.objects.open_on(day, known=known).exists() is found


def test_on_a_bank_holiday_the_list_finds_only_what_says_it_opens(make_service):
    shut, opens = make_service("Shut"), make_service("Opens")
    Schedule.objects.create(service=shut, rrule="FREQ=WEEKLY;BYDAY=MO")
    Schedule.objects.create(service=opens, rrule="FREQ=WEEKLY;BYDAY=MO", opens_on_bank_holidays=True)
    found = Service.objects.open_on(date(2026, 12, 28), known=Days(frozenset({date(2026, 12, 28)})))
    assert [service.name for service in found] == ["Opens"]


def test_what_is_closed_for_now_is_not_found_on_that_day(make_service):
    for name, closed in (
        ("Open", {}),
        ("Shut", {"closed_from": date(2026, 12, 1)}),
        ("Back", {"closed_from": date(2026, 12, 1), "closed_to": date(2026, 12, 4)}),
    ):
        Schedule.objects.create(service=make_service(name, **closed), rrule="FREQ=WEEKLY;BYDAY=SA")
    assert [one.name for one in Service.objects.open_on(date(2026, 12, 5), known=NOTHING).order_by("name")] == ["Back", "Open"]


def test_a_weekday_finds_every_rule_that_holds_it(make_service):
    for name, rrule in (
        ("Weekly", "FREQ=WEEKLY;BYDAY=FR,SA"),
        ("Monthly", "FREQ=MONTHLY;BYDAY=1SA"),
        ("Daily", "FREQ=DAILY"),
        ("Sunday", "FREQ=WEEKLY;BYDAY=SU"),
    ):
        Schedule.objects.create(service=make_service(name), rrule=rrule)
    assert [one.name for one in Service.objects.on_weekdays(["SA"]).order_by("name")] == ["Daily", "Monthly", "Weekly"]
