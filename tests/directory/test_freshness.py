from datetime import date, timedelta

import pytest

from localoffer.directory.freshness import ago, freshness_of, rule_on

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_what_nobody_has_checked_says_so_however_new_it_is(make_service):
    found = freshness_of(make_service(kind_code="club"), today=TODAY)
    assert (found.state, found.text) == ("unconfirmed", "Not yet checked by the club")


@pytest.mark.parametrize(
    ("days", "state", "text"),
    [
        (0, "fresh", "Checked today"),
        (21, "fresh", "Checked 3 weeks ago"),
        (183, "fresh", "Checked 6 months ago"),
        (184, "due", "Checked 6 months ago. A new check is due."),
        (366, "due", "Checked 12 months ago. A new check is due."),
        (367, "unconfirmed", "We could not confirm this since 22 November 2025. Please ask the staff."),
    ],
)
def test_a_persons_word_stands_as_long_as_the_rule_says(make_service, editor, days, state, text):
    service = make_service(assured_on=TODAY - timedelta(days=days), assured_by=editor)
    found = freshness_of(service, today=TODAY)
    assert (found.state, found.text) == (state, text)


def test_a_held_service_says_that_first(make_service, editor):
    service = make_service(assured_on=TODAY, assured_by=editor, held_back_on=TODAY, held_back_by=editor, held_back_because="Closed?")
    assert freshness_of(service, today=TODAY).state == "held"


@pytest.mark.parametrize(
    ("days", "words"), [(1, "yesterday"), (2, "2 days ago"), (14, "2 weeks ago"), (60, "8 weeks ago"), (61, "2 months ago")]
)
def test_time_gone_by_is_said_in_words(days, words):
    assert ago(timedelta(days=days)) == words


def test_a_day_without_a_rule_is_an_error_and_no_guess():
    with pytest.raises(LookupError):
        rule_on(date(1999, 1, 1))
