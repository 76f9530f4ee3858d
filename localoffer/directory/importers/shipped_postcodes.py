"""The middles of first halves and sectors that ship with the product (`data/postcodes/`)."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ..models import Postcode


def read_middles(folder: Path) -> Iterator[Postcode]:
    """Yield unsaved rows for the files `outward.csv` and `sectors.csv`."""
    for name, level in (("outward.csv", Postcode.Level.OUTWARD), ("sectors.csv", Postcode.Level.SECTOR)):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Postcode(
                    code=row["code"],
                    level=level,
                    latitude=float(row["latitude"]),
                    longitude=float(row["longitude"]),
                    postcodes=int(row["postcodes"]),
                )
