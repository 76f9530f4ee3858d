"""The last rung of the ladder: whom the desk asks about, and whom never. No rule hides anything."""

from datetime import UTC, date, datetime, timedelta

import pytest
import yaml

from localoffer.directory.freshness import rule_on
from localoffer.directory.models import Organisation, Service
from localoffer.directory.queries import services_of_kinds, services_to_ask_about

from .conftest import HOUSE

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


@pytest.fixture
def old(make_service):
    """A published service that came in long ago and that nobody has vouched for."""

    def make(name="Old Club", *, kind_code="club", body="", **facts):
        service = make_service(name, kind_code=kind_code, **facts)
        Service.objects.filter(pk=service.pk).update(created_at=LONG_AGO)
        Organisation.objects.filter(pk=service.organisation_id).update(body=body)
        return service

    return make


def asked():
    return [service.name for service in services_to_ask_about(today=TODAY)]


def days_ago(days):
    return TODAY - timedelta(days=days)


def test_what_nobody_vouched_for_so_long_is_asked_about_and_stays_on_the_site(old):
    service = old()
    assert asked() == ["Old Club"]
    assert Service.objects.published().get() == service


def test_the_day_is_that_of_the_rule(old, editor):
    limit = rule_on(TODAY).ask_after.days
    old("Just inside", assured_on=days_ago(limit), assured_by=editor)
    old("Just outside", assured_on=days_ago(limit + 1), assured_by=editor)
    assert asked() == ["Just outside"]


def test_a_register_that_names_it_vouches_for_it_and_a_new_one_has_time(old, make_service):
    old("In the register", source="ofsted-childcare", source_id="EY1", source_as_of=days_ago(30), kind_code="out-of-school-care")
    old("Long gone from it", source="ofsted-childcare", source_id="EY2", source_as_of=days_ago(900), kind_code="out-of-school-care")
    make_service("New", kind_code="club")
    assert asked() == ["Long gone from it"]


@pytest.mark.parametrize("body", ["council", "nhs", "school", "sendiass"])
def test_these_bodies_are_never_asked_about(old, body):
    old(body=body)
    assert asked() == []


@pytest.mark.parametrize(
    "code", ["special-school", "mainstream-school", "college", "nursery", "health-service", "council-team", "specialist-provision"]
)
def test_these_kinds_are_never_asked_about(old, code):
    old(kind_code=code)
    assert asked() == []


def test_the_kinds_that_the_rule_names_are_kinds_we_have(taxonomies):
    known = {term["code"] for term in yaml.safe_load((HOUSE / "data/taxonomies/service-kinds.yaml").read_text())["terms"]}
    rule = rule_on(TODAY)
    assert rule.never_ask_kinds <= known
    assert rule.never_ask_bodies <= set(Organisation.Body.values)


def test_the_only_evidence_of_a_duty_is_never_asked_about(old):
    old("Alone", schedule2=["edu-in-area", "parent-groups"])
    other = old("Beside", schedule2=["edu-in-area"])
    assert asked() == ["Beside"]
    old("Third", schedule2=["parent-groups", "edu-in-area"])
    assert sorted(asked()) == ["Alone", "Beside", "Third"]
    Service.objects.exclude(pk=other.pk).update(live=False)
    assert asked() == []


def test_what_is_held_or_not_published_is_not_asked_about(old, editor):
    old("Draft", live=False)
    old("Held", held_back_on=TODAY, held_back_by=editor, held_back_because="Closed?")
    assert asked() == []


def test_the_longest_unvouched_stand_first(old, editor):
    old("Later", assured_on=days_ago(800), assured_by=editor)
    old("Sooner", assured_on=days_ago(700), assured_by=editor)
    old("Never")
    assert asked() == ["Never", "Later", "Sooner"]


def test_what_was_confirmed_lately_stands_first_in_lists(make_service, editor):
    from django.utils import timezone

    make_service("A silent", kind_code="club")
    today = timezone.localdate()
    make_service("B stale", kind_code="club", assured_on=today - timedelta(days=900), assured_by=editor)
    make_service("C fresh", kind_code="club", assured_on=today, assured_by=editor)
    assert [one.name for one in services_of_kinds(["club"], limit=3)] == ["C fresh", "A silent", "B stale"]
