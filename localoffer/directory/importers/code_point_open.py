"""Ordnance Survey Code-Point Open: a folder, a ZIP or one file of CSV with no header.

Columns: postcode, quality, easting, northing, country, two of the NHS, county, district, ward. Editions up to about 2020
pad the postcode to seven characters ("LU1 1AA", but "MK401AA"), later ones write one blank: both are read. Quality 90
means that no place is known.
"""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..actions.postcodes import GridPoint
from ..errors import CannotReadFile
from ..postcodes import normal_form

DOWNLOAD = "https://api.os.uk/downloads/v1/products/CodePointOpen/downloads?area=GB&format=CSV&redirect"
LARGEST_DOWNLOAD = 100 * 1024 * 1024
LARGEST_UNPACKED = 400 * 1024 * 1024  # the edition of 2025 unpacks to about 150 MB
MOST_PARTS = 400
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
NO_PLACE = "90"
EAST, NORTH = (0, 700_000), (0, 1_300_000)


@dataclass(slots=True)
class Skipped:
    """How many rows were passed by: without a place, and not to be read."""

    without_place: int = 0
    unreadable: int = 0


def read_points(path: Path, *, skipped: Skipped) -> Iterator[GridPoint]:
    """Yield each postcode that has a place. Raises CannotReadFile when this is not Code-Point Open at all."""
    found = False
    for name, stream in _parts(path):
        rows = csv.reader(io.TextIOWrapper(stream, encoding="latin-1", newline=""))
        try:
            for row in rows:
                point = _point(row, skipped)
                if point:
                    found = True
                    yield point
        except csv.Error as problem:
            raise CannotReadFile(f"{name} is not a CSV file: row {rows.line_num} cannot be read.") from problem
        except DAMAGED as problem:
            raise CannotReadFile(f"{path.name} is damaged and cannot be unpacked. Download it again.") from problem
    if not found:
        raise CannotReadFile(f"No postcode with a place was found in {path.name}. Is this Ordnance Survey's Code-Point Open, as CSV?")


def _point(row: list[str], skipped: Skipped) -> GridPoint | None:
    if not any(row):
        return None
    code = normal_form(row[0])
    if not code or len(row) < 4 or not all(cell.strip().isascii() and cell.strip().isdigit() for cell in row[1:4]):
        skipped.unreadable += 1
        return None
    easting, northing = int(row[2]), int(row[3])
    if row[1].strip() == NO_PLACE or not (EAST[0] < easting < EAST[1] and NORTH[0] < northing < NORTH[1]):
        skipped.without_place += 1
        return None
    return GridPoint(code, easting, northing, row[8].strip()[:9] if len(row) > 8 else "")


def _parts(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """The CSV files of a folder, a ZIP or a single file; documents beside them are left out."""
    if path.is_dir():
        for file in sorted(path.rglob("*.csv")):
            if _holds_postcodes(file.name):
                with file.open("rb") as stream:
                    yield file.name, stream
    elif zipfile.is_zipfile(path):
        with _opened_zip(path) as archive:
            for entry in archive.infolist():
                if entry.filename.lower().endswith(".csv") and _holds_postcodes(entry.filename):
                    with archive.open(entry) as stream:
                        yield entry.filename, stream
    elif path.is_file():
        with path.open("rb") as stream:
            yield path.name, stream
    else:
        raise CannotReadFile(f"There is no file or folder called {path}.")


def _holds_postcodes(name: str) -> bool:
    """`lu.csv` does; `Code-Point_Open_Column_Headers.csv` does not."""
    return "header" not in name.lower()


def _opened_zip(path: Path) -> zipfile.ZipFile:
    """Open a ZIP after looking at what it says it holds: nothing is unpacked that is larger than it can rightly be."""
    try:
        archive = zipfile.ZipFile(path)
    except DAMAGED as problem:
        raise CannotReadFile(f"{path.name} is damaged and cannot be unpacked. Download it again.") from problem
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        archive.close()
        raise CannotReadFile(f"{path.name} unpacks to more than Code-Point Open can be, so it was not opened.")
    return archive
