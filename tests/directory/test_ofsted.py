import csv
import tracemalloc
from datetime import date

import pytest

from localoffer.directory.errors import CannotReadFile
from localoffer.directory.importers.ofsted import Kinds, read_register

from .conftest import HOUSE, SHARED, needs_real_data

pytestmark = pytest.mark.django_db
NON_DOMESTIC = "Childcare on non-domestic premises"
OLD = {
    "urn": "Provider URN", "registered": "Registration date", "type": "Provider type", "subtype": "Provider subtype",
    "status": "Provider status", "early": "Provider Early Years Register Flag", "person": "Registered_Person_Name",
    "name": "Provider name", "line": "Provider address line 1", "town": "Provider town", "postcode": "Postcode",
    "phone": "Telephone Number", "area": "Local authority", "places": "Places",
    "inspected": "Most recent full: Inspection date", "judgement": "Most recent full: Overall effectiveness",
    "older": "Second most recent full: Inspection date",
}  # fmt: skip
NEW = OLD | {
    "registered": "Registration Date", "type": "Provider Type", "subtype": "Provider Subtype", "status": "Provider Status",
    "early": "Provider Early Years Register flag", "person": "Registered Person Name", "name": "Provider Name",
    "line": "Provider Address Line 1", "town": "Provider Town", "postcode": "Provider Postcode", "area": "Local Authority",
    "inspected": "EYR REIF: Most recent: Inspection date", "judgement": "EYR REIF: Most recent: Inclusion",
}  # fmt: skip
ROW = {
    "urn": "EY100001", "registered": "05/08/2011", "type": NON_DOMESTIC, "subtype": "Full day care", "status": "Active", "early": "Y",
    "person": "Somebody, Private", "name": "Example Nursery", "line": "1 Example Street", "town": "LUTON", "postcode": "LU11AA",
    "phone": "1632960001", "area": "Luton", "places": "24", "inspected": "13/12/2018", "judgement": "2", "older": "01/02/2014",
}  # fmt: skip


@pytest.fixture(scope="module")
def kinds():
    return Kinds.read(HOUSE / "data" / "taxonomies" / "ofsted_kinds.yaml")


def write(path, rows, columns=OLD, before=(), encoding="utf-8"):
    with path.open("w", newline="", encoding=encoding) as file:
        writer = csv.writer(file)
        writer.writerows([line, *[""] * (len(columns) - 1)] for line in before)
        writer.writerow(columns.values())
        writer.writerows([(ROW | row).get(name, "") for name in columns] for row in rows)
    return path


@pytest.fixture
def register(tmp_path, kinds, postcodes):
    def read(rows, *, area="Luton", name="register.csv", **layout):
        return read_register(write(tmp_path / name, rows, **layout), area=area, kinds=kinds)

    return read


def test_a_row_becomes_facts_and_no_persons_name_and_no_judgement(register):
    (record,) = register([{}]).records
    assert (record.source_id, record.row_number) == ("EY100001", 2)
    assert record.facts == {
        "service": {
            "name": "Example Nursery",
            "kind": "nursery",
            "phone": "01632 960001",
            "places": 24,
            "registers": "Early Years Register",
            "registered_on": "2011-08-05",
            "inspected_on": "2018-12-13",
            "inspection_report": "https://reports.ofsted.gov.uk/provider/16/EY100001",
            "source_area": "Luton",
        },
        "location": {
            "address_1": "1 Example Street", "address_2": "", "address_3": "", "town": "Luton", "postcode": "LU1 1AA",
            "point": [51.879977, -0.422926, "postcode"],
        },
        "organisation": {"name": "Example Nursery"},
    }  # fmt: skip


