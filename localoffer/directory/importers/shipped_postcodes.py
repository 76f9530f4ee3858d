"""The postcodes that ship with the product (`data/postcodes/`)."""

import csv
from collections.abc import Iterator
from pathlib import Path

from ..models import Postcode


def read_shipped(folder: Path) -> Iterator[Postcode]:
    """Yield unsaved rows for the files `outward.csv`, `sectors.csv` and `postcodes.csv` (the demo council's own area, whole)."""
    levels = {"outward": Postcode.Level.OUTWARD, "sectors": Postcode.Level.SECTOR, "postcodes": Postcode.Level.POSTCODE}
    for name, level in levels.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Postcode(
                    code=row["code"],
                    level=level,
                    latitude=float(row["latitude"]),
                    longitude=float(row["longitude"]),
                    postcodes=int(row["postcodes"]),
                )
