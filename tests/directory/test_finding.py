"""The list's sums in memory give what the database gives, question by question; counts say what a further tick would bring."""

import random
from datetime import date, time, timedelta

import pytest

from localoffer.directory.finding import BEST_FIT, BY_NAME, NEAREST, NEWEST, Asked, find
from localoffer.directory.models import (
    CostOption,
    Location,
    Schedule,
    School,
    SchoolUnit,
    Service,
    ServiceArea,
    ServiceAtLocation,
    TaxonomyTerm,
)
from localoffer.directory.queries import Place
from localoffer.directory.service_table import folded, read_table

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
ALL = slice(0, 10_000)
HERE = Place(51.9, -0.45, "sector", "LU3 2", "LU3 2")
RULES = ["FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=DAILY", "FREQ=MONTHLY;BYDAY=1FR", "FREQ=MONTHLY;BYMONTHDAY=3", ""]


def names(table, found):
    ids = table.ids(found.rows)
    known = dict(Service.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [known[one] for one in ids]


def ask(**asked):
    table = read_table(today=TODAY)
    return names(table, find(table, Asked(**asked), today=TODAY, page=ALL))


def of_database(services):
    return sorted(services.values_list("name", flat=True))


@pytest.fixture
def crowd(make_service):
    """Sixty services with facts by seeded chance."""
    chance = random.Random(20261124)  # noqa: S311  a test's own chance
    needs = list(TaxonomyTerm.objects.of("needs"))
    features, languages = list(TaxonomyTerm.objects.of("session-features")), list(TaxonomyTerm.objects.of("languages"))
    for number in range(60):
        low = chance.choice([None, 0, 60, 132])
        service = make_service(
            f"Service {number:02}",
            kind_code=chance.choice(["nursery", "club", "advice"]),
            at=chance.choice([None, (51.9 + chance.uniform(-0.1, 0.1), -0.45 + chance.uniform(-0.1, 0.1))]),
            min_age_months=low,
            max_age_months=None if low is None else low + chance.choice([35, 71, 119]),
            route=chance.choice(["", "open", "book", "panel"]),
            is_for_everyone=chance.random() < 0.2,
        )
        for relation, terms in (("needs", needs), ("features", features), ("languages", languages)):
            getattr(Service, relation).through.objects.bulk_create(
                getattr(Service, relation).through(service_id=service.pk, taxonomyterm_id=term.pk)
                for term in chance.sample(terms, chance.choice([0, 0, 1, 2]))
            )
        if rule := chance.choice(RULES):
            Schedule.objects.create(
                service=service, rrule=rule, opens_at=time(10), closes_at=time(13), term=chance.choice(["", "term-time", "all-year"])
            )
        if chance.random() < 0.4:
            CostOption.objects.create(service=service, amount_pence=chance.choice([0, 500]))
        if chance.random() < 0.4:
            ServiceArea.objects.create(service=service, code=chance.choice(["LU3", "LU4", "E92000001", "LU3 2"]))


def test_each_question_is_answered_as_the_database_answers_it(crowd):
    every = Service.objects.published()
    assert sorted(ask()) == of_database(every)
    for kinds in (["club"], ["club", "advice"]):
        assert sorted(ask(chosen={"kind": tuple(kinds)})) == of_database(every.of_kinds(kinds))
    for need in ("ASD", "CI", "PD", "SP", "OTH"):
        assert sorted(ask(chosen={"need": (need,)})) == of_database(every.with_needs([need])), need
    for day in ("MO", "WE", "FR", "SA", "SU"):
        assert sorted(ask(chosen={"day": (day,)})) == of_database(every.on_weekdays([day])), day
    for features in (["relaxed"], ["relaxed", "siblings"]):
        assert sorted(ask(chosen={"feature": tuple(features)})) == of_database(every.with_features(features))
    assert sorted(ask(chosen={"language": ("ur", "pl")})) == of_database(every.in_languages(["ur", "pl"]))
    assert sorted(ask(chosen={"route": ("open", "panel")})) == of_database(every.by_routes(["open", "panel"]))
    assert sorted(ask(chosen={"cost": ("free",)})) == of_database(every.free())
    assert sorted(ask(months=(84, 95))) == of_database(every.for_age_months(84, through=95))
    assert sorted(ask(place=HERE)) == of_database(every.serving(HERE))


def test_distances_and_their_order_are_the_databases(crowd):
    table = read_table(today=TODAY)
    found = find(table, Asked(place=HERE, order=NEAREST, everywhere=True), today=TODAY, page=ALL)
    nearest = list(Service.objects.published().nearest_first(HERE))
    assert names(table, found)[: len([n for n in nearest if n.distance_metres is not None])] == [
        n.name for n in nearest if n.distance_metres is not None
    ]
    wanted = [round(n.distance_metres, 3) for n in nearest if n.distance_metres is not None]
    assert [round(metres, 3) for metres in found.metres.tolist() if metres == metres] == wanted
    near = ask(place=HERE, within_miles=3, everywhere=True)
    assert sorted(near) == of_database(Service.objects.published().near(HERE, within_metres=3 * 1609.344))


def test_every_count_is_what_a_tick_would_bring(crowd):
    """For facets of which one choice is enough, alone; where all must hold, together with what is chosen."""
    table = read_table(today=TODAY)
    base = {"kind": ("club",), "route": ("open", "book"), "feature": ("siblings",)}
    found = find(table, Asked(chosen=base), today=TODAY, page=ALL)
    for facet in ("kind", "route", "language", "cost", "season", "day", "time", "fresh"):
        for code, count in found.counts[facet].items():
            assert find(table, Asked(chosen=base | {facet: (code,)}), today=TODAY, page=ALL).count == count, (facet, code)
    for facet in ("feature", "access"):
        for code, count in found.counts[facet].items():
            with_it = base | {facet: tuple(dict.fromkeys((*base.get(facet, ()), code)))}
            assert find(table, Asked(chosen=with_it), today=TODAY, page=ALL).count == count, (facet, code)


def test_pages_together_are_the_whole_list_once(crowd):
    table = read_table(today=TODAY)
    for order in (BEST_FIT, NEAREST, BY_NAME, NEWEST):
        asked = Asked(place=HERE, order=order)
        whole = find(table, asked, today=TODAY, page=ALL).rows.tolist()
        pages = [find(table, asked, today=TODAY, page=slice(at, at + 7)).rows.tolist() for at in range(0, 63, 7)]
        assert [row for page in pages for row in page] == whole


def test_what_serves_the_address_stands_before_what_is_near(make_service):
    make_service("Near", at=(51.9, -0.45))
    far = make_service("Far but serves", at=(52.1, -0.45))
    ServiceArea.objects.create(service=far, code="LU3")
    other = make_service("Serves others only", at=(51.9, -0.45))
    ServiceArea.objects.create(service=other, code="LU9")
    assert ask(place=HERE) == ["Far but serves", "Near"]
    assert ask(place=HERE, order=NEAREST) == ["Near", "Far but serves"]
    assert ask(place=HERE, everywhere=True) == ["Far but serves", "Near", "Serves others only"]
    table = read_table(today=TODAY)
    assert find(table, Asked(place=HERE), today=TODAY, page=ALL).elsewhere == 1


def test_what_names_the_need_stands_first_then_everyone_then_who_does_not_say(make_service, taxonomies):
    make_service("A says nothing")
    make_service("B for all", is_for_everyone=True)
    named = make_service("C autism")
    link = Service.needs.through
    autism = TaxonomyTerm.objects.get(code="ASD")
    link.objects.create(service_id=named.pk, taxonomyterm_id=autism.pk)
    other = make_service("D sight loss only")
    link.objects.create(service_id=other.pk, taxonomyterm_id=TaxonomyTerm.objects.get(code="VI").pk)
    assert ask(chosen={"need": ("ASD",)}) == ["C autism", "B for all", "A says nothing"]
    table = read_table(today=TODAY)
    found = find(table, Asked(chosen={"need": ("ASD",)}), today=TODAY, page=ALL)
    assert (found.count, found.for_the_need, found.counts["need"]["ASD"]) == (3, 2, 2)


def test_no_age_never_hides_a_service_and_stands_behind_those_that_say(make_service):
    make_service("A any age")
    make_service("B for seven", min_age_months=72, max_age_months=107)
    assert ask(months=(84, 95)) == ["B for seven", "A any age"]


def test_what_a_person_confirmed_lately_stands_first(make_service, editor):
    make_service("A unconfirmed")
    make_service("B confirmed", assured_on=TODAY - timedelta(days=20), assured_by=editor)
    make_service("C confirmed long ago", assured_on=TODAY - timedelta(days=900), assured_by=editor)
    assert ask() == ["B confirmed", "A unconfirmed", "C confirmed long ago"]
    assert ask(chosen={"fresh": ("fresh",)}) == ["B confirmed"]


def test_day_and_time_must_hold_of_the_same_opening(make_service):
    both = make_service("Saturday evening and Monday morning")
    Schedule.objects.create(service=both, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at=time(18), closes_at=time(20))
    Schedule.objects.create(service=both, rrule="FREQ=WEEKLY;BYDAY=MO", opens_at=time(9), closes_at=time(11))
    assert ask(chosen={"day": ("SA",), "time": ("evening",)}) == [both.name]
    assert ask(chosen={"day": ("SA",), "time": ("morning",)}) == []
    Schedule.objects.update(valid_to=TODAY - timedelta(days=1))
    assert ask(chosen={"day": ("SA",)}) == [], "times that have ended"


def test_what_a_session_offers_and_what_the_place_has_are_one_access(make_service, taxonomies):
    at_the_place = make_service("The place", at=(51.9, -0.45))
    Location.objects.update(is_step_free=True)
    in_sessions = make_service("The session")
    Service.features.through.objects.create(service_id=in_sessions.pk, taxonomyterm_id=TaxonomyTerm.objects.get(code="step-free").pk)
    make_service("Neither", at=(51.9, -0.45))
    assert ask(chosen={"access": ("is_step_free",)}) == [at_the_place.name, in_sessions.name]


def test_the_nearest_of_several_doors_counts(make_service):
    service = make_service("Two doors", at=(52.5, -0.45))
    ServiceAtLocation.objects.create(service=service, location=Location.objects.create(latitude=51.9, longitude=-0.45))
    table = read_table(today=TODAY)
    assert find(table, Asked(place=HERE), today=TODAY, page=ALL).metres.tolist() == [0.0]


def test_schools_are_found_by_name_and_by_the_needs_of_their_units(make_service, taxonomies):
    hill = make_service("Example St Mary’s Hill Primary", kind_code="mainstream-school")
    unit = SchoolUnit.objects.create(
        school=School.objects.create(service=hill, phase="primary", type_code="1", sen_report_url="https://example.org/r"), kind="sen-unit"
    )
    SchoolUnit.needs.through.objects.create(schoolunit_id=unit.pk, taxonomyterm_id=TaxonomyTerm.objects.get(code="ASD").pk)
    make_service("Example Hill Club", kind_code="club")
    assert ask(name="st marys HILL", schools=True) == [hill.name]
    assert ask(name="nowhere", schools=True) == []
    assert ask(schools=True, chosen={"unit": ("sen-unit",), "phase": ("primary",), "named": ("yes",), "report": ("yes",)}) == [hill.name]
    table = read_table(today=TODAY)
    assert find(table, Asked(schools=True, chosen={"need": ("ASD",)}), today=TODAY, page=ALL).for_the_need == 1


def test_an_empty_directory_and_unknown_codes_find_nothing_and_do_not_fail(taxonomies):
    assert ask(place=HERE, months=(0, 11), chosen={"kind": ("none",), "need": ("none",), "day": ("XX",), "fresh": ("none",)}) == []


@pytest.mark.parametrize(
    ("name", "is_folded"), [("St Mary’s (C of E)", "st marys c of e"), ("Crèche Été", "creche ete"), ("  A--B ", "a b"), ("", "")]
)
def test_names_are_folded_as_they_are_sought(name, is_folded):
    assert folded(name) == is_folded


def test_reading_the_table_costs_the_same_queries_however_many_services(crowd, django_assert_max_num_queries):
    read_table(today=TODAY)
    with django_assert_max_num_queries(16):
        read_table(today=TODAY)


def test_wednesday_is_not_every_weekly_rule(make_service):
    """WEEKLY holds "WE" and MONTHLY holds "MO"."""
    monday = make_service("Monday")
    Schedule.objects.create(service=monday, rrule="FREQ=WEEKLY;BYDAY=MO", opens_at=time(10), closes_at=time(12), term="all-year")
    first_friday = make_service("First Friday")
    Schedule.objects.create(service=first_friday, rrule="FREQ=MONTHLY;BYDAY=FR;BYSETPOS=1", opens_at=time(10), closes_at=time(12))
    days = {day: of_database(Service.objects.on_weekdays([day])) for day in ("MO", "WE", "FR")}
    assert days == {"MO": ["Monday"], "WE": [], "FR": ["First Friday"]}
    from localoffer.directory.recurrence import Days

    assert not Service.objects.open_on(date(2026, 11, 25), known=Days()).exists()  # a Wednesday
    assert of_database(Service.objects.open_on(date(2026, 11, 23), known=Days())) == ["Monday"]


def test_the_page_shows_what_was_just_published(client, make_service):
    make_service("First")
    assert "1 service" in client.get("/services/").content.decode()
    make_service("Second")
    assert "2 services" in client.get("/services/").content.decode()


def test_while_one_thread_reads_the_others_use_the_table_before(make_service, monkeypatch):
    from localoffer.directory import service_table

    make_service("First")
    before = service_table.table_now()
    monkeypatch.setattr("localoffer.core.versions.current_version", lambda: 999_999)
    with service_table._kept.lock:
        assert service_table.table_now() is before
    assert service_table.table_now() is not before


def test_the_list_takes_at_most_eight_queries_with_every_filter(client, make_service, postcodes, django_assert_max_num_queries):
    for number in range(30):
        make_service(f"Club {number}", at=(51.88, -0.42), kind_code="club")
    asked = {"postcode": "LU1 1AA", "age": "7", "kind": "club", "need": "ASD", "within": "5", "sort": "distance"}
    client.get("/services/", asked)
    with django_assert_max_num_queries(8):
        assert client.get("/services/", asked).context["count"] == 30
