import csv
from dataclasses import dataclass
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.directory.geography import METRES_PER_DEGREE, Flattened, distance_metres
from localoffer.directory.grid import to_wgs84

from .conftest import SHARED, needs_real_data

# National grid to WGS84, from Ordnance Survey's own transformation as PROJ has it (EPSG:27700 to 4326).
KNOWN_POINTS = [
    ((508653, 221332), (51.879977, -0.422926)),  # Luton
    ((508532, 221403), (51.880639, -0.424661)),  # Luton, 140 m on
    ((392807, 804923), (57.13516, -2.12047)),  # Aberdeen
    ((394473, 805371), (57.13921, -2.09296)),  # Aberdeen, east
    ((393631, 806000), (57.14485, -2.10688)),  # Aberdeen, north
]


@dataclass(frozen=True)
class Point:
    latitude: float
    longitude: float


def metres_apart(one, other):
    return distance_metres(*one, *other)


@pytest.mark.parametrize(("grid", "degrees"), KNOWN_POINTS)
def test_the_grid_is_converted_to_within_five_metres(grid, degrees):
    assert metres_apart(to_wgs84(*grid), degrees) < 5


@needs_real_data
def test_the_grid_is_converted_to_within_five_metres_over_great_britain():
    for name in ("lu_postcodes_wgs84.csv", "gb_outcode_centroids.csv"):
        with (SHARED / "postcodes" / "derived" / name).open(newline="") as file:
            for row in csv.DictReader(file):
                expected = float(row["latitude"]), float(row["longitude"])
                assert metres_apart(to_wgs84(float(row["easting"]), float(row["northing"])), expected) < 5, row


def test_a_degree_of_latitude_is_111_kilometres():
    assert distance_metres(51, 0, 52, 0) == pytest.approx(111_195, rel=1e-4)
    assert distance_metres(51.88, -0.42, 51.88, -0.42) == 0


GB = st.tuples(st.floats(50, 60), st.floats(-6, 1.5))


@given(GB, st.floats(-0.8, 0.8), st.floats(-1.2, 1.2))
def test_the_flat_sum_is_within_one_in_a_thousand_of_the_haversine(start, up, aside):
    place = Point(*start)
    exact = distance_metres(place.latitude, place.longitude, place.latitude + up, place.longitude + aside)
    flat = Flattened(place)
    shrink = flat.cosine - up * flat.sine * 0.0174532925 / 2
    assert hypot(up * METRES_PER_DEGREE, aside * shrink * METRES_PER_DEGREE) == pytest.approx(exact, rel=1e-3, abs=0.5)


@given(GB, st.floats(10, 80_000))
def test_the_box_holds_the_whole_circle(centre, metres):
    place = Point(*centre)
    box = Flattened(place).box(metres)
    assert distance_metres(place.latitude, place.longitude, box.north, place.longitude) >= metres
    for latitude in (box.south, place.latitude, box.north):
        edge = distance_metres(latitude, place.longitude, latitude, box.east)
        assert edge >= metres * 0.999
