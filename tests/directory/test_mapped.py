"""Any table by a mapping: what it gives, and hostile files, each answered with one plain sentence or a refused row."""

import io
import zipfile

import openpyxl
import pytest
import yaml
from django.core.management import CommandError

from localoffer.directory.errors import CannotReadFile
from localoffer.directory.importers import sheets
from localoffer.directory.importers.mapped import read_mapped, read_mapping
from localoffer.directory.models import ImportBatch, Service

from .conftest import HOUSE
from .test_commands import run

pytestmark = pytest.mark.django_db
HEADER = ["Reference", "Name", "Tel", "Web", "Mail", "From", "To", "Postcode"]
GOOD = ["C1", "Example Club", "01632 960101", "example.org", "a@example.org", "8", "16", "LU1 1AA"]
MAPPING = {
    "source": "example-clubs", "area": "Example Borough", "key": "Reference", "kind": "club",
    "columns": {"name": "Name", "phone": "Tel", "website": "Web", "email": "Mail", "youngest_years": "From", "oldest_years": "To", "postcode": "Postcode"},
}  # fmt: skip


def mapping_file(folder, **changes):
    path = folder / "mapping.yaml"
    path.write_text(yaml.safe_dump(MAPPING | changes))
    return path


def workbook(*rows):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def repacked(content, *, replace=(), add=(), leave_out=()):
    """The same ZIP with parts replaced, added or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        changed = dict(replace)
        for part in old.infolist():
            if part.filename not in leave_out:
                new.writestr(part.filename, changed.get(part.filename, old.read(part.filename)))
        for name, data in add:
            new.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def table(tmp_path, postcodes):
    def read(content, **changes):
        path = tmp_path / "table"
        path.write_bytes(content)
        reading = read_mapped(path, mapping=read_mapping(mapping_file(tmp_path, **changes)))
        return list(reading.records), reading

    return read


def as_csv(*rows):
    return "".join(",".join(row) + "\r\n" for row in rows).encode()


@pytest.mark.parametrize(
    "content", [as_csv(HEADER, GOOD), workbook(HEADER, GOOD), workbook(["A list of clubs"], [], HEADER, [*GOOD[:5], 8, 16.0, "lu11aa"])]
)
def test_a_csv_and_a_sheet_give_the_same_facts(table, content):
    (record,), _reading = table(content)
    assert record.source_id == "C1"
    assert record.facts["service"] == {
        "name": "Example Club", "phone": "01632 960101", "website": "https://example.org", "email": "a@example.org", "min_age_months": 96,
        "max_age_months": 203, "kind": "club", "source_area": "Example Borough",
    }  # fmt: skip
    assert record.facts["location"]["point"] == [51.879977, -0.422926, "postcode"]


def test_the_kind_may_stand_in_a_column(table):
    kind = {"column": "Name", "words": {"example club": "club"}}
    records, reading = table(as_csv(HEADER, GOOD, ["C2", "Another", *GOOD[2:]]), kind=kind)
    assert [record.facts["service"]["kind"] for record in records] == ["club"]
    assert [(row.row_number, row.reason) for row in reading.refused] == [(3, 'The mapping does not say what kind "Another" is.')]


ROWS = {
    "no key": (0, "", "It has no number."),
    "a key that is too long": (0, "C" * 81, "too long for a number"),
    "no name": (1, "", "It has no name."),
    "a name of blanks that are not seen": (1, "\u200b\u2060", "It has no name."),
    "a phone number of three digits": (2, "999", "is not a phone number"),
    "a phone number in words": (2, "ask inside", "is not a phone number"),
    "a premium phone number": (2, "0909 879 0000", "is not a phone number"),
    "a script for a web address": (3, "javascript:alert(1)", "is not a web address"),
    "a data address": (3, "data:text/html;x", "is not a web address"),
    "a file for a web address": (3, "file:///etc/passwd", "is not a web address"),
    "a user name in a web address": (3, "https://good.example@bad.example", "is not a web address"),
    "an e-mail address without a site": (4, "someone", "is not an e-mail address"),
    "an e-mail address with a blank": (4, "a b@example.org", "is not an e-mail address"),
    "an age in words": (5, "eight", "is not an age"),
    "an age below nought": (5, "-1", "is not an age"),
    "an age of 400": (6, "400", "is not an age"),
    "an age in another script": (6, "٣", "is not an age"),
    "ages the wrong way round": (6, "3", "The oldest age is below the youngest."),
}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_would_mislead_is_refused_with_its_number_and_the_rest_comes_in(table, name, kind):
    place, cell, words = ROWS[name]
    bad = ["C2", *GOOD[1:]]
    bad[place] = cell
    records, reading = table((as_csv if kind == "csv" else workbook)(HEADER, GOOD, bad))
    assert [record.source_id for record in records] == ["C1"]
    ((number, reason),) = [(row.row_number, row.reason) for row in reading.refused]
    assert number == 3
    assert words in reason
    assert reason.endswith(".")


def sheet_xml(words):
    return (
        f'<?xml version="1.0"?>{words}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
    )


PLAIN = workbook(HEADER, GOOD)
SHEET = "xl/worksheets/sheet1.xml"
FILES = {
    "a ZIP cut off": (PLAIN[: len(PLAIN) // 2], "damaged"),
    "a ZIP of nothing": (b"PK\x05\x06" + b"\0" * 18, "no text has"),
    "a packed text": (repacked(PLAIN, leave_out=("xl/workbook.xml",)), "no spreadsheet"),
    "no list of sheets": (repacked(PLAIN, replace=[("xl/workbook.xml", "")]), "damaged"),
    "a sheet that is not there": (repacked(PLAIN, leave_out=(SHEET,)), "no sheet"),
    "a sheet that is no XML": (repacked(PLAIN, replace=[(SHEET, "not XML")]), "damaged"),
    "a sheet cut off": (repacked(PLAIN, replace=[(SHEET, sheet_xml("")[:120])]), "damaged"),
    "a sheet with words of its own": (repacked(PLAIN, replace=[(SHEET, sheet_xml('<!DOCTYPE a [<!ENTITY b "c">]>'))]), "words of its own"),
    "a billion laughs": (
        repacked(PLAIN, replace=[("xl/workbook.xml", sheet_xml('<!DOCTYPE l [<!ENTITY l "ha"><!ENTITY m "&l;&l;&l;">]>'))]), "words of its own",
    ),
    "101 parts": (repacked(PLAIN, add=[(f"xl/media/{number}.png", "x") for number in range(101)]), "more than 100 parts"),
    "a bomb of 60 MB": (repacked(PLAIN, add=[("xl/bomb.xml", b" " * 60_000_000)]), "more than 50 MB"),
    "an empty sheet": (workbook(), "No column is called"),
    "a sheet of other columns": (workbook(["A", "B"], ["1", "2"]), "No column is called"),
    "a sheet with the header too far down": (workbook(*[["x"]] * 30, HEADER), "first 20 rows"),
    "a sheet with 2,000 columns": (workbook([*HEADER, *["x"] * 2_000]), "more than 1,000 cells"),
    "an old XLS": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel file"),
    "a PDF": (b"%PDF-1.7", "PDF"),
    "a column missing": (as_csv(HEADER[:-1], GOOD[:-1]), 'no column called "postcode"'),
    "semicolons": (as_csv(HEADER, GOOD).replace(b",", b";"), "commas between"),
    "cut off": (as_csv(HEADER, GOOD, ["C2", "B"])[:-2], "cut off at row 3"),
    "UTF-16": (as_csv(HEADER, GOOD).decode().encode("utf-16"), "UTF-16"),
    "nothing": (b"", "empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_one_plain_sentence_and_nothing_is_written(taxonomies, tmp_path, name):
    content, words = FILES[name]
    (tmp_path / "table").write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was changed") as refused:
        run("import_table", tmp_path / "table", mapping=mapping_file(tmp_path))
    assert words in str(refused.value)
    assert "Traceback" not in str(refused.value)
    assert not ImportBatch.objects.exists()
    assert not Service.objects.exists()


def test_a_size_that_is_lied_about_is_found_while_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 10)
    (tmp_path / "x.xlsx").write_bytes(PLAIN)
    with pytest.raises(CannotReadFile, match="unpacks to more"):
        list(sheets.sheet_rows(tmp_path / "x.xlsx"))


def test_a_hidden_sheet_is_passed_by(table):
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    book.active.append(["Reference", "Secret"])
    shown = book.create_sheet("Clubs")
    for row in (HEADER, GOOD):
        shown.append(row)
    out = io.BytesIO()
    book.save(out)
    records, _reading = table(out.getvalue())
    assert [record.source_id for record in records] == ["C1"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": "gias"}, "code of small letters"), ({"source": "A B"}, "code of small letters"), ({"area": ""}, "must name an area"),
        ({"kind": 3}, "kind must be"), ({"columns": {"phone": "Tel"}}, "which column holds the name"),
        ({"columns": {"name": "Name", "rating": "Stars"}}, "rating"), ({"columns": ["name"]}, "lines of the form"), ({"more": 1}, "nothing else"),
    ],
)  # fmt: skip
def test_a_wrong_mapping_is_one_plain_sentence(tmp_path, change, words):
    with pytest.raises(CannotReadFile, match=words):
        read_mapping(mapping_file(tmp_path, **change))


def test_the_sample_comes_in_by_its_mapping_twice(taxonomies):
    samples = HOUSE / "data" / "samples"
    first, second = (run("import_table", samples / "clubs_sample.csv", mapping=samples / "clubs_mapping.yaml") for _time in range(2))
    assert "2 new" in first
    assert 'row 4, C3 refused: "12" is not a phone number.' in first
    assert "2 as they were" in second
    assert Service.objects.published().count() == 2


def test_a_kind_that_nobody_knows_stops_the_whole_import(taxonomies, tmp_path):
    (tmp_path / "table").write_bytes(as_csv(HEADER, GOOD))
    with pytest.raises(CommandError, match="no kind of service called flying"):
        run("import_table", tmp_path / "table", mapping=mapping_file(tmp_path, kind="flying"))
    assert not Service.objects.exists()
