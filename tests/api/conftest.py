"""A directory with a service of every shape, and what must never come out of it."""

from datetime import date, time
from pathlib import Path

import pytest
from django.core.management import call_command

from localoffer.core import versions
from localoffer.directory.actions.services import tell
from localoffer.directory.models import (
    ACCESS,
    CostOption,
    CustomField,
    Location,
    Organisation,
    ProviderAnswer,
    Schedule,
    School,
    SchoolUnit,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)

HOUSE = Path(__file__).resolve().parents[2]
STANDARD = HOUSE.parent / "shared/data/openreferral"
ROOT = "/api/open-referral/v3"
CANARIES = {
    "draft": "Canarydraft", "held back": "Canaryheld", "masked": "Canarymasked", "held out": "Canaryout", "staff": "canary.staff",
}  # fmt: skip


@pytest.fixture
def terms(db):
    """The shipped taxonomies, as `load_taxonomies` brings them in."""
    call_command("load_taxonomies", verbosity=0)
    return lambda taxonomy, code: TaxonomyTerm.objects.get(taxonomy__code=taxonomy, code=code)


@pytest.fixture
def make_service(terms):
    """The smallest published service; the house is told of it, as any action tells."""

    def make(name="Example Club", *, kind_code="club", organisation=None, **facts):
        organisation = organisation or Organisation.objects.create(name=f"{name} Trust")
        service = Service.objects.create(name=name, organisation=organisation, kind=terms("service-kinds", kind_code), **facts)
        tell([service.pk])
        return service

    return make


@pytest.fixture
def full_service(make_service, terms, django_user_model):
    """A service about which everything is known."""
    staff = django_user_model.objects.create_user(
        email=f"{CANARIES['staff']}@example.org", password="a long enough password", role="editor"
    )
    service = make_service(
        "Example Saturday Club", summary="A club on Saturdays.", description="Games and a quiet room.\n\nBring a drink.",
        website="https://example.org/club", email="club@example.org", phone="01632 960001", route="panel", route_words="Ask us first.",
        route_link="https://example.org/how", route_form="https://example.org/form", route_phone="01632 960002", min_age_months=30,
        max_age_months=131, needs_diagnosis=False, needs_plan=True, is_for_everyone=True, area_words="All of Exampleton", places=20,
        vacancies=2, vacancies_on=date(2026, 3, 3), waiting_words="About 6 weeks", waiting_on=date(2026, 3, 3), is_online=True,
        is_by_phone=True, is_at_home=True, accessibility="Ramp at the side", transport="Bus 7", expected_note="Short breaks",
        funding="The council", decided_by="A panel", commissioned_by="The council", complain_words="Write to us.",
        complain_link="https://example.org/complain", registers="Childcare Register", registered_on=date(2020, 1, 2),
        inspected_on=date(2024, 5, 6), inspection_report="https://example.org/report", source="example", source_id="EX1",
        assured_on=date(2026, 3, 3), assured_by=staff, schedule2=["3"], custom={"drinks": True, "secret": "Canaryown"},
    )  # fmt: skip
    place = Location.objects.create(
        name="Example Hall", address_1="1 Example Street", address_2="Back door", town="Exampleton", postcode="LU1 1AA",
        latitude=51.88, longitude=-0.42, precision="postcode", accessibility="A ramp.", **dict.fromkeys(ACCESS, True) | {"has_lift": False},
    )  # fmt: skip
    ServiceAtLocation.objects.create(service=service, location=place, description="The club room")
    Schedule.objects.create(service=service, location=place, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at=time(10), closes_at=time(12, 30))
    Schedule.objects.create(service=service, rrule="FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", is_all_day=True, words="Ring the bell")
    Schedule.objects.create(service=service, rrule="FREQ=DAILY", term="term-time", valid_from=date(2026, 9, 1), valid_to=date(2027, 7, 1))
    CostOption.objects.create(service=service, amount_pence=550, unit="a session", words="Brothers and sisters free")
    CostOption.objects.create(service=service, amount_pence=0, words="With a plan")
    CostOption.objects.create(service=service, words="Ask for help with the cost")
    ServiceArea.objects.create(service=service, code="E06000032", name="Exampleton")
    ServiceArea.objects.create(service=service, code="LU3 2")
    ProviderAnswer.objects.create(
        service=service, question=TaxonomyTerm.objects.filter(taxonomy__code="provider-questions").first(),
        words="We use pictures.", said_on=date(2026, 3, 3),
    )  # fmt: skip
    service.needs.set([terms("needs", "ASD"), terms("needs", "SLCN")])
    service.features.set([terms("session-features", "relaxed")])
    service.languages.set(TaxonomyTerm.objects.filter(taxonomy__code="languages")[:2])
    service.save()
    CustomField.objects.create(code="drinks", name="Warm drinks", form="yes-no")
    CustomField.objects.create(code="secret", name="Secret", form="words", is_public=False)
    versions.forget_version()  # the council's own fields are read once a content version
    tell([service.pk])
    return service


@pytest.fixture
def school(make_service, terms):
    """A school with a unit."""
    service = make_service("Example School", kind_code="mainstream-school", closed_from=date(2020, 1, 1), closed_because="The roof leaks.")
    facts = School.objects.create(
        service=service, phase="primary", type_code="1", type_name="Community school", gender="mixed", religion="None", has_nursery=True,
        has_sixth_form=False, has_boarding=False, pupils=210, is_section_41=False, section_41_on=date(2026, 1, 5),
        sen_report_url="https://example.org/sen", sen_report_on=date(2025, 9, 1),
    )  # fmt: skip
    unit = SchoolUnit.objects.create(
        school=facts, kind="sen-unit", name="The Nest", places=12, places_on=date(2026, 1, 5), route_words="By plan"
    )
    unit.needs.set([terms("needs", "ASD")])
    unit.save()
    return service


@pytest.fixture
def hidden(make_service, editor):
    """What nobody may be given, each with a word of its own: a draft, a service held back, a masked place, a broken record."""
    make_service(CANARIES["draft"], live=False, description=CANARIES["draft"])
    held = make_service(CANARIES["held back"], description=CANARIES["held back"])
    Service.objects.filter(pk=held.pk).update(held_back_on=date(2026, 1, 1), held_back_by=editor, held_back_because=CANARIES["held back"])
    tell([held.pk])
    masked = make_service("Example Refuge")
    word = CANARIES["masked"]
    place = Location.objects.create(
        name=word, address_1=word, address_2=word, address_3=word, town="Exampleton", postcode="LU4 9TT", latitude=51.9, longitude=-0.46,
        precision="outward", is_masked=True,
    )  # fmt: skip
    ServiceAtLocation.objects.create(service=masked, location=place)
    tell([masked.pk])
    make_service(CANARIES["held out"], website="not an address at all")
    return masked


@pytest.fixture
def directory(full_service, school, hidden, make_service):
    """All of it, and a service of which only the name is known."""
    return {"full": full_service, "school": school, "masked": hidden, "bare": make_service("Example Bare")}


@pytest.fixture
def get(client):
    """`get("/services", page=2)` → what the API says, as Python."""

    def get(path: str, **parameters):
        response = client.get(ROOT + path, parameters)
        assert response.status_code == 200, response.content
        return response.json()

    return get
