"""Services from a reviewed text file: what is read, what is refused with its line, what a second loading may do."""

import io
import re
from datetime import date, datetime, time
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from localoffer.directory.actions.service_files import load_services
from localoffer.directory.actions.terms import load_example_terms
from localoffer.directory.example_terms import example_terms
from localoffer.directory.importers.service_files import read_services
from localoffer.directory.models import Location, Organisation, Schedule, SchoolTerm, Service

from .conftest import HOUSE

DEMO = HOUSE / "data/demo/luton"
NOW = datetime(2026, 11, 24, 12, tzinfo=ZoneInfo("Europe/London"))
CLUB = """\
source: test-pages
read_on: 2026-11-23
organisations:
  - {name: Example Trust, body: charity}
services:
  - id: green-club
    name: Example Green Club
    kind: club
    organisation: Example Trust
    summary: Games on Saturdays.
    needs: [PD]
    years: [7, 11]
    features: [hoist]
    languages: [en]
    areas: [{code: LU4, name: LU4}]
    costs: [{amount_pence: 300, unit: a session}]
    times: [{rrule: "byday=sa;freq=weekly", opens_at: 10:00, closes_at: "12:00", term: term-time}]
    where: [{name: Example Hall, town: Exampleton, postcode: LU4, near: LU4 9, is_step_free: true, runs_here: Upstairs}]
    answers: [{question: training, words: "We learn, too.", said_on: 2026-10-01}]
    school: {phase: primary, units: [{kind: sen-unit, name: Nest, needs: [ASD]}]}
    page: https://example.org/club
    dated: May 2025
"""


@pytest.fixture
def load(taxonomies, postcodes, tmp_path):
    def run(text=CLUB, *, dry_run=False):
        path = tmp_path / "services.yaml"
        path.write_text(text, encoding="utf-8")
        return load_services(read_services(path), now=NOW, dry_run=dry_run)

    return run


def test_an_entry_becomes_a_service_with_all_that_the_file_says(load, told):
    assert (load().added, told) == (1, [str(Service.objects.get().pk)])
    service = Service.objects.get()
    assert (service.min_age_months, service.max_age_months, service.organisation.body) == (84, 143, "charity")
    schedule = service.schedules.get()
    assert (schedule.rrule, schedule.opens_at) == ("FREQ=WEEKLY;BYDAY=SA", time(10))
    assert (service.needs.get().code, service.features.get().code, service.languages.get().code) == ("PD", "hoist", "en")
    place = service.at_locations.get()
    assert (place.location.precision, place.location.postcode, place.description) == ("sector", "LU4", "Upstairs")
    assert service.answers.get().said_on == date(2026, 10, 1)
    assert service.school.units.get().needs.get().code == "ASD"
    assert (service.source_page, service.source_dated, service.source_read_on) == (
        "https://example.org/club",
        "May 2025",
        date(2026, 11, 23),
    )


def test_no_loading_fills_in_that_somebody_confirmed_it(load):
    load()
    load(CLUB.replace("Games", "Sports"))
    assert Service.objects.get(assured_on__isnull=True, assured_by__isnull=True)


