"""The registers beside Ofsted's: what a row becomes, what is left out, and the real extracts."""

import csv

import pytest
from django.core.management import CommandError

from localoffer.core.models import CouncilSettings
from localoffer.directory.actions.imports import Reading, apply_import, stage_import
from localoffer.directory.errors import CannotReadFile
from localoffer.directory.importers import cqc, gias, ods
from localoffer.directory.importers.registers import web_address, whole_number
from localoffer.directory.models import ImportBatch, Location, School, SchoolUnit, Service

from .conftest import HOUSE, SHARED, needs_real_data
from .test_commands import run
from .test_imports import NOW

pytestmark = pytest.mark.django_db
WORDS = HOUSE / "data" / "taxonomies"
SCHOOL = {
    "URN": "100900", "LA (code)": "900", "LA (name)": "Exampleshire", "EstablishmentName": "Example School",
    "TypeOfEstablishment (code)": "1", "TypeOfEstablishment (name)": "Community school", "EstablishmentTypeGroup (code)": "4",
    "EstablishmentStatus (code)": "1", "EstablishmentStatus (name)": "Open", "StatutoryLowAge": "4", "StatutoryHighAge": "11",
    "Street": "1 Example Street", "Town": "Exampleton", "Postcode": "LU11AA", "SchoolWebsite": "www.school.example",
    "PhaseOfEducation (code)": "2", "Gender (name)": "Mixed", "ReligiousCharacter (name)": "Does not apply",
    "NurseryProvision (name)": "Has Nursery Classes", "OfficialSixthForm (name)": "Not applicable", "Boarders (name)": "No boarders",
    "SchoolCapacity": "420", "NumberOfPupils": "", "Section41Approved (name)": "Not applicable", "TypeOfResourcedProvision (name)": "",
    "ResourcedProvisionCapacity": "", "SenUnitCapacity": "", "TelephoneNum": "1632960001", "HeadLastName": "Private", "PropsName": "Private", "SEN1 (name)": "", "SEN2 (name)": "", "SEN3 (name)": "",
}  # fmt: skip
CARE = {
    "Name": "Example House", "Address": "1 Example Street, Example End, Exampleton", "Postcode": "LU1 1AA", "Phone number": "01632960002",
    "Service's website (if available)": "example.org", "Service types": "Residential homes", "Date of latest check": "16/11/2021",
    "Specialisms/services": "Caring for adults under 65 yrs,Learning disabilities", "Provider name": "Example Care Ltd",
    "Local authority": "Exampleshire", "CQC Location ID (for office use only)": "1-1234567890",
}  # fmt: skip
PRACTICE = {
    1: "E99001",
    2: "THE BELL'S SURGERY AND CLINIC",
    5: "1 EXAMPLE STREET",
    8: "EXAMPLETON",
    10: "LU1 1AA",
    13: "A",
    18: "01632 960003",
    26: "4",
}


def write(path, rows, base):
    with path.open("w", newline="", encoding="cp1252") as file:
        writer = csv.DictWriter(file, list(base))
        writer.writeheader()
        writer.writerows(base | row for row in rows)
    return path


@pytest.fixture
def schools(tmp_path, postcodes):
    def read(*rows, area="Exampleshire", name="edubasealldata20260901.csv"):
        reading = gias.read_schools(write(tmp_path / name, rows, SCHOOL), area=area, kinds=gias.Kinds.read(WORDS / "gias_kinds.yaml"))
        return list(reading.records), reading

    return read


@pytest.fixture
def care(tmp_path, postcodes):
    def read(*rows, area="Exampleshire", base=CARE):
        reading = cqc.read_care(write(tmp_path / "care.csv", rows, base), area=area, kinds=cqc.Kinds.read(WORDS / "cqc_kinds.yaml"))
        return list(reading.records), reading

    return read


@pytest.fixture
def practices(tmp_path, postcodes):
    def read(*rows, codes=("LU1",)):
        path = tmp_path / "epraccur.csv"
        with path.open("w", newline="") as file:
            lines = [PRACTICE | row for row in rows]
            csv.writer(file, quoting=csv.QUOTE_ALL).writerows([line.get(place, "") for place in range(1, 28)] for line in lines)
        reading = ods.read_practices(path, area="Exampleshire", outward_codes=list(codes))
        return list(reading.records), reading

    return read