def test_the_layout_since_2024_gives_the_same_facts(register):
    old = register([{}])
    new = register([{}], columns=NEW, before=["Childcare providers as at 31 December 2025", "Source: Ofsted"], encoding="cp1252")
    assert new.records[0].facts == old.records[0].facts
    assert new.records[0].row_number == 4
    assert (old.as_of, new.as_of) == (None, date(2025, 12, 31))


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("childcare_providers_2021-08-31_luton.csv", date(2021, 8, 31)),
        ("Childcare_provider_level_data_as_at_31_August_2021.csv", date(2021, 8, 31)),
        ("a_2021-99-99.csv", None),
        ("register.csv", None),
    ],
)
def test_the_day_is_read_from_the_name_where_the_file_does_not_say(register, name, day):
    assert register([{}], name=name).as_of == day


def test_the_day_of_the_latest_inspection_is_taken_of_whatever_kind(register):
    (record,) = register([{"inspected": "", "older": "02/03/2019"}]).records
    assert record.facts["service"]["inspected_on"] == "2019-03-02"


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"subtype": "Full day care"}, "nursery"),
        ({"subtype": "SESSIONAL DAY CARE"}, "pre-school"),
        ({"subtype": "Out-of-school day care"}, "out-of-school-care"),
        ({"subtype": ""}, "nursery"),
        ({"subtype": "Sessional day care", "early": "N"}, "out-of-school-care"),
        ({"subtype": "", "early": "N"}, "out-of-school-care"),
    ],
)
def test_kinds_come_from_type_subtype_and_register(register, facts, kind):
    assert register([facts]).records[0].facts["service"]["kind"] == kind


@pytest.mark.parametrize("status", ["Resigned", "Cancelled", "Proposed", "Closed", "Suspended", ""])
def test_only_what_runs_is_taken(register, status):
    reading = register([{}, {"urn": "EY100002", "status": status}])
    assert len(reading.records) == 1
    assert reading.counts["not_active"] == 1
    assert "EY100002" in reading.left_out


@pytest.mark.parametrize(
    ("facts", "childminders"),
    [
        ({"type": "Childminder"}, 1),
        ({"type": "CHILDMINDER", "name": "REDACTED", "postcode": "REDACTED"}, 1),
        ({"type": "Home childcarer"}, 0),
        ({"type": "Childcare on domestic premises"}, 0),
        ({"name": "REDACTED"}, 0),
        ({"postcode": "Redacted"}, 0),
    ],
)
def test_home_based_carers_are_counted_and_never_placed(register, facts, childminders):
    reading = register([{}, facts | {"urn": "EY100002"}])
    assert [record.source_id for record in reading.records] == ["EY100001"]
    assert (reading.counts["home_based"], reading.counts["childminders"]) == (1, childminders)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"urn": ""}, "no Provider URN"),
        ({"urn": "=1+1"}, "not a Provider URN"),
        ({"urn": "EY100002", "name": ""}, "no name"),
        ({"urn": "EY100002", "name": "\u202e\u200b"}, "no name"),
        ({"urn": "EY100002", "type": "Space station"}, '"Space station"'),
        ({"urn": "EY100001", "name": "Another name"}, "Row 2 has the same"),
    ],
)
def test_a_refused_row_has_its_number_and_a_plain_reason(register, facts, words):
    reading = register([{}, facts])
    assert len(reading.records) == 1
    (refused,) = reading.refused
    assert refused.row_number == 3
    assert words in refused.reason


def test_a_row_that_comes_twice_is_taken_once(register):
    reading = register([{}, {}])
    assert (len(reading.records), len(reading.refused), reading.counts["repeated"]) == (1, 0, 1)


def test_rows_of_other_councils_are_counted_and_passed_by(register):
    reading = register([{"area": "luton"}, {"urn": "EY2", "area": "Bedford"}])
    assert len(reading.records) == 1
    assert reading.counts["elsewhere"] == 1


def test_a_mistyped_council_is_answered_with_the_likely_one(register):
    with pytest.raises(CannotReadFile, match='Did you mean "Luton"'):
        register([{}], area="Lutton")


