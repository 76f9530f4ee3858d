from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from localoffer.directory.models import (
    CostOption,
    ImportBatch,
    ImportRow,
    Location,
    Organisation,
    Postcode,
    Schedule,
    Service,
    TaxonomyTerm,
)
from localoffer.directory.models.taxonomy import term_id

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
SATURDAYS = "FREQ=WEEKLY;BYDAY=SA"


def refused(write):
    with pytest.raises(IntegrityError), transaction.atomic():
        write()


@pytest.mark.parametrize(
    "facts",
    [
        {"min_age_months": 60, "max_age_months": 24},
        {"min_age_months": 313},
        {"max_age_months": 400},
        {"waiting_words": "6 weeks"},
        {"waiting_on": DAY},
        {"assured_on": DAY},
        {"held_back_on": DAY},
        {"source": "ofsted-childcare"},
        {"source_id": "EY1"},
        {"vacancies": 2},
        {"vacancies_on": DAY},
        {"vacancies": 9, "vacancies_on": DAY, "places": 8},
        {"closed_to": DAY},
        {"closed_because": "Roof"},
        {"closed_from": DAY, "closed_to": date(2026, 1, 1)},
    ],
)
def test_the_database_refuses_a_service_that_makes_no_sense(make_service, facts):
    service = make_service()
    refused(lambda: Service.objects.filter(pk=service.pk).update(**facts))


def test_a_held_service_says_who_held_it_and_why(make_service, editor):
    service = make_service()
    refused(lambda: Service.objects.filter(pk=service.pk).update(held_back_on=DAY, held_back_by=editor))
    Service.objects.filter(pk=service.pk).update(held_back_on=DAY, held_back_by=editor, held_back_because="Closed?")


@pytest.mark.parametrize("model", [Service, Location, Organisation])
def test_a_number_of_a_source_stands_for_one_record(make_service, model):
    record = make_service(at=(51.9, -0.4))
    other = make_service("Another", at=(51.9, -0.4))
    rows = {
        Service: (record, other),
        Location: (record.locations[0], other.locations[0]),
        Organisation: (record.organisation, other.organisation),
    }
    one, two = rows[model]
    model.objects.filter(pk=one.pk).update(source="ofsted-childcare", source_id="EY1")
    refused(lambda: model.objects.filter(pk=two.pk).update(source="ofsted-childcare", source_id="EY1"))
    model.objects.filter(pk=two.pk).update(source="cqc", source_id="EY1")


@pytest.mark.parametrize(
    "facts", [{"latitude": 51.0}, {"longitude": 0.5}, {"latitude": 91.0, "longitude": 0.0}, {"latitude": 0.0, "longitude": 181.0}]
)
def test_a_point_is_whole_and_on_earth(facts):
    refused(lambda: Location.objects.create(**facts))


def test_costs_are_never_negative_and_never_silent(make_service):
    service = make_service()
    refused(lambda: CostOption.objects.bulk_create([CostOption(service=service, amount_pence=-1)]))
    refused(lambda: CostOption.objects.bulk_create([CostOption(service=service)]))
    refused(
        lambda: CostOption.objects.bulk_create([CostOption(service=service, amount_pence=1, valid_from=DAY, valid_to=date(2026, 1, 1))])
    )


@pytest.mark.parametrize(
    ("pence", "unit", "words", "text"),
    [
        (1500, "a session", "", "£15 a session"),
        (0, "a session", "", "Free"),
        (1250, "", "members", "£12.50 (members)"),
        (None, "", "Ask them", "Ask them"),
    ],
)
def test_costs_are_printed_as_people_say_them(pence, unit, words, text):
    assert CostOption(amount_pence=pence, unit=unit, words=words).in_words == text


def test_schedules_run_forwards_and_say_something(make_service):
    service = make_service()
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service)]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, opens_at="14:00", closes_at="10:00")]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, opens_at="14:00")]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, words="only words")]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, rrule=SATURDAYS, valid_from=DAY, valid_to=date(2026, 1, 1))]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, term="term-time", opens_at="10:00", closes_at="12:00")]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, term="term-time", is_all_day=True)]))
    refused(lambda: Schedule.objects.bulk_create([Schedule(service=service, rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=SA")]))


def test_postcodes_lie_in_great_britain():
    refused(lambda: Postcode.objects.create(code="LU1", level="outward", latitude=0.0, longitude=0.0))
    refused(lambda: Postcode.objects.create(code="LU1", level="town", latitude=51.9, longitude=-0.4))


def test_a_code_stands_once_in_its_taxonomy_and_a_shipped_term_has_the_same_id_everywhere(kind):
    nursery = kind("nursery")
    assert nursery.pk == term_id("service-kinds", "nursery")
    refused(lambda: TaxonomyTerm.objects.create(taxonomy=nursery.taxonomy, code="nursery", name="Again"))
    refused(lambda: TaxonomyTerm.objects.filter(pk=nursery.pk).update(parent=nursery.pk))


def test_an_import_that_waits_or_refuses_says_why(db):
    facts = {"source": "x", "file_name": "x.csv", "file_sha256": "0", "staged_at": "2026-11-24T10:00Z"}
    refused(lambda: ImportBatch.objects.create(**facts, state="waiting"))
    refused(lambda: ImportBatch.objects.create(**facts, state="applied"))
    batch = ImportBatch.objects.create(**facts)
    refused(lambda: ImportRow.objects.create(batch=batch, row_number=4, outcome="refused"))


def test_a_form_says_in_words_what_the_database_would_refuse(make_service):
    service = make_service()
    service.min_age_months, service.max_age_months, service.waiting_words = 60, 24, "6 weeks"
    with pytest.raises(ValidationError) as refused_fields:
        service.clean()
    assert set(refused_fields.value.message_dict) == {"max_age_months", "waiting_on"}


def test_the_address_of_a_service_ends_in_its_name_or_in_a_plain_word(make_service):
    assert make_service("St John's Nursery").get_absolute_url().endswith("/st-johns-nursery/")
    assert make_service("نرسری").get_absolute_url().endswith("/service/")
