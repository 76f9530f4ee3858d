"""Postcodes in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from ..grid import to_wgs84
from ..models import Postcode
from ..postcodes import outward_of, sector_of

BATCH = 2000


@dataclass(frozen=True, slots=True)
class GridPoint:
    """One postcode as Ordnance Survey gives it: normal form, metres on the national grid, code of the district."""

    code: str
    easting: int
    northing: int
    district_code: str = ""


@dataclass(slots=True)
class _Sum:
    easting: int = 0
    northing: int = 0
    count: int = 0

    def add(self, point: GridPoint) -> None:
        self.easting, self.northing, self.count = self.easting + point.easting, self.northing + point.northing, self.count + 1


@transaction.atomic
def save_postcodes(points: Iterable[GridPoint]) -> dict[str, int]:
    """Write the postcodes, and the middles of their sectors and first halves, over what was there. Whole or nothing.

    A sector or first half is the mean of the postcodes given, so give whole areas (Code-Point Open has one file for each).
    A postcode that is no longer given stays: a closed postcode still says where its door is. Returns how many of each level.
    """
    middles: dict[str, _Sum] = {}
    counts = {"postcode": 0, "sector": 0, "outward": 0}
    batch: list[Postcode] = []
    for point in points:
        for code in (sector_of(point.code), outward_of(point.code)):
            middles.setdefault(code, _Sum()).add(point)
        batch.append(_row(point.code, Postcode.Level.POSTCODE, point.easting, point.northing, district_code=point.district_code))
        if len(batch) >= BATCH:
            counts["postcode"] += _write(batch)
            batch = []
    counts["postcode"] += _write(batch)
    rows = [_middle(code, total) for code, total in middles.items()]
    for start in range(0, len(rows), BATCH):
        _write(rows[start : start + BATCH])
    counts["sector"] = sum(row.level == Postcode.Level.SECTOR for row in rows)
    counts["outward"] = len(rows) - counts["sector"]
    return counts


@transaction.atomic
def add_missing_postcodes(rows: Iterable[Postcode]) -> int:
    """Write the postcodes, sectors and first halves that are not there yet; leave the others. Returns how many were written."""
    written, rows = 0, list(rows)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        known = set(Postcode.objects.filter(code__in=[row.code for row in batch]).values_list("code", flat=True))
        missing = [row for row in batch if row.code not in known]
        Postcode.objects.bulk_create(missing)
        written += len(missing)
    return written


def _middle(code: str, total: _Sum) -> Postcode:
    level = Postcode.Level.SECTOR if " " in code else Postcode.Level.OUTWARD
    return _row(code, level, total.easting / total.count, total.northing / total.count, postcodes=total.count)


def _row(code: str, level: str, easting: float, northing: float, **facts) -> Postcode:
    latitude, longitude = to_wgs84(easting, northing)
    return Postcode(code=code, level=level, latitude=round(latitude, 6), longitude=round(longitude, 6), **facts)


def _write(rows: list[Postcode]) -> int:
    """Write over what is there. One code may come twice in a file of ours or theirs: the last one stands."""
    unique = list({row.code: row for row in rows}.values())
    Postcode.objects.bulk_create(
        unique,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "latitude", "longitude", "district_code", "postcodes"],
    )
    return len(unique)
