"""A tool's pages: asked, answered and forgotten."""

import logging
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.signing import Signer
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from localoffer.journeys.registry import TOOLS

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _the_clock():
    with time_machine.travel(NOW, tick=False):
        yield


def words(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_every_tool_is_listed_with_its_question(client):
    page = words(client.get("/tools/"))
    for tool in TOOLS.values():
        assert f'href="{tool.url}"' in page
        assert tool.words.title in page


@pytest.mark.parametrize("tool", TOOLS.values(), ids=list(TOOLS))
def test_a_tools_page_asks_and_promises_to_keep_nothing(client, tool):
    answer = client.get(tool.url)
    page = words(answer)
    assert (answer.status_code, answer["Cache-Control"], dict(answer.cookies)) == (200, "no-store", {})
    assert "We keep nothing of what you type here. This is information, not legal advice." in page
    for ask in tool.asks:
        assert tool.words.asks[ask.name].label.replace("'", "&#x27;") in page


def test_an_unknown_tool_is_not_there(client):
    assert client.get("/tools/no-such-tool/").status_code == 404


def test_dates_are_worked_out_and_the_answer_is_stored_nowhere(ask, django_assert_num_queries):
    answer = ask("ehc-timeline", request="2026-10-12")
    page = words(answer)
    assert (answer.status_code, answer["Cache-Control"], dict(answer.cookies)) == (200, "no-store", {})
    assert 'By <time datetime="2026-11-23">23 November 2026</time>' in page
    assert "This day is over" in page
    assert "Next: If there will be no plan, the council must have told you. By 1 February 2027." in page
    assert "6 weeks from 12 October 2026, the day the council got the request. Weekends and holidays count." in page
    assert "SEND Regulations 2014 (SI 2014/1530), regulation 5(1) and (4)" in page
    assert "In force since 1 September 2014. We read it on 23 November 2026." in page
    assert "This is information, not legal advice." in page


def test_an_answer_writes_nothing_to_the_database(ask):
    from django.db import connection

    ask("ehc-timeline", request="2026-10-12")  # what is read once a content version is read here
    with CaptureQueriesContext(connection) as asked:
        ask("ehc-timeline", request="2026-10-12")
    assert [query["sql"] for query in asked if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []


def test_what_was_typed_is_in_no_log_and_no_address(ask, caplog):
    caplog.set_level(logging.DEBUG)
    answer = ask("ehc-timeline", request="2026-10-12")
    assert "2026-10-12" not in caplog.text + answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]
    assert 'action="' not in answer.content.decode().split("<main")[1].split("</main>")[0]


def test_the_days_come_as_a_calendar_file(ask):
    answer = ask("ehc-timeline", request="2026-10-12", calendar="1")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="ehc-timeline.ics"'
    assert answer["Cache-Control"] == "no-store"
    events = {str(e["SUMMARY"]): e for e in Calendar.from_ical(answer.content).walk("VEVENT")}
    due = events["The council sends the final plan"]
    assert (due.decoded("DTSTART").isoformat(), due.decoded("DTEND").isoformat()) == ("2027-03-01", "2027-03-02")
    assert "20 weeks from 12 October 2026" in str(due["DESCRIPTION"])
    assert "regulation 13(2)" in str(due["DESCRIPTION"])
    assert len(events) == 4


def test_the_same_day_has_the_same_name_in_every_calendar_file(ask):
    first, again = (ask("ehc-timeline", request="2026-10-12", calendar="1") for _ in range(2))
    names = [[str(e["UID"]) for e in Calendar.from_ical(each.content).walk("VEVENT")] for each in (first, again)]
    assert names[0] == names[1]
    assert len(set(names[0])) == 4


def test_a_family_is_reminded_a_week_before_its_own_day(ask):
    answer = ask("ehc-timeline", draft="2026-12-01", calendar="1")
    own = next(e for e in Calendar.from_ical(answer.content).walk("VEVENT") if "comments" in str(e["SUMMARY"]))
    assert own.walk("VALARM")[0].decoded("TRIGGER").days == -7


def test_answers_can_be_changed_without_typing_them_again(ask):
    page = words(ask("ehc-timeline", request="2026-10-12", change="1"))
    assert 'name="request_day" inputmode="numeric" value="12"' in page
    assert "When must the council decide about an EHC plan?" in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Fill in one date at least, for example 12 1 2026."),
        ({"request": "2026-02-30"}, "Enter a real date"),
        ({"request": "2014-08-31"}, "Enter a real date, or"),
        ({"request": "2030-01-01"}, "This day is more than 3 years away. Look at the year again."),
        ({"request": "2026-10-12", "draft": "2026-10-11"}, "This day is before 12 October 2026"),
        ({"school__closes": "2026-07-22", "school__opens": "2026-07-21"}, "This day is before 22 July 2026"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(ask, told, sentence):
    if told == {"request": "2014-08-31"}:
        sentence = "We know no rule for 31 August 2014."
    answer = ask("ehc-timeline", **told)
    page = words(answer)
    assert answer.status_code == 422
    assert sentence in page
    for name, value in told.items():
        assert f'name="{name.replace("__", "-")}_year" inputmode="numeric" value="{value[:4]}"' in page


def test_a_form_of_another_site_is_given_back_whole(ask):
    answer = ask("ehc-timeline", headers={"Sec-Fetch-Site": "cross-site"}, request="2026-10-12")
    assert answer.status_code == 403
    assert "your browser did not tell us" in words(answer).lower()
    assert 'value="2026"' in words(answer)


def test_a_form_left_open_over_night_is_given_back_whole(client):
    page = client.get("/tools/ehc-timeline/").content.decode()
    token = page.split('name="form_token" value="')[1].split('"')[0]
    with time_machine.travel(datetime(2026, 11, 25, 13, tzinfo=UTC), tick=False):
        sent = {"form_token": token, "request_day": "12", "request_month": "10", "request_year": "2026"}
        answer = client.post("/tools/ehc-timeline/", sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403
    assert "This page was open for more than a day." in words(answer)
    assert 'value="2026"' in words(answer)


def test_today_is_the_day_in_london(ask):
    """At 23:30 in universal time of a summer day it is tomorrow in London."""
    with time_machine.travel(datetime(2026, 7, 14, 23, 30, tzinfo=UTC), tick=False):
        assert "Worked out on 15 July 2026." in words(ask("ehc-timeline", request="2026-06-01"))


def test_rules_that_nobody_read_for_a_year_are_said_to_be_so(ask):
    told = "We last read some of these rules on 23 November 2026. Ask SENDIASS before you rely on a date."
    assert told not in words(ask("ehc-timeline", request="2026-10-12"))
    with time_machine.travel(datetime(2027, 11, 24, 12, tzinfo=UTC), tick=False):
        assert told in words(ask("ehc-timeline", request="2027-10-12"))


def test_text_typed_into_a_box_stays_text(client):
    page = client.get("/tools/ehc-timeline/").content.decode()
    token = page.split('name="form_token" value="')[1].split('"')[0]
    sent = {"form_token": token, "request_day": '"><script>', "request_month": "1", "request_year": "2026"}
    answer = client.post("/tools/ehc-timeline/", sent, headers={"Sec-Fetch-Site": "same-origin"})
    assert "<script>" not in answer.content.decode().split("<main")[1].split("</main>")[0]


def test_a_token_of_another_tool_opens_nothing(client):
    assert Signer(salt="localoffer.core.visitor_forms").sign_object({"purpose": "tool"})
    page = client.get("/tools/ehc-timeline/").content.decode()
    token = page.split('name="form_token" value="')[1].split('"')[0]
    other = next(id for id in TOOLS if id != "ehc-timeline")
    answer = client.post(f"/tools/{other}/", {"form_token": token}, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 403


def test_the_law_is_named_and_our_own_advice_is_not_called_law(ask):
    page = words(ask("appeal-dates", decision="contents", letter="2026-10-01"))
    assert "Tribunal Procedure (First-tier Tribunal) (Health, Education and Social Care Chamber) Rules 2008 (SI 2008/2699)" in page
    assert "Open Local Offer, advice" not in page


def test_a_rule_that_nobody_read_at_its_source_says_so_beside_its_date(ask):
    page = words(ask("reassessment-dates", asked__again="2026-10-12"))
    assert "One of these rules we have not read at its source yet. Ask SENDIASS before you rely on the date." in page
    assert "In force since 1 September 2014. We have not read it at its source yet." in page


def test_a_choice_that_needs_a_date_asks_for_it(ask):
    answer = ask("appeal-dates", decision="refuse-assess")
    assert answer.status_code == 422
    assert "Enter a date, for example 27 3 2026." in words(answer)


def test_what_the_tribunal_does_not_take_needs_no_date_and_leads_on(ask):
    answer = ask("appeal-dates", decision="other")
    assert answer.status_code == 200
    assert "This one is for a complaint" in words(answer)
    assert "Put these dates in my calendar" not in words(answer)


def test_a_day_that_needs_holidays_nobody_announced_is_not_given(ask):
    with time_machine.travel(datetime(2028, 11, 24, 12, tzinfo=UTC), tick=False):
        answer = ask("appeal-dates", decision="contents", letter="2028-11-20")
    assert answer.status_code == 422
    assert "We need the bank holidays of 2029, and they are not announced yet." in words(answer)


def test_a_day_of_birth_is_not_still_to_come(ask):
    answer = ask("transition-timeline", born="2026-11-25")
    assert answer.status_code == 422
    assert "This day is still to come." in words(answer)


def test_the_way_and_the_urgent_help_are_shown(ask):
    page = words(ask("route-finder", problem="late", happened="2026-09-01"))
    assert page.index("/urgent-help/") < page.index("First: your case officer")
    assert "1 September 2027" in page