def test_a_school_becomes_facts_without_the_names_of_people(schools):
    (record,), reading = schools({})
    assert (record.source_id, record.row_number, record.topics) == ("100900", 2, ("schools-and-colleges/mainstream",))
    assert record.facts["service"] == {
        "name": "Example School", "kind": "mainstream-school", "phone": "01632 960001", "website": "https://www.school.example",
        "min_age_months": 48, "max_age_months": 143, "source_area": "Exampleshire",
    }  # fmt: skip
    assert record.facts["location"]["postcode"] == "LU1 1AA"
    assert record.facts["location"]["point"] == [51.879977, -0.422926, "postcode"]
    assert "Private" not in str(record.facts)
    assert str(reading.as_of) == "2026-09-01"


def test_a_school_has_its_own_facts_and_what_the_register_leaves_out_stays_unknown(schools):
    (record,), _reading = schools({})
    assert record.facts["school"] == {
        "phase": "primary", "type_code": "1", "type_name": "Community school", "gender": "mixed", "religion": "", "has_nursery": True,
        "has_sixth_form": None, "has_boarding": False, "capacity": 420, "pupils": None,
    }  # fmt: skip


@pytest.mark.parametrize(("said", "approved"), [("Approved", True), ("Not approved", False)])
def test_an_approval_under_section_41_comes_with_the_day_of_the_file_or_not_at_all(schools, said, approved):
    row = {"TypeOfEstablishment (code)": "10", "Section41Approved (name)": said}
    (record,), _reading = schools(row)
    facts = record.facts["school"]
    assert (facts["is_section_41"], facts["section_41_on"]) == (approved, "2026-09-01")
    (record,), _reading = schools(row, name="no-day-in-the-name.csv")
    assert not {"is_section_41", "section_41_on"} & set(record.facts["school"])


def test_a_unit_and_a_resourced_provision_come_with_their_places_and_needs(schools):
    row = {
        "TypeOfResourcedProvision (name)": "Resourced provision and SEN unit", "ResourcedProvisionCapacity": "12", "SenUnitCapacity": "",
        "SEN1 (name)": "HI - Hearing Impairment",
    }  # fmt: skip
    (record,), _reading = schools(row)
    assert record.units == ({"kind": "resourced", "places": 12, "needs": ["HI"]}, {"kind": "sen-unit", "places": None, "needs": ["HI"]})
    assert record.needs == ()  # the unit is for it, not the whole school


def test_school_facts_are_kept_with_their_source_and_a_persons_change_is_not_written_over(schools, taxonomies):
    row = {"TypeOfResourcedProvision (name)": "SEN unit", "SenUnitCapacity": "8", "SEN1 (name)": "VI - Visual Impairment"}

    def bring_in(*rows):
        reading = schools(*rows)[1]
        reading.records = schools(*rows)[0]
        return apply_import(stage_import(reading, by=None, now=NOW), now=NOW)

    bring_in(row)
    school = School.objects.get()
    (unit,) = school.units.all()
    assert (unit.places, str(unit.places_on), [need.code for need in unit.needs.all()]) == (8, "2026-09-01", ["VI"])
    assert school.provenance["phase"]["source"] == "gias"
    School.objects.update(phase="all-through")
    batch = bring_in(row | {"PhaseOfEducation (code)": "4", "NumberOfPupils": "300"})
    school.refresh_from_db()
    assert (school.phase, school.pupils) == ("all-through", 300)
    assert batch.counts["kept"] == 1
    assert SchoolUnit.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ({"LA (name)": "Elsewhere"}, "elsewhere"),
        ({"EstablishmentStatus (code)": "2"}, "not_active"),
        ({"EstablishmentStatus (code)": "4"}, "not_active"),
        ({"TypeOfEstablishment (code)": "47"}, "other_kinds"),
        ({"TypeOfEstablishment (code)": "30"}, "other_kinds"),
    ],
)
def test_a_school_that_is_no_entry_is_counted(schools, row, count):
    records, reading = schools({}, {"URN": "100901"} | row)
    assert len(records) == 1
    assert reading.counts[count] == 1
    assert not reading.refused


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"URN": ""}, "It has no URN."),
        ({"URN": "1; DROP"}, "is not a URN"),
        ({"EstablishmentName": " \u00a0"}, "It has no name."),
        ({"TypeOfEstablishment (code)": "99", "TypeOfEstablishment (name)": "Flying school"}, "Flying school"),
        ({"EstablishmentName": "Another"}, "Row 2 has the same number and says something else"),
    ],
)
def test_a_school_that_cannot_be_used_is_refused_with_its_row(schools, row, words):
    records, reading = schools({}, row)
    assert len(records) == 1
    (refused,) = reading.refused
    assert refused.row_number == 3
    assert words in refused.reason


