import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.directory.actions.postcodes import add_missing_postcodes, save_postcodes
from localoffer.directory.errors import CannotReadFile
from localoffer.directory.importers import code_point_open
from localoffer.directory.importers.code_point_open import Skipped, read_points
from localoffer.directory.importers.shipped_postcodes import read_shipped
from localoffer.directory.models import Postcode
from localoffer.directory.queries import locate

from .conftest import HOUSE, SHARED, needs_real_data

ROWS = (
    '"LU1 1AA",10,508653,221332,"E92000001","E19000001","E18000006","","E06000032","E05014742"\r\n'
    '"LU1 1AR",10,508532,221403,"E92000001","E19000001","E18000006","","E06000032","E05014741"\r\n'
    '"MK401AA",10,504800,249700,"E92000001","","","","E06000055","E05008764"\r\n'
    '"LU1 9ZZ",90,0,0,"E92000001","","","","",""\r\n'
)


def points(path):
    skipped = Skipped()
    return list(read_points(path, skipped=skipped)), skipped


@pytest.fixture
def folder(tmp_path):
    data = tmp_path / "Data" / "CSV"
    data.mkdir(parents=True)
    (data / "lu.csv").write_text(ROWS)
    (tmp_path / "Doc").mkdir()
    (tmp_path / "Doc" / "Code-Point_Open_Column_Headers.csv").write_text("PC,PQ,EA,NO\r\nPostcode,Quality,Eastings,Northings\r\n")
    return tmp_path


@pytest.fixture
def packed(folder, tmp_path_factory):
    path = tmp_path_factory.mktemp("zip") / "codepo_gb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.csv"):
            archive.write(file, file.relative_to(folder))
    return path


def test_a_folder_a_zip_and_a_file_give_the_same_points(folder, packed):
    wanted, skipped = points(folder)
    assert [point.code for point in wanted] == ["LU1 1AA", "LU1 1AR", "MK40 1AA"]
    assert (skipped.without_place, skipped.unreadable) == (1, 0)
    assert points(packed)[0] == wanted
    assert points(folder / "Data" / "CSV" / "lu.csv")[0] == wanted
    assert wanted[0].district_code == "E06000032"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04broken", b"a,b,c\r\n1,2,3\r\n", b"\0" * 100, b'"' * 300_000])
def test_what_is_not_code_point_open_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    with pytest.raises(CannotReadFile):
        points(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CannotReadFile, match="no file"):
        points(tmp_path / "none")


def test_a_damaged_zip_is_refused(packed):
    content = bytearray(packed.read_bytes())
    content[content.index(b"LU1 1AR")] = ord("M")
    packed.write_bytes(content)
    with pytest.raises(CannotReadFile, match="damaged"):
        points(packed)


def test_a_zip_that_claims_too_much_is_not_unpacked(packed, monkeypatch):
    monkeypatch.setattr(code_point_open, "LARGEST_UNPACKED", 100)
    with pytest.raises(CannotReadFile, match="not opened"):
        points(packed)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_points_or_one_sentence(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    try:
        assert points(path)[0]
    except CannotReadFile:
        pass


def test_postcodes_are_written_with_the_middles_of_their_areas_and_again_without_doubles(folder, db):
    for _ in range(2):
        counts = save_postcodes(read_points(folder, skipped=Skipped()))
        assert counts == {"postcode": 3, "sector": 2, "outward": 2}
    assert Postcode.objects.count() == 7
    sector = Postcode.objects.get(code="LU1 1")
    assert (sector.level, sector.postcodes) == ("sector", 2)
    assert sector.latitude == pytest.approx(51.8803, abs=1e-4)
    assert locate("lu11ar").precision == "postcode"


def test_a_closed_postcode_stays_when_a_newer_edition_leaves_it_out(folder, db):
    save_postcodes(read_points(folder, skipped=Skipped()))
    rest = [point for point in points(folder)[0] if point.code != "LU1 1AR"]
    save_postcodes(rest)
    assert locate("LU1 1AR").precision == "postcode"


def test_the_shipped_postcodes_load_once_and_leave_better_ones_alone(db):
    Postcode.objects.create(code="LU4", level="outward", latitude=51.9, longitude=-0.4)
    rows = list(read_shipped(HOUSE / "data" / "postcodes"))
    assert add_missing_postcodes(rows) == len(rows) - 1 == 9618
    assert add_missing_postcodes(rows) == 0
    assert Postcode.objects.get(code="LU4").latitude == 51.9
    assert locate("LU4 9AB").precision == "postcode"
    assert locate("MK40 1AA").precision == "sector"
    assert locate("AB10 1AA").code == "AB10"


@needs_real_data
def test_the_real_postcodes_of_luton_are_all_read():
    found, skipped = points(SHARED / "postcodes" / "code-point-open-2025-11" / "Data" / "CSV" / "lu.csv")
    assert len(found) == 6434
    assert (skipped.without_place, skipped.unreadable) == (0, 0)
