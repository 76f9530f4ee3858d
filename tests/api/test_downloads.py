"""The directory as files: the same as the API shows, safe in a spreadsheet, whole, and gone when it is taken back."""

import base64
import csv
import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from localoffer.api import downloads
from localoffer.api.tables import TABLES
from localoffer.core import versions
from localoffer.directory.actions.services import hold_back
from localoffer.directory.models import OpenRecord

from .conftest import CANARIES

pytestmark = pytest.mark.django_db
FILES = "/api/downloads"


@pytest.fixture
def body(client):
    """The bytes of a file, as downloaded."""

    def body(name: str) -> bytes:
        response = client.get(f"{FILES}/{name}")
        assert response.status_code == 200, response.content
        return b"".join(response.streaming_content)

    return body


@pytest.fixture
def rows(body):
    return lambda name: list(csv.DictReader(io.StringIO(body(name).decode())))


def test_services_are_a_table_with_one_row_each(directory, rows):
    table = {row["name"]: row for row in rows("services.csv")}
    assert set(table) == {"Example Saturday Club", "Example School", "Example Refuge", "Example Bare"}
    full = table["Example Saturday Club"]
    assert (full["minimum_age"], full["maximum_age"], full["phone"]) == ("2.5", "10", "01632 960001")
    assert set(full["needs"].split("; ")) == {"Autism", "Speech, language and communication"}
    assert full["local_offer_page"].endswith("/example-saturday-club/")
    assert table["Example Bare"]["phone"] == ""


def test_the_other_tables_hang_on_the_services(directory, rows):
    ids = {row["id"] for row in rows("services.csv")}
    for name in ("places", "schedules", "costs", "facts"):
        table = rows(f"{name}.csv")
        assert table, name
        assert {row["service_id"] for row in table} <= ids
        assert len({row["id"] for row in table}) == len(table), name
    [place] = [row for row in rows("places.csv") if row["service"] == "Example Saturday Club"]
    assert (place["latitude"], place["longitude"], place["postal_code"]) == ("51.88", "-0.42", "LU1 1AA")
    assert "Lift to other floors: No" in place["access"]


def test_no_file_shows_what_is_hidden(directory, body):
    for name in [*downloads.FILES]:
        said = body(name).decode()
        found = [word for word in (*CANARIES.values(), "Canaryown", "LU4 9TT") if word.lower() in said.lower()]
        assert found == [], name
    geo = json.loads(body("places.geojson"))
    assert [each["properties"]["name"] for each in geo["features"]] == ["Example Saturday Club"]
    [masked] = [row for row in csv.DictReader(io.StringIO(body("places.csv").decode())) if row["service"] == "Example Refuge"]
    assert (masked["place"], masked["latitude"], masked["address_1"], masked["postal_code"]) == ("Exampleton, LU4", "", "", "")


def test_no_cell_is_run_as_a_formula(make_service, rows):
    make_service('=HYPERLINK("https://example.org","x")', description="+1\n@two", phone="-1+1")
    [row] = rows("services.csv")
    assert (row["name"][0], row["description"][0], row["phone"][0]) == ("'", "'", "'")


def test_points_are_longitude_first(full_service, body):
    geo = json.loads(body("places.geojson"))
    assert geo["features"][0]["geometry"] == {"type": "Point", "coordinates": [-0.42, 51.88]}
    assert json.loads(body("services.json"))["services"][0]["id"] == str(full_service.pk)


def test_an_empty_directory_gives_whole_files(terms, body):
    assert json.loads(body("services.json"))["services"] == []
    assert json.loads(body("places.geojson"))["features"] == []
    assert body("services.csv").decode().count("\r\n") == 1


def test_many_services_come_out_once_each_in_batches(make_service, rows, monkeypatch):
    monkeypatch.setattr(downloads, "BATCH", 2)
    made = {str(make_service(f"Example {number}").pk) for number in range(5)}
    found = [row["id"] for row in rows("services.csv")]
    assert set(found) == made
    assert len(found) == 5


def test_what_is_held_back_is_gone_from_the_files_at_once(full_service, body, editor, settings):
    assert b"Example Saturday Club" in body("services.csv")
    hold_back(full_service, because="Wrong", by=editor, now=datetime(2026, 11, 24, tzinfo=UTC))
    versions.forget_version()
    assert b"Example Saturday Club" not in body("services.csv")
    assert len(list((Path(settings.DATA_DIR) / "downloads").glob("*-services.csv"))) == 1


def test_the_same_content_gives_the_same_bytes_and_the_checksum_is_theirs(directory, body, client, settings):
    first = body("services.json")
    response = client.get(f"{FILES}/services.json")
    assert response["Repr-Digest"] == f"sha-256=:{base64.b64encode(hashlib.sha256(first).digest()).decode()}:"
    assert int(response["Content-Length"]) == len(first)
    assert "attachment" in response["Content-Disposition"]
    assert client.get(f"{FILES}/services.json", headers={"If-None-Match": response["ETag"]}).status_code == 304
    for path in (Path(settings.DATA_DIR) / "downloads").iterdir():
        path.unlink()
    assert body("services.json") == first


def test_a_new_database_in_an_old_folder_is_not_answered_with_the_old_files(full_service, body):
    assert b"Example Saturday Club" in body("services.csv")
    OpenRecord.objects.all().delete()  # the version stays as it was
    assert b"Example Saturday Club" not in body("services.csv")


def test_a_file_that_breaks_off_is_never_given(full_service, client, settings, monkeypatch):
    def break_off(out):
        out.write("half")
        raise RuntimeError

    monkeypatch.setitem(downloads.FILES, "services.csv", break_off)
    client.raise_request_exception = False
    response = client.get(f"{FILES}/services.csv")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")
    assert list((Path(settings.DATA_DIR) / "downloads").iterdir()) == []


def test_the_package_names_every_file_column_and_checksum(directory, client, body):
    package = client.get(f"{FILES}/datapackage.json").json()
    told = {resource["path"].rpartition("/")[2]: resource for resource in package["resources"]}
    assert set(told) == set(downloads.FILES)
    assert package["licenses"][0]["name"] == "OGL-UK-3.0"
    for name, resource in told.items():
        content = body(name)
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
        if name.endswith(".csv"):
            header = next(csv.reader(io.StringIO(content.decode())))
            assert [field["name"] for field in resource["schema"]["fields"]] == header
            assert all(field["description"] for field in resource["schema"]["fields"])
    assert {name.partition(".")[0] for name in told if name.endswith(".csv")} == set(TABLES)


def test_while_the_database_is_away_no_file_is_given(full_service, client, monkeypatch):
    monkeypatch.setattr(downloads, "current_version", lambda: None)
    for name in ("services.csv", "datapackage.json"):
        response = client.get(f"{FILES}/{name}")
        assert (response.status_code, response["Retry-After"], response["Access-Control-Allow-Origin"]) == (503, "120", "*")


def test_an_unknown_file_is_told_to_programs(client, db):
    response = client.get(f"{FILES}/..%2fsecret.csv")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
