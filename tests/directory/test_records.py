"""What a record may hold, who it is for, and what families read of it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from localoffer.directory.actions.places import hide_address
from localoffer.directory.custom_values import fields_now, read_values
from localoffer.directory.models import (
    CustomField,
    Location,
    ProviderAnswer,
    School,
    SchoolUnit,
    Service,
    ServiceArea,
    TaxonomyTerm,
)
from localoffer.directory.queries import locate
from localoffer.directory.school_facts import naming_in_words

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


@pytest.fixture
def term(taxonomies):
    return lambda taxonomy, code: TaxonomyTerm.objects.get(taxonomy__code=taxonomy, code=code)


@pytest.fixture
def give(term):
    """Give a service terms of a kind: give(service, "needs", "ASD")."""

    def give(service, field, *codes):
        taxonomy = {"needs": "needs", "features": "session-features", "languages": "languages"}[field]
        setattr(service, field, [term(taxonomy, code) for code in codes])
        service.save()
        return service

    return give


def names(services):
    return sorted(service.name for service in services)


def page_of(client, service):
    return client.get(service.get_absolute_url()).content.decode()


def test_an_area_leaves_out_only_those_that_serve_elsewhere(make_service, postcodes):
    for name, codes in (
        ("Here", ["LU4"]),
        ("Sector", ["LU4 9"]),
        ("District", ["E06000032"]),
        ("Nation", ["E92000001"]),
        ("Away", ["MK40"]),
    ):
        service = make_service(name)
        for code in codes:
            ServiceArea.objects.create(service=service, code=code)
    make_service("Silent")
    found = Service.objects.serving(locate("LU4 9AB"))
    assert names(found) == ["Here", "Nation", "Sector", "Silent"]  # the district of an unknown postcode is not known
    assert {one.name for one in found if not one.serves_place} == {"Silent"}


def test_the_district_of_a_known_postcode_counts(make_service, postcodes):
    from localoffer.directory.models import Postcode

    Postcode.objects.filter(code="LU1 1AA").update(district_code="E06000032")
    ServiceArea.objects.create(service=make_service("District"), code="E06000032")
    ServiceArea.objects.create(service=make_service("Other"), code="E06000055")
    assert names(Service.objects.serving(locate("LU1 1AA"))) == ["District"]


@pytest.mark.parametrize("code", ["", "LU", "lu4", "LU4 9AB", "E0600003", "Luton", "LU44X"])
def test_an_area_is_a_code_that_an_address_can_be_compared_with(make_service, code):
    with pytest.raises(ValidationError):
        ServiceArea(service=make_service(), code=code).full_clean()


def test_needs_find_what_names_them_then_what_is_for_everyone_then_what_says_nothing(make_service, give):
    give(make_service("Autism group"), "needs", "ASD")
    give(make_service("All talking"), "needs", "CI")
    give(make_service("Deaf club"), "needs", "HI")
    make_service("Everyone", is_for_everyone=True)
    make_service("Silent")
    found = {one.name: one.fit_of_needs for one in Service.objects.with_needs(["ASD"])}
    assert found == {"Autism group": 2, "All talking": 2, "Everyone": 1, "Silent": 0}
    assert {one.name for one in Service.objects.with_needs(["CI"]) if one.fit_of_needs == 2} == {"Autism group", "All talking"}


def test_features_are_all_asked_for_and_languages_any(make_service, give):
    give(make_service("Both"), "features", "hoist", "quiet-hour")
    give(give(make_service("One"), "features", "hoist"), "languages", "ur")
    assert names(Service.objects.with_features(["hoist"])) == ["Both", "One"]
    assert names(Service.objects.with_features(["hoist", "quiet-hour"])) == ["Both"]
    assert names(Service.objects.in_languages(["ur", "pl"])) == ["One"]


def test_free_is_what_says_that_somebody_pays_nothing(make_service):
    make_service("Unknown")
    make_service("Free").cost_options.model.objects.create(service=Service.objects.get(name="Free"), amount_pence=0)
    assert names(Service.objects.free()) == ["Free"]


def test_what_nobody_says_of_who_it_is_for_is_not_shown_and_everyone_is_said(client, make_service, give):
    silent = page_of(client, make_service("Silent"))
    assert "Every child and young person with SEND" not in silent
    assert "diagnosis" not in silent
    service = give(make_service("Open", is_for_everyone=True, needs_diagnosis=False, needs_plan=True), "needs", "ASD")
    page = page_of(client, service)
    assert "Every child and young person with SEND. They know most about: Autism" in page
    assert "You need no diagnosis. An EHC plan" in page


def test_what_the_provider_says_is_theirs_and_has_its_day(client, make_service, term):
    service = make_service("Example Club", kind_code="club")
    ProviderAnswer.objects.create(service=service, question=term("provider-questions", "training"), words="<b>All</b> of us.", said_on=DAY)
    page = page_of(client, service)
    assert "What have your staff learned about SEND?" in page
    assert "The club said on 1 November 2026:" in page
    assert "&lt;b&gt;All&lt;/b&gt; of us." in page


def test_an_answer_without_a_day_or_words_is_refused(make_service, term):
    question, service = term("provider-questions", "training"), make_service()
    for facts in ({"words": "", "said_on": DAY}, {"words": "x", "said_on": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ProviderAnswer.objects.create(service=service, question=question, **facts)


def test_the_page_says_all_that_the_record_holds(client, make_service, give):
    service = make_service(
        "Example Club", kind_code="club", route="panel", route_words="The panel meets monthly.", route_form="https://example.org/form",
        route_phone="01632 960002", route_link="https://example.org/how", places=12, vacancies=3, vacancies_on=DAY, transport="Bus 10.",
        closed_from=date(2026, 1, 1), closed_because="The roof is mended.", funding="The council pays.", decided_by="The Example Panel",
        commissioned_by="The council", complain_words="Tell the manager.", is_online=True, is_by_phone=True, area_words="All of Exampleton",
    )  # fmt: skip
    give(service, "languages", "bfi", "pl")
    page = page_of(client, service)
    for words in (
        "A panel decides", "The panel meets monthly.", 'href="https://example.org/form"', "01632 960002", "12. Free: 3, as they said on 1 November 2026",
        "Bus 10.", "Closed for now. We do not know until when.", "The roof is mended.", "The council pays.", "The Example Panel", "Tell the manager.",
        "Online, by phone", "All of Exampleton", "British Sign Language (BSL), Polish",
    ):  # fmt: skip
        assert words in page, words


def test_a_record_that_no_register_names_says_nothing_of_registers(client, make_service):
    page = page_of(client, make_service())
    assert "register of childcare" not in page
    assert page.count("At a glance") == 1


def test_several_services_may_share_a_name(make_service):
    assert make_service("Stay and play").pk != make_service("Stay and play").pk


def test_a_hidden_address_is_nowhere_on_any_page_and_has_no_exact_point(client, make_service, postcodes):
    service = make_service("Refuge", at=(51.87, -0.42), postcode="LU1 1AA")
    place = service.locations[0]
    place.address_1 = "7 Secret Street"
    hide_address(place)
    place.save()
    page = page_of(client, service) + client.get("/services/", {"postcode": "LU1 1AA"}).content.decode()
    assert "Secret Street" not in page
    assert "LU1 1AA, " not in page
    assert "They tell you the address when you contact them." in page
    assert (place.latitude, place.longitude, place.precision) == (51.878, -0.419, "outward")
    assert "Secret" not in str(place)


def test_the_database_refuses_a_hidden_place_with_an_exact_point(make_service):
    place = make_service(at=(51.87, -0.42)).locations[0]
    Location.objects.filter(pk=place.pk).update(precision="exact")
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=place.pk).update(is_masked=True)


def test_access_is_yes_no_or_left_out(client, make_service):
    service = make_service(at=(51.87, -0.42))
    Location.objects.update(is_step_free=True, has_lift=False)
    page = page_of(client, service)
    assert "Step-free way in" in page
    assert "(no)" in page
    assert "Hearing loop" not in page


@pytest.fixture
def school(make_service, term):
    service = make_service("Example School", at=(51.9, -0.4), postcode="LU4 9AB", kind_code="mainstream-school")
    school = School.objects.create(
        service=service, phase="primary", type_code="1", type_name="Community school", sen_report_url="https://example.org/sen",
        sen_report_on=date(2026, 9, 1),
    )  # fmt: skip
    unit = SchoolUnit.objects.create(
        school=school, kind="resourced", name="The Hive", places=12, places_on=DAY, route_words="Ask the council."
    )
    unit.needs.add(term("needs", "HI"))
    unit.save()
    return school


def test_a_school_says_its_phase_its_units_and_where_its_report_is(client, school):
    page = page_of(client, school.service)
    for words in (
        "Community school", "Primary", "The Hive: Resourced provision", "Hearing loss and deafness", "12, as it was on 1 November 2026",
        'href="https://example.org/sen"', "dated 1 September 2026", "the school must take your child",
    ):  # fmt: skip
        assert words in page, words


def test_a_school_without_a_report_says_so_and_what_to_do(client, school):
    School.objects.update(sen_report_url="", sen_report_on=None)
    assert "We do not have the link to its SEN information report yet" in page_of(client, school.service)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"type_code": "8"}, "must take"),
        ({"type_code": "10", "is_section_41": True, "section_41_on": DAY}, "must take"),
        ({"type_code": "10", "is_section_41": False, "section_41_on": DAY}, "You can still ask"),
        ({"type_code": "10"}, ""),
        ({"type_code": "14"}, ""),
        ({}, ""),
    ],
)
def test_what_a_plan_can_do_is_said_only_where_the_type_is_known(facts, words):
    assert words in naming_in_words(School(**facts))
    assert bool(naming_in_words(School(**facts))) is bool(words)


@pytest.mark.parametrize("facts", [{"is_section_41": True}, {"section_41_on": DAY}, {"sen_report_url": ""}])
def test_the_database_refuses_school_facts_without_their_day_or_link(school, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        School.objects.update(**facts)


def test_a_changed_school_tells_the_house(school, told):
    school.refresh_from_db()
    school.phase = "secondary"
    school.save()
    assert told == [str(school.service_id)]


def test_the_fullest_page_costs_at_most_twelve_queries(client, school, give, term):
    service = give(school.service, "languages", "pl")
    give(service, "needs", "HI", "ASD")
    ServiceArea.objects.create(service=service, code="LU4")
    ProviderAnswer.objects.create(service=service, question=term("provider-questions", "training"), words="x", said_on=DAY)
    page_of(client, service)
    with CaptureQueriesContext(connection) as context:
        page_of(client, service)
    assert len(context.captured_queries) <= 12, "QUALITY L7"


@pytest.fixture
def own_fields(db):
    forms = {"tea": "words", "dogs": "yes-no", "seats": "number", "opened": "day", "more": "link", "size": "choice", "inside": "words"}
    for position, (code, form) in enumerate(forms.items()):
        CustomField.objects.create(
            code=code, name=f"Own {code}", form=form, choices="small\nlarge", position=position, is_public=code != "inside"
        )
    return fields_now()


def test_a_council_adds_a_field_and_families_read_it_without_code(client, make_service, own_fields):
    values = {
        "tea": "Yes, <b>free</b>",
        "dogs": True,
        "seats": 9,
        "opened": "2027-03-31",
        "more": "https://example.org",
        "size": "small",
        "inside": "x",
    }
    page = page_of(client, make_service(custom=values))
    for words in ("Own tea", "&lt;b&gt;free", "Yes", "9", "31 March 2027", 'href="https://example.org"', "small"):
        assert words in page, words
    assert "Own inside" not in page


@pytest.mark.parametrize(
    ("code", "typed", "read"),
    [("tea", " Yes ", "Yes"), ("dogs", "true", True), ("dogs", "false", False), ("seats", "12", 12), ("size", "large", "large")],
)
def test_a_value_is_read_by_the_kind_of_its_field(own_fields, code, typed, read):
    assert read_values({code: typed}, held={"gone": 1, code: "before"}) == {"gone": 1, code: read}


@pytest.mark.parametrize(
    ("code", "typed"),
    [("dogs", "maybe"), ("seats", "-1"), ("seats", "٣"), ("opened", "31.3.2027"), ("more", "javascript:alert(1)"), ("size", "huge")],
)
def test_a_value_that_does_not_fit_is_refused_with_the_name_of_its_field(own_fields, code, typed):
    with pytest.raises(ValidationError, match=f"Own {code}"):
        read_values({code: typed}, held={})


def test_a_bad_value_in_a_record_is_left_out_and_breaks_no_page(client, make_service, own_fields):
    page = page_of(client, make_service(custom={"more": "javascript:alert(1)", "opened": "soon", "dogs": "x", "seats": None}))
    assert "javascript" not in page
    assert "Own opened" not in page


def test_no_saving_copying_or_publishing_fills_a_day(make_service, editor):
    """The days that speak for a person are typed by one: nothing that happens to a record sets them."""
    days = ("assured_on", "waiting_on", "vacancies_on", "closed_from", "registered_on", "inspected_on", "held_back_on", "source_as_of")
    service = make_service()
    service.save()
    service.save_revision(user=editor).publish()
    copy = Service.objects.get(pk=service.pk)
    copy.pk = None
    copy.latest_revision = copy.live_revision = None
    copy._state.adding = True
    copy.save()
    for record in Service.objects.all():
        assert {day: getattr(record, day) for day in days} == dict.fromkeys(days)
    school = School.objects.create(service=service)
    school.save()
    assert (school.sen_report_on, school.sen_report_checked_on, school.section_41_on) == (None, None, None)
