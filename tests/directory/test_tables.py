import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.directory.errors import CannotReadFile
from localoffer.directory.importers import tables
from localoffer.directory.importers.tables import column_name, read_table

HEADER = "Provider URN,Name,Town\r\n"


@pytest.fixture
def table(tmp_path):
    def read(content):
        path = tmp_path / "file.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        found = read_table(path, key="provider urn")
        return found, list(found.rows)

    return read


def test_columns_are_known_by_name_whatever_their_capitals():
    assert column_name(" Registered_Person_Name ") == "registered person name"
    assert column_name("Most Recent Full: Inspection Date") == column_name("Most recent full: Inspection date")


def test_rows_are_numbered_as_a_spreadsheet_does(table):
    found, rows = table(HEADER + "1,A,X\r\n\r\n2,B,Y\r\n")
    assert [(row.number, row.cells["name"]) for row in rows] == [(2, "A"), (4, "B")]
    assert found.before == ""


def test_lines_before_the_header_and_blank_rows_after_it_are_passed_by(table):
    found, rows = table("Title as at 31 December 2025,,\r\n,,\r\n" + HEADER + "1,A,X\r\n,,\r\n,,\r\n")
    assert found.before == "Title as at 31 December 2025"
    assert [(row.number, row.problem) for row in rows] == [(4, "")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_are_read_in_each_encoding_that_is_met(table, encoding):
    _, rows = table((HEADER + "1,Café,X\r\n").encode(encoding))
    assert rows[0].cells["name"] == "Café"


def test_a_cell_may_hold_commas_quotes_and_lines(table):
    _, rows = table(HEADER + '1,"A ""big"" one, with\nlines",X\r\n')
    assert rows[0].cells["name"] == 'A "big" one, with\nlines'


def test_a_row_with_too_few_or_too_many_cells_says_so(table):
    _, rows = table(HEADER + "1,A\r\n2,B,Y,Z\r\n3,C,Z\r\n")
    assert [(row.number, bool(row.problem)) for row in rows] == [(2, True), (3, True), (4, False)]


BROKEN = {
    "empty": (b"", "empty"),
    "blanks only": (b" \r\n\r\n", "empty"),
    "a PDF": (b"%PDF-1.7 ...", "PDF"),
    "an XLSX": (b"PK\x03\x04 ...", "spreadsheet"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1", "XLS"),
    "a web page": (b"<!DOCTYPE html><p>", "web page"),
    "UTF-16": ("Provider URN,Name\r\n".encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": ("Provider URN,Name\r\n".encode("utf-16-le"), "no text has"),
    "NUL bytes": (HEADER.encode() + b"1,\0,X\r\n", "no text has"),
    "letters of no encoding we know": (HEADER.encode() + b"1,\x81\x8d,X\r\n", "letters"),
    "no such column": (b"URN,Name\r\n1,A\r\n", "provider urn"),
    "semicolons": (b"Provider URN;Name\r\n1;A\r\n", "commas between"),
    "the header too far down": (b"x\r\n" * 30 + HEADER.encode(), "first 20 rows"),
    "cut off in a row": ((HEADER + "1,A,X\r\n2,B").encode(), "cut off at row 3"),
    "cut off in a quote": ((HEADER + '1,A,X\r\n2,"B').encode(), "cut off at row 3"),
    "a quote in the middle": ((HEADER + '1,"A"B,X\r\n').encode(), "cannot be read at row 2"),
    "one line of 10 MB": (b"x" * 10_000_000, "far too long"),
    "one line of 10 MB after the header": (HEADER.encode() + b"1,A," + b"x" * 10_000_000, "far too long"),
    "10 MB of commas": (b"," * 10_000_000, "far too long"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_answered_with_one_plain_sentence(table, name):
    content, words = BROKEN[name]
    with pytest.raises(CannotReadFile) as refused:
        table(content)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_too_large_or_not_there_is_refused(tmp_path, monkeypatch):
    with pytest.raises(CannotReadFile, match="cannot be opened"):
        read_table(tmp_path / "none.csv", key="provider urn")
    with pytest.raises(CannotReadFile, match="cannot be opened"):
        read_table(tmp_path, key="provider urn")
    monkeypatch.setattr(tables, "LARGEST", 10)
    (tmp_path / "big.csv").write_bytes(HEADER.encode())
    with pytest.raises(CannotReadFile, match="larger"):
        read_table(tmp_path / "big.csv", key="provider urn")


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(lambda t: (HEADER + t).encode("utf-8", "surrogatepass"))))
def test_any_bytes_give_rows_or_one_plain_sentence(table, content):
    try:
        _, rows = table(content)
    except CannotReadFile as refused:
        sentence, rows = str(refused), []
    else:
        sentence = "."
    assert sentence.endswith((".", "?"))
    assert all(row.number > 1 for row in rows)


CELLS = st.lists(
    st.lists(st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12), min_size=3, max_size=3), max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(CELLS)
def test_what_a_program_writes_as_csv_is_read_back(table, cells):
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows(cells)
    _, rows = table(HEADER + text.getvalue())
    wanted = [[cell.strip() for cell in row] for row in cells]
    assert [list(row.cells.values()) for row in rows] == [row for row in wanted if any(row)]