def test_a_special_school_says_which_needs_it_is_for_whatever_the_wording_of_the_year(schools):
    special = {"TypeOfEstablishment (code)": "7", "SEN1 (name)": "ASD - Autistic Spectrum Disorder", "SEN2 (name)": "slcn - Speech"}
    (one, other), _reading = schools(special | {"SEN3 (name)": "Not applicable"}, {"URN": "100901", "SEN1 (name)": "ASD - Autism"})
    assert (one.facts["service"]["kind"], one.needs) == ("special-school", ("ASD", "SLCN"))
    assert other.needs == ()


def test_a_school_proposed_to_close_still_runs_and_one_that_is_repeated_counts_once(schools):
    records, reading = schools({"EstablishmentStatus (code)": "3"}, {"EstablishmentStatus (code)": "3"})
    assert (len(records), reading.counts["repeated"], reading.refused) == (1, 1, [])


@pytest.mark.parametrize(
    ("low", "high", "months"),
    [
        ("", "", (None, None)),
        ("Not applicable", "18", (None, 227)),
        ("16", "99", (192, None)),
        ("11", "4", (None, 59)),
        ("x", "-1", (None, None)),
    ],
)
def test_ages_that_are_not_said_or_make_no_sense_stay_empty(schools, low, high, months):
    (record,), _reading = schools({"StatutoryLowAge": low, "StatutoryHighAge": high})
    assert (record.facts["service"]["min_age_months"], record.facts["service"]["max_age_months"]) == months


def test_a_school_without_an_address_has_no_place(schools, taxonomies):
    records, reading = schools({"Street": "Not applicable", "Postcode": "", "Town": ""})
    assert "location" not in records[0].facts
    apply_import(stage_import(_again(reading, records), by=None, now=NOW), now=NOW)
    assert Service.objects.get().locations == []
    assert not Location.objects.exists()


def _again(reading, records):
    return Reading(reading.source, reading.area, reading.as_of, reading.file_name, reading.file_sha256, records=records)


def test_a_file_of_another_register_or_area_is_one_sentence(schools, care, tmp_path):
    with pytest.raises(CannotReadFile, match="Is it the register of schools"):
        gias.read_schools(
            write(tmp_path / "x.csv", [{}], {"URN": "1", "Name": "A"}), area="X", kinds=gias.Kinds.read(WORDS / "gias_kinds.yaml")
        )
    with pytest.raises(CannotReadFile, match='Did you mean "Exampleshire"'):
        schools({}, area="Exampelshire")
    with pytest.raises(CannotReadFile, match="No column is called"):
        care({}, base={"Provider URN": "1", "Name": "A"})


def test_a_care_home_becomes_facts_with_a_place_and_no_rating(care):
    (record,), _reading = care({})
    assert record.facts["service"]["kind"] == "care-home"
    assert (record.facts["service"]["min_age_months"], record.facts["service"]["max_age_months"]) == (216, None)
    assert record.facts["service"]["inspected_on"] == "2021-11-16"
    assert record.facts["service"]["inspection_report"] == "https://www.cqc.org.uk/location/1-1234567890"
    assert record.facts["organisation"] == {"name": "Example Care Ltd"}
    assert record.needs == ("CL",)
    place = record.facts["location"]
    assert (place["address_1"], place["address_2"], place["town"]) == ("1 Example Street", "Example End", "Exampleton")


@pytest.mark.parametrize(
    ("types", "kind"), [("Homecare agencies", "home-care"), ("Supported living, Homecare agencies", "supported-living")]
)
def test_an_office_is_no_place(care, types, kind):
    (record,), _reading = care({"Service types": types})
    assert record.facts["service"]["kind"] == kind
    assert "location" not in record.facts


@pytest.mark.parametrize(
    ("people", "taken"),
    [
        ("Caring for children (0 - 18yrs)", True),
        ("Caring for adults over 65 yrs,Caring for adults under 65 yrs", True),
        ("Services for everyone", True),
        ("Learning disabilities or autistic spectrum disorder", True),
        ("Caring for adults over 65 yrs,Physical disabilities", False),
        ("Dementia", False),
        ("", False),
    ],
)
def test_only_care_that_takes_people_under_26_is_proposed(care, people, taken):
    records, reading = care({"Specialisms/services": people})
    assert (len(records), reading.counts.get("too_old", 0)) == (int(taken), int(not taken))


@pytest.mark.parametrize(
    ("provider", "said"), [("Mrs A Private", "Example House"), ("Dr. B Private", "Example House"), ("Drake Care", "Drake Care")]
)
def test_a_provider_who_is_a_person_is_not_named(care, provider, said):
    (record,), _reading = care({"Provider name": provider})
    assert record.facts["organisation"] == {"name": said}