def test_the_same_file_twice_changes_nothing(load, told, django_assert_max_num_queries):
    load()
    told.clear()
    with django_assert_max_num_queries(8) as queries:
        report = load()
    assert (report.added, report.changed, report.same, told) == (0, 0, 1, [])
    assert not [query for query in queries.captured_queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


def test_a_changed_entry_takes_the_place_of_the_old_one_under_the_same_address(load):
    load()
    before = Service.objects.get()
    report = load(CLUB.replace("300", "500").replace("BYDAY=sa".lower(), "byday=su").replace("Example Hall", "Example House"))
    after = Service.objects.get()
    assert (report.changed, before.get_absolute_url()) == (1, after.get_absolute_url())
    assert (after.cost_options.get().amount_pence, after.schedules.get().rrule) == (500, "FREQ=WEEKLY;BYDAY=SU")
    assert (Location.objects.get().name, Schedule.objects.count(), Organisation.objects.count()) == ("Example House", 1, 1)


def test_what_a_person_changed_is_left_alone_and_named(load, editor):
    load()
    service = Service.objects.get()
    service.summary = "Theirs."
    service.save_revision(user=editor).publish(user=editor, skip_permission_checks=True)
    report = load(CLUB.replace("Games on Saturdays.", "Ours."))
    assert (report.kept, report.changed, Service.objects.get().summary) == (["Example Green Club"], 0, "Theirs.")


def test_what_is_held_back_or_taken_down_stays_so(load, editor):
    load()
    Service.objects.update(live=False, held_back_on=date(2026, 11, 1), held_back_by=editor, held_back_because="Closed?")
    load(CLUB.replace("Games", "Sports"))
    service = Service.objects.get()
    assert (service.live, service.held_back_because, service.summary) == (False, "Closed?", "Sports on Saturdays.")


def test_an_entry_that_has_gone_is_named_and_nothing_is_done_to_it(load):
    load()
    report = load(CLUB[: CLUB.index("services:")] + "services: []\n")
    assert report.gone == ["Example Green Club"]
    assert Service.objects.published().count() == 1


def test_a_dry_run_counts_and_writes_nothing(load, told):
    assert (load(dry_run=True).added, Service.objects.count(), told) == (1, 0, [])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: club", "kind: space-club", "line 6: green-club: there is no space-club in service-kinds."),
        ("needs: [PD]", "needs: [XX]", "line 6: green-club: there is no XX in needs."),
        ("needs: [PD]", "needs: PD", "line 6: needs must be a list of codes."),
        ("summary:", "sumary:", "line 6: we do not know sumary."),
        ("years: [7, 11]", "years: 7", "line 6: years must be two ages"),
        ("years: [7, 11]", "years: [11, 7]", "line 6: green-club: max_age_months:"),
        ("is_step_free", "is_flat", "line 18: we do not know is_flat."),
        ("said_on: 2026-10-01", "said_on: in May", "line 6: green-club: said_on:"),
        ("byday=sa;freq=weekly", "freq=hourly", "line 6: green-club: rrule: Choose whether it is every day"),
        ("page: https://example.org/club", "page: club", "line 6: green-club: source_page:"),
        ("id: green-club", "id: Green Club!", "line 6: the id Green Club! must be small letters"),
        ("    kind: club\n", "", "line 6: say the kind."),
        ("source: test-pages", "source: [", "services.yaml cannot be read at line"),
        ("read_on: 2026-11-23", "read_on: 2026-02-30", "services.yaml cannot be read"),
        ("read_on: 2026-11-23\n", "", "services.yaml must say"),
    ],
)
def test_a_fault_names_the_file_and_the_line_and_nothing_is_written(load, old, new, said):
    assert old in CLUB
    from localoffer.directory.errors import CannotReadFile

    with pytest.raises(CannotReadFile) as refused:
        load(CLUB.replace(old, new))
    assert said in str(refused.value)
    assert not Service.objects.exists()


def test_all_faults_are_told_at_once(load):
    from localoffer.directory.errors import CannotReadFile

    with pytest.raises(CannotReadFile) as refused:
        load(
            CLUB.replace("needs: [PD]", "needs: [XX]")
            + "  - {id: green-club, name: B, kind: club, organisation: C}\n  - {id: x1, sort: y}\n"
        )
    assert len(str(refused.value).splitlines()) == 3


def test_a_hidden_address_has_no_point_better_than_its_first_half(load):
    from localoffer.directory.errors import CannotReadFile

    with pytest.raises(CannotReadFile, match="address is hidden"):
        load(CLUB.replace("near: LU4 9", "near: LU4 9, is_masked: true"))
    load(CLUB.replace("near: LU4 9", "near: LU4, is_masked: true"))
    assert Location.objects.get().precision == "outward"


@pytest.fixture(scope="module")
def examples():
    return read_services(DEMO / "examples.yaml")


