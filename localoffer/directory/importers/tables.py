"""CSV files as published: any encoding that is met, lines of text before the header, columns by name, blank rows at the end.

Whatever the file turns out to be, the answer is rows or one plain sentence (CannotReadFile); never another error.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import CannotReadFile

LARGEST = 50 * 1024 * 1024
LONGEST_LINE = 100_000
HEADER_WITHIN = 20
NOT_TABLES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a spreadsheet (XLSX or ODS) or another packed file",
    b"\xd0\xcf\x11\xe0": "an old Excel file (XLS)",
    b"{\\rtf": "a text document (RTF)",
    b"<!DO": "a web page",
    b"<htm": "a web page",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts as a spreadsheet does: the first line of the file is 1. `cells` is by normal column name.
    `problem` says why the row cannot be used; then `cells` holds what could be made of it."""

    number: int
    cells: dict[str, str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`before` is the text that stands before the header, `columns` the normal names, `sha256` the file's."""

    before: str
    columns: tuple[str, ...]
    sha256: str
    rows: Iterator[Row]


def column_name(text: str) -> str:
    """The normal form of a column's name: "Registered_Person_Name" and "registered person name" are one."""
    return " ".join(re.sub(r"[\W_]+", " ", text.casefold()).split())


def read_table(path: Path, *, key: str) -> Table:
    """Open a CSV file whose header row holds the column `key` (normal form). Raises CannotReadFile."""
    content = _content(path)
    sha256 = hashlib.sha256(content).hexdigest()
    rows = enumerate(_cells(_text(content)), 1)
    before: list[str] = []
    for number, cells in rows:
        columns = tuple(column_name(cell) for cell in cells)
        if key in columns:
            return Table(" ".join(before), columns, sha256, _rows(rows, columns))
        before += [cell for cell in cells if cell]
        if number >= HEADER_WITHIN:
            break
    raise CannotReadFile(
        f'No column is called "{key}" in the first {HEADER_WITHIN} rows, with commas between the columns. Is this the right file?'
    )


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise CannotReadFile(f"The file is larger than {LARGEST // (1024 * 1024)} MB. That is more than it can rightly be.")
        content = path.read_bytes()
    except OSError as problem:
        raise CannotReadFile(f"The file {path} cannot be opened: {problem.strerror or problem}.") from problem
    if not content.strip():
        raise CannotReadFile("The file is empty.")
    for start, what in NOT_TABLES.items():
        if content.startswith(start):
            raise CannotReadFile(f"This is {what}, not a CSV file. Download the CSV, or save the sheet as CSV.")
    return content


def _text(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CannotReadFile("The file is written in UTF-16. Save it as CSV UTF-8.")
    if b"\0" in content:
        raise CannotReadFile("The file holds characters that no text has. Is it a CSV file?")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CannotReadFile("The letters of the file cannot be read. Save it as CSV UTF-8.")


def _cells(text: str) -> Iterator[list[str]]:
    reader = csv.reader(_lines(text), strict=True)
    number = 1
    try:
        for cells in reader:
            yield [cell.strip() for cell in cells]
            number += 1
    except csv.Error as problem:
        ends_early = "unexpected end" in str(problem)
        how = "The file seems to be cut off" if ends_early else "The file cannot be read"
        raise CannotReadFile(f"{how} at row {number}. Download it again.") from problem


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise CannotReadFile(f"Line {number} of the file is far too long. Is it a CSV file?")
        yield line


def _rows(rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows after the header but for blank ones. One that is short is refused; if nothing follows it, the file is cut off."""
    short: Row | None = None
    for number, cells in rows:
        if not any(cells):
            continue
        if short:
            yield short
            short = None
        row = _row(number, cells, columns)
        if len(cells) < len(columns):
            short = row
        else:
            yield row
    if short:
        raise CannotReadFile(f"The file seems to be cut off at row {short.number}: it has fewer cells than the header. Download it again.")


def _row(number: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    named: dict[str, str] = {}
    for name, cell in zip(columns, cells, strict=False):
        named.setdefault(name, cell)
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        return Row(number, named, f"The row has {len(cells)} cells and the header {len(columns)}.")
    return Row(number, named)