def test_practices_and_dentists_are_left_out_of_the_care_register(care):
    _records, reading = care({}, {"CQC Location ID (for office use only)": "1-1234567891", "Service types": "Doctors/GPs"})
    assert reading.counts["other_kinds"] == 1


def test_a_practice_becomes_facts_in_readable_letters(practices):
    (record,), _reading = practices({})
    assert record.facts["service"]["name"] == "The Bell's Surgery and Clinic"
    assert record.facts["service"]["phone"] == "01632 960003"
    assert record.facts["location"]["address_1"] == "1 Example Street"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (
            ["THE SURGERY", "1 EXAMPLE STREET", "EXAMPLE END, EXAMPLETON", "BEDFORDSHIRE", ""],
            ("The Surgery", "1 Example Street", "Example End", "Exampleton"),
        ),
        (["1 EXAMPLE STREET", "EXAMPLETON", "BEDFORDSHIRE", "", ""], ("1 Example Street", "", "", "Exampleton")),
        (["1 EXAMPLE STREET", "", "EXAMPLETON", "", ""], ("1 Example Street", "", "", "Exampleton")),
        (["", "", "", "", ""], ("", "", "", "")),
    ],
)
def test_the_town_is_found_in_whatever_line_it_stands(practices, lines, place):
    (record,), _reading = practices(dict(zip(range(5, 10), lines, strict=True)))
    found = record.facts["location"]
    assert (found["address_1"], found["address_2"], found["address_3"], found["town"]) == place


@pytest.mark.parametrize(("row", "count"), [({13: "C"}, "not_active"), ({26: "0"}, "other_kinds"), ({10: "LU4 9AA"}, "elsewhere")])
def test_what_is_no_open_practice_here_is_counted(practices, row, count):
    records, reading = practices({}, {1: "E99002"} | row)
    assert (len(records), reading.counts[count]) == (1, 1)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.a.example", "https://www.a.example"), ("http://a.example/x?y=1", "http://a.example/x?y=1"), ("", ""), ("none", ""),
        ("javascript:alert(1)", ""), ("https://a b.example", ""), ("https://user@a.example", ""), ("x" * 400 + ".example", ""),
    ],
)  # fmt: skip
def test_web_addresses_are_made_whole_or_left_out(text, address):
    assert web_address(text) == address


def test_a_count_is_a_count():
    assert [whole_number(text) for text in ("24", "24.0", "-1", "1e5", "99999999", "٣", "")] == [24, 24, None, None, None, None, None]


@needs_real_data
@pytest.mark.parametrize(
    ("command", "file", "area", "new"),
    [
        ("import_gias", "gias/luton_821_partial_2024_layout.csv", "Luton", 64),
        ("import_gias", "gias/edubasealldata_sample_2021_layout.csv", "Camden", 38),
        ("import_gias", "gias/edubasealldata_sample_2024_layout.csv", "City of London", 1),
        ("import_cqc", "cqc/cqc_active_locations_2025-08_first_rows.csv", "Luton", 5),
        ("import_cqc", "cqc/cqc_locations_2025-08_first_rows.csv", "Hertfordshire", 2),
        ("import_cqc", "cqc/cqc_directory_layout_derived.csv", "Hertfordshire", 2),
        ("import_ods", "nhs_ods/epraccur_QHG_bedfordshire_luton_milton_keynes.csv", "Luton", 26),
    ],
)
def test_the_real_extracts_come_in_and_a_second_time_change_nothing(taxonomies, command, file, area, new):
    council = CouncilSettings.load()
    council.outward_codes = "LU1 LU2 LU3 LU4"
    council.save()
    assert f"{new:>7,} new" in run(command, SHARED / file, local_authority=area)
    assert Service.objects.published().count() == new
    before = list(Service.objects.values_list("pk", "provenance"))
    assert f"{new:>7,} as they were" in run(command, SHARED / file, local_authority=area)
    assert list(Service.objects.values_list("pk", "provenance")) == before


@pytest.mark.parametrize("command", ["import_gias", "import_cqc", "import_ods"])
def test_a_broken_register_is_one_sentence_and_nothing_is_written(taxonomies, tmp_path, command):
    CouncilSettings.objects.update_or_create(defaults={"local_authority": "Exampleshire", "outward_codes": "LU1"})
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="Nothing was changed"):
        run(command, tmp_path / "x.csv")
    assert not ImportBatch.objects.exists()
