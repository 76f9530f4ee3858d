"""Tables as published: CSV in any encoding that is met, or a sheet of an XLSX file; lines of text before the header, columns
by name, blank rows at the end.

A CSV file is read in pieces and never held whole: the national register of schools is 60 MB. Whatever the file turns out to
be, the answer is rows or one plain sentence (CannotReadFile); never another error.
"""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import CannotReadFile
from .sheets import PACKED, sheet_rows

LARGEST = 200 * 1024 * 1024
LONGEST_LINE = 100_000
HEADER_WITHIN = 20
PIECE = 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp1252")
NOT_TABLES = {
    b"%PDF": "a PDF",
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


def read_table(path: Path, *, key: str, header: Iterable[str] = ()) -> Table:
    """Open a file whose header row holds the column `key` (normal form). Raises CannotReadFile, now or while rows are read.

    header  the columns of a file that is published without a header row; then its first row is data.
    """
    sha256, rows, is_sheet = _opened(path)
    if columns := tuple(header):
        return Table("", columns, sha256, _rows(rows, columns, is_sheet=is_sheet))
    before: list[str] = []
    for number, cells in rows:
        columns = tuple(column_name(cell) for cell in cells)
        if key in columns:
            return Table(" ".join(before), columns, sha256, _rows(rows, columns, is_sheet=is_sheet))
        before += [cell for cell in cells if cell]
        if number >= HEADER_WITHIN:
            break
    where = "" if is_sheet else ", with commas between the columns"
    raise CannotReadFile(f'No column is called "{key}" in the first {HEADER_WITHIN} rows{where}. Is this the right file?')


def read_columns(path: Path) -> list[str]:
    """Return the header as it is written: the first row with at least two filled cells. Raises CannotReadFile."""
    for number, cells in _opened(path)[1]:
        if sum(bool(cell) for cell in cells) > 1:
            return [cell for cell in cells if cell]
        if number >= HEADER_WITHIN:
            break
    raise CannotReadFile(f"None of the first {HEADER_WITHIN} rows holds the names of columns. Is this a table?")


def _opened(path: Path) -> tuple[str, Iterator[tuple[int, list[str]]], bool]:
    """The file's sum, its rows with their numbers, and whether it is a sheet."""
    try:
        if path.stat().st_size > LARGEST:
            raise CannotReadFile(f"The file is larger than {LARGEST // PIECE} MB. That is more than it can rightly be.")
        with path.open("rb") as file:
            start = file.read(8)
            if start.startswith(PACKED):
                file.seek(0)
                return hashlib.file_digest(file, "sha256").hexdigest(), sheet_rows(path), True
        sha256, encoding = _looked_through(path)
    except OSError as problem:
        raise CannotReadFile(f"The file {path} cannot be opened: {problem.strerror or problem}.") from problem
    for signature, what in NOT_TABLES.items():
        if start.startswith(signature):
            raise CannotReadFile(f"This is {what}, not a CSV file. Download the CSV, or save the sheet as CSV.")
    return sha256, enumerate(_cells(path, encoding), 1), False


def _looked_through(path: Path) -> tuple[str, str]:
    """Read the file once: its sum, and the encoding that every one of its bytes fits."""
    digest, is_blank, start = hashlib.sha256(), True, b""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ENCODINGS}
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            start = start or piece[:4]
            if start.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise CannotReadFile("The file is written in UTF-16. Save it as CSV UTF-8.")
            if b"\0" in piece and not start.startswith(tuple(NOT_TABLES)):
                raise CannotReadFile("The file holds characters that no text has. Is it a CSV file?")
            digest.update(piece)
            is_blank = is_blank and not piece.strip()
            decoders = {name: decoder for name, decoder in decoders.items() if _fits(decoder, piece)}
    if is_blank:
        raise CannotReadFile("The file is empty.")
    fitting = [name for name, decoder in decoders.items() if _fits(decoder, b"", is_end=True)]
    if not fitting and not start.startswith(tuple(NOT_TABLES)):
        raise CannotReadFile("The letters of the file cannot be read. Save it as CSV UTF-8.")
    return digest.hexdigest(), (fitting or list(ENCODINGS))[0]


def _fits(decoder: codecs.IncrementalDecoder, piece: bytes, *, is_end: bool = False) -> bool:
    try:
        decoder.decode(piece, is_end)
    except UnicodeDecodeError:
        return False
    return True


def _cells(path: Path, encoding: str) -> Iterator[list[str]]:
    number = 1
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(_lines(file), strict=True)
        try:
            for cells in reader:
                yield [cell.strip() for cell in cells]
                number += 1
        except csv.Error as problem:
            ends_early = "unexpected end" in str(problem)
            how = "The file seems to be cut off" if ends_early else "The file cannot be read"
            raise CannotReadFile(f"{how} at row {number}. Download it again.") from problem


def _lines(file) -> Iterator[str]:
    """The lines, none longer than a line of a table can be: a file with no line ends is never read whole."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise CannotReadFile(f"Line {number} of the file is far too long. Is it a CSV file?")
        yield line


def _rows(rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], *, is_sheet: bool) -> Iterator[Row]:
    """The rows after the header but for blank ones. One that is short is refused; if nothing follows it, the file is cut off.

    A sheet leaves out the empty cells at the end of a row, so there a short row is a whole one.
    """
    short: Row | None = None
    for number, cells in rows:
        if not any(cells):
            continue
        if short:
            yield short
            short = None
        if is_sheet:
            cells = cells + [""] * (len(columns) - len(cells))
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