def test_a_postcode_that_is_closed_or_wrong_leaves_the_entry_and_degrades_the_point(register):
    reading = register([{"postcode": "LU1 2BW"}, {"urn": "EY100002", "postcode": "?"}, {"urn": "EY100003", "postcode": ""}])
    points = [record.facts["location"]["point"] for record in reading.records]
    assert points == [[51.8801, -0.4167, "sector"], [None, None, ""], [None, None, ""]]
    assert reading.counts["without_point"] == 2


@pytest.mark.parametrize(
    ("facts", "field", "value"),
    [
        ({"places": "0"}, "places", None),
        ({"places": "many"}, "places", None),
        ({"places": "24.0"}, "places", 24),
        ({"phone": "see web"}, "phone", ""),
        ({"registered": "31/02/2020"}, "registered_on", None),
        ({"name": "  A\u202e  b\x07 "}, "name", "A b"),
        ({"name": "<script>x</script>"}, "name", "<script>x</script>"),
    ],
)
def test_odd_cells_are_left_empty_or_cleaned_and_never_guessed(register, facts, field, value):
    assert register([facts]).records[0].facts["service"][field] == value


def test_missing_columns_are_named(register):
    columns = {key: name for key, name in OLD.items() if key not in ("status", "postcode")}
    with pytest.raises(CannotReadFile, match='"provider status", "provider postcode"'):
        register([{}], columns=columns)


def test_the_shipped_demo_file_holds_luton_and_nothing_private(kinds, postcodes):
    path = HOUSE / "data" / "demo" / "luton" / "register" / "ofsted_childcare_luton.csv"
    reading = read_register(path, area="Luton", kinds=kinds)
    assert (len(reading.records), reading.counts["home_based"], reading.counts["childminders"]) == (98, 141, 110)
    assert (reading.refused, reading.as_of) == ([], date(2021, 8, 31))
    assert not any(record.facts["service"]["phone"].startswith("07") for record in reading.records)
    text = path.read_text().casefold()
    assert "registered person" not in text
    assert "effectiveness" not in text


def test_the_sample_file_shows_each_way_a_row_can_go(kinds, postcodes):
    reading = read_register(HOUSE / "data" / "samples" / "ofsted_sample.csv", area="Example Borough", kinds=kinds)
    assert len(reading.records) == 6
    assert [row.row_number for row in reading.refused] == [12]
    wanted = {"rows": 12, "elsewhere": 1, "not_active": 1, "home_based": 2, "childminders": 1, "repeated": 1}
    assert wanted.items() <= reading.counts.items()
    assert all(record.facts["service"]["name"].startswith("Example ") for record in reading.records)


@needs_real_data
def test_the_real_extracts_are_read_whole(kinds, postcodes):
    luton = read_register(SHARED / "ofsted" / "childcare_providers_2021-08-31_luton.csv", area="Luton", kinds=kinds)
    assert (len(luton.records), luton.counts["home_based"], luton.refused) == (98, 141, [])
    path = SHARED / "ofsted" / "childcare_providers_2021-08-31_bedford_and_central_bedfordshire.csv"
    central = read_register(path, area="central bedfordshire", kinds=kinds)
    assert (len(central.records), central.counts["elsewhere"], central.refused) == (126, 219, [])


def test_a_national_file_is_read_without_keeping_other_councils_rows(tmp_path, kinds, postcodes):
    rows = ({"urn": f"EY{number}", "area": "Luton" if number % 100 == 0 else "Elsewhere"} for number in range(100_000, 120_000))
    path = write(tmp_path / "national.csv", rows)
    tracemalloc.start()
    reading = read_register(path, area="Luton", kinds=kinds)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reading.records) == 200
    assert reading.counts["rows"] == 20_000
    assert peak < 60 * 1024 * 1024, f"{peak / 1e6:.0f} MB for a file of {path.stat().st_size / 1e6:.0f} MB"