@pytest.mark.parametrize("name", ["services.yaml", "examples.yaml"])
def test_the_demos_own_files_load(topics_of_demo, load_shipped_postcodes, name):
    file = read_services(DEMO / name)
    assert load_services(file, now=NOW).added == len(file.entries) >= 40
    assert not Location.objects.filter(source=file.source, precision="exact").exists()


def test_examples_say_so_and_are_of_no_real_place(examples):
    assert len(examples.entries) >= 40
    for entry in examples.entries:
        assert "Example" in entry.facts["name"]
        assert re.fullmatch(r"01632 960\d{3}", entry.facts.get("phone", "01632 960000"))
        for place in entry.lists["where"]:
            assert place.get("town") in ("Exampleton", "Sampleford")
            assert re.fullmatch(r"[A-Z]{2}\d{1,2}( \d)?", place["near"]), "a point no better than a sector"
    text = (DEMO / "examples.yaml").read_text()
    assert {host for host in re.findall(r"https?://([^/\"\s]+)", text)} <= {h for h in re.findall(r"[a-z]+\.example\.org", text)}


def test_examples_cover_every_kind_need_feature_and_question(examples, taxonomies):
    from localoffer.directory.models import TaxonomyTerm

    def all_of(taxonomy, **only):
        return set(TaxonomyTerm.objects.of(taxonomy).filter(**only).values_list("code", flat=True))

    assert {entry.kind for entry in examples.entries} == all_of("service-kinds")
    needs = {code for entry in examples.entries for code in entry.terms["needs"]}
    assert needs == all_of("needs", children__isnull=True)
    assert {code for entry in examples.entries for code in entry.terms["features"]} == all_of("session-features")
    answered = {answer["question"] for entry in examples.entries for answer in entry.lists["answers"]}
    assert answered == all_of("provider-questions")
    assert {entry.facts.get("route", "") for entry in examples.entries} >= {"open", "book", "apply", "referral", "panel", "plan"}


def test_no_closed_childrens_centre_and_nothing_unknown_is_among_the_real_ones():
    for entry in read_services(DEMO / "services.yaml").entries:
        assert not re.search(r"children.s centre", entry.facts["name"], re.IGNORECASE)
        assert entry.page.startswith("http")


def test_made_up_services_and_terms_stay_out_of_a_real_site(taxonomies):
    for command in (["load_services", str(DEMO / "examples.yaml")], ["load_example_terms"]):
        with pytest.raises(CommandError, match="demo mode only"):
            call_command(*command)
    assert not Service.objects.exists()


def test_the_command_prints_counts_and_one_sentence_for_a_fault(load, tmp_path):
    out = io.StringIO()
    path = tmp_path / "own.yaml"
    path.write_text(CLUB)
    call_command("load_services", str(path), "--dry-run", stdout=out)
    assert "1 added, 0 changed, 0 as they were." in out.getvalue()
    path.write_text("[]")
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("load_services", str(path), stdout=out)


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2026, 8, 31), date(2027, 1, 1), date(2028, 2, 29), date(2030, 7, 25)])
def test_example_terms_never_touch_and_reach_a_year_ahead(today):
    terms = example_terms(today)
    assert terms[0].starts_on < today < today.replace(month=2, day=28).replace(year=today.year + 1) < terms[-1].ends_on
    assert all(term.starts_on < term.ends_on for term in terms)
    assert all(before.ends_on < after.starts_on for before, after in pairwise(terms))
    assert all(term.starts_on.weekday() < 5 and term.ends_on.weekday() == 4 for term in terms)


def test_example_terms_leave_a_council_s_own_terms_alone(db):
    own = SchoolTerm.objects.create(name="Ours", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 20))
    first = load_example_terms(today=date(2026, 11, 24))
    assert (load_example_terms(today=date(2026, 11, 24)), SchoolTerm.objects.count()) == (0, first + 1)
    assert SchoolTerm.objects.filter(pk=own.pk, name="Ours").exists()
