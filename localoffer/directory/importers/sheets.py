"""The rows of an XLSX file. It is a ZIP of XML, so what it says it holds is looked at before anything is unpacked.

Source of the limits: OWASP ASVS 5.0, 5.2.1 and 5.2.3. Only values are read: no formula is worked out, no link is followed.
"""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError  # nosec: only the error's name; openpyxl parses

from ..errors import CannotReadFile

if TYPE_CHECKING:
    from openpyxl import Workbook

PACKED = b"PK\x03\x04"
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 100
MOST_COLUMNS = 1_000
WORKBOOK = "xl/workbook.xml"
XML_START = 4_096
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
# What openpyxl raises on a workbook that another program has broken: it has no error of its own for it.
NOT_A_WORKBOOK = (*DAMAGED, ParseError, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError)


def sheet_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of the first sheet that people see, each with its number as the spreadsheet shows it. Raises CannotReadFile."""
    import openpyxl  # a sixth of a second, which no start and no command should pay that reads no spreadsheet

    _look_before_unpacking(path)
    try:
        with path.open("rb") as file:  # as a stream: openpyxl would judge a path by how its name ends
            yield from _first_sheet(openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False))
    except NOT_A_WORKBOOK as problem:
        raise CannotReadFile(
            "The spreadsheet is damaged and cannot be read. Open it, save it again as XLSX, or save it as CSV."
        ) from problem


def _first_sheet(book: "Workbook") -> Iterator[tuple[int, list[str]]]:
    sheet = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
    if sheet is None:
        raise CannotReadFile("The spreadsheet holds no sheet that can be seen.")
    sheet.reset_dimensions()  # what the file says about its own size is not to be trusted
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        yield number, _texts(number, cells)


def _texts(number: int, cells: tuple) -> list[str]:
    filled = max((place for place, cell in enumerate(cells, 1) if cell is not None), default=0)
    if filled > MOST_COLUMNS:
        raise CannotReadFile(f"Row {number} has more than {MOST_COLUMNS:,} cells. Is this the right sheet?")
    return [_text(cell) for cell in cells[:filled]]


def _text(cell: object) -> str:
    """A cell as a CSV file would hold it: 12.0 is "12", a day "2027-03-03", true "yes"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()


def _look_before_unpacking(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise CannotReadFile(
                    f"The spreadsheet holds more than {MOST_PARTS} parts, so it was not opened. Save the one sheet as CSV."
                )
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise CannotReadFile(
                    f"The spreadsheet unpacks to more than {LARGEST_UNPACKED // (1024 * 1024)} MB, so it was not opened. Save it as CSV."
                )
            if WORKBOOK not in archive.namelist():
                raise CannotReadFile("This is a packed file, but no spreadsheet in XLSX. Save the sheet as XLSX or CSV.")
            for part in parts:
                _refuse_own_words(archive, part)
    except DAMAGED as problem:
        raise CannotReadFile("This is a damaged spreadsheet or another packed file. Save the sheet as XLSX or CSV.") from problem


def _refuse_own_words(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse XML that declares words of its own: a few lines of them can unfold to gigabytes. No spreadsheet program writes them."""
    if part.filename.lower().endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            start = stream.read(XML_START).upper().replace(b"\0", b"")
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise CannotReadFile("The spreadsheet declares words of its own, which no spreadsheet does. It was not opened.")
