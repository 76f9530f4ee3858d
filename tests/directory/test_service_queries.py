import pytest
from django.db import connection
from django.utils import timezone

from localoffer.directory.calendars import days_now
from localoffer.directory.cards import service_card
from localoffer.directory.custom_values import fields_now
from localoffer.directory.geography import distance_metres
from localoffer.directory.models import CostOption, Schedule, Service
from localoffer.directory.queries import Place, kinds_in_use, services_near, services_of_kinds
from localoffer.directory.service_page import service_page

pytestmark = pytest.mark.django_db
LUTON = Place(51.88, -0.42, "sector", "LU1 1", "LU1 1")


def names(services):
    return [service.name for service in services]


def test_drafts_and_held_services_are_not_published(make_service, editor):
    make_service("Live")
    make_service("Draft", live=False)
    make_service("Held", held_back_on=timezone.localdate(), held_back_by=editor, held_back_because="Closed?")
    assert names(Service.objects.published()) == ["Live"]


@pytest.mark.parametrize(
    ("months", "found"), [(0, ["Any", "Babies"]), (23, ["Any", "Babies"]), (24, ["Any", "Two up"]), (400, ["Any", "Two up"])]
)
def test_an_age_finds_those_it_fits_and_those_that_state_none(make_service, months, found):
    make_service("Any")
    make_service("Babies", max_age_months=23)
    make_service("Two up", min_age_months=24)
    assert names(Service.objects.for_age_months(months)) == found


def test_a_whole_year_of_age_finds_what_fits_any_month_of_it(make_service):
    make_service("From two and a half", min_age_months=30)
    assert names(Service.objects.for_age_months(24, through=35)) == ["From two and a half"]
    assert names(Service.objects.for_age_months(24)) == []


def test_kinds_are_asked_for_by_their_codes(make_service):
    make_service("A", kind_code="nursery")
    make_service("B", kind_code="club")
    assert names(Service.objects.of_kinds(["club", "no-such-kind"])) == ["B"]
    assert [kind.code for kind in kinds_in_use()] == ["nursery", "club"]


def test_near_measures_to_the_nearest_door_and_leaves_out_what_is_farther(make_service):
    make_service("Next door", at=(51.881, -0.42))
    make_service("Two miles", at=(51.91, -0.42))
    make_service("Far", at=(52.5, -0.42))
    make_service("Nowhere")
    found = Service.objects.near(LUTON, within_metres=5000)
    assert names(found) == ["Next door", "Two miles"]
    for service, latitude in zip(found, (51.881, 51.91), strict=True):
        assert service.distance_metres == pytest.approx(distance_metres(51.88, -0.42, latitude, -0.42), rel=1e-3)


def test_a_service_with_two_doors_is_found_once_by_the_nearer(make_service):
    from localoffer.directory.models import Location, ServiceAtLocation

    service = make_service("Two doors", at=(51.95, -0.42))
    ServiceAtLocation.objects.create(service=service, location=Location.objects.create(latitude=51.881, longitude=-0.42), sort_order=1)
    found = list(Service.objects.near(LUTON, within_metres=20_000))
    assert names(found) == ["Two doors"]
    assert found[0].distance_metres == pytest.approx(111, abs=2)


def test_nearest_first_keeps_those_without_a_point_at_the_end(make_service):
    make_service("A nowhere")
    make_service("B far", at=(52.5, -0.42))
    make_service("C near", at=(51.88, -0.42))
    assert names(Service.objects.nearest_first(LUTON)) == ["C near", "B far", "A nowhere"]


def test_other_apps_ask_for_services_near_or_of_kinds(make_service):
    make_service("Club", at=(51.881, -0.42), kind_code="club")
    make_service("Nursery", at=(51.88, -0.42))
    make_service("Far nursery", at=(53.0, -0.42))
    assert names(services_near(LUTON, limit=5)) == ["Nursery", "Club"]
    assert names(services_near(LUTON, kinds=["club"])) == ["Club"]
    assert names(services_of_kinds(["nursery"], limit=1)) == ["Far nursery"]


def with_everything(make_service, number):
    service = make_service(f"Service {number:02}", at=(51.88 + number / 1000, -0.42), postcode="LU1 1AA")
    service.features.add(*service.kind.__class__.objects.of("session-features")[:2])
    service.needs.add(*service.kind.__class__.objects.of("needs")[:2])
    service.save()
    CostOption.objects.create(service=service, amount_pence=500, unit="a session")
    Schedule.objects.create(service=service, rrule="FREQ=WEEKLY;BYDAY=MO,WE", opens_at="10:00", closes_at="12:00", term="term-time")


@pytest.mark.parametrize("rows", [1, 30])
def test_cards_cost_the_same_queries_for_one_row_and_for_thirty(make_service, django_assert_num_queries, rows):
    for number in range(rows):
        with_everything(make_service, number)
    with django_assert_num_queries(5):
        cards = [service_card(service, today=timezone.localdate()) for service in Service.objects.nearest_first(LUTON).for_listing()]
    assert len(cards) == rows
    assert cards[0].cost == "£5 a session"
    assert cards[0].when == "Monday and Wednesday, 10am to midday, in term time"


@pytest.mark.parametrize("rows", [1, 30])
def test_pages_cost_the_same_queries_for_one_row_and_for_thirty(make_service, django_assert_num_queries, rows):
    for number in range(rows):
        with_everything(make_service, number)
    days_now(), fields_now()  # kept for the content version: no page asks for them
    with django_assert_num_queries(9):
        pages = [service_page(service) for service in Service.objects.published().for_detail()]
    assert len(pages) == rows


def test_a_box_on_the_ground_is_read_by_the_index(make_service):
    plan = Service.objects.near(LUTON, within_metres=5000)
    if connection.vendor == "sqlite":
        assert "SCAN directory_location" not in plan.explain()
