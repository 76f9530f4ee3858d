"""From the national grid (OSGB36, metres east and north) to WGS84 latitude and longitude.

The formulas and figures are Ordnance Survey's ("A guide to coordinate systems in Great Britain", annexes B and C): the
grid is unrolled on the Airy 1830 ellipsoid, and the result is moved to WGS84 by one Helmert transformation. Good to
about 5 metres over Great Britain, which is better than a postcode is known; no dependency.
"""

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin, sqrt, tan


@dataclass(frozen=True, slots=True)
class Ellipsoid:
    """Half axes in metres."""

    a: float
    b: float

    @property
    def e2(self) -> float:
        return 1 - (self.b / self.a) ** 2


AIRY_1830 = Ellipsoid(6_377_563.396, 6_356_256.909)
WGS84 = Ellipsoid(6_378_137.0, 6_356_752.314_245)

SCALE = 0.999_601_271_7
ORIGIN_LATITUDE, ORIGIN_LONGITUDE = radians(49), radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000.0, -100_000.0

# OSGB36 to WGS84: shift in metres, turn in seconds of arc, growth in parts per million.
SHIFT = (446.448, -125.157, 542.060)
TURN = tuple(radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
GROWTH = -20.4894e-6


def to_wgs84(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in WGS84 degrees of a point given in metres on the national grid."""
    latitude, longitude = _unroll(easting, northing)
    x, y, z = _helmert(*_to_cartesian(latitude, longitude, AIRY_1830))
    latitude, longitude = _to_angles(x, y, z, WGS84)
    return degrees(latitude), degrees(longitude)


def _meridian_arc(latitude: float) -> float:
    """Metres along the meridian from the origin's latitude, on the grid's scale."""
    n = (AIRY_1830.a - AIRY_1830.b) / (AIRY_1830.a + AIRY_1830.b)
    less, more = latitude - ORIGIN_LATITUDE, latitude + ORIGIN_LATITUDE
    return AIRY_1830.b * SCALE * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(less) * cos(more)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * less) * cos(2 * more)
        - 35 / 24 * n**3 * sin(3 * less) * cos(3 * more)
    )  # fmt: skip


def _unroll(easting: float, northing: float) -> tuple[float, float]:
    """The inverse transverse Mercator projection on Airy 1830: radians."""
    latitude = ORIGIN_LATITUDE + (northing - FALSE_NORTH) / (AIRY_1830.a * SCALE)
    for _ in range(10):
        left = northing - FALSE_NORTH - _meridian_arc(latitude)
        if abs(left) < 1e-4:
            break
        latitude += left / (AIRY_1830.a * SCALE)
    e2, sine, t = AIRY_1830.e2, sin(latitude), tan(latitude)
    nu = AIRY_1830.a * SCALE / sqrt(1 - e2 * sine**2)
    rho = AIRY_1830.a * SCALE * (1 - e2) * (1 - e2 * sine**2) ** -1.5
    eta2, east, secant = nu / rho - 1, easting - FALSE_EAST, 1 / cos(latitude)
    vii = t / (2 * rho * nu)
    viii = t / (24 * rho * nu**3) * (5 + 3 * t**2 + eta2 - 9 * t**2 * eta2)
    ix = t / (720 * rho * nu**5) * (61 + 90 * t**2 + 45 * t**4)
    x = secant / nu
    xi = secant / (6 * nu**3) * (nu / rho + 2 * t**2)
    xii = secant / (120 * nu**5) * (5 + 28 * t**2 + 24 * t**4)
    xiia = secant / (5040 * nu**7) * (61 + 662 * t**2 + 1320 * t**4 + 720 * t**6)
    return (
        latitude - vii * east**2 + viii * east**4 - ix * east**6,
        ORIGIN_LONGITUDE + x * east - xi * east**3 + xii * east**5 - xiia * east**7,
    )


def _to_cartesian(latitude: float, longitude: float, on: Ellipsoid) -> tuple[float, float, float]:
    nu = on.a / sqrt(1 - on.e2 * sin(latitude) ** 2)
    return nu * cos(latitude) * cos(longitude), nu * cos(latitude) * sin(longitude), nu * (1 - on.e2) * sin(latitude)


def _helmert(x: float, y: float, z: float) -> tuple[float, float, float]:
    """Move, turn and stretch, all by little. Heights are taken as nought: what that costs is inside the 5 metres."""
    grow, (turn_x, turn_y, turn_z) = 1 + GROWTH, TURN
    return (
        SHIFT[0] + grow * x - turn_z * y + turn_y * z,
        SHIFT[1] + turn_z * x + grow * y - turn_x * z,
        SHIFT[2] - turn_y * x + turn_x * y + grow * z,
    )


def _to_angles(x: float, y: float, z: float, on: Ellipsoid) -> tuple[float, float]:
    flat = hypot(x, y)
    latitude = atan2(z, flat * (1 - on.e2))
    for _ in range(6):
        nu = on.a / sqrt(1 - on.e2 * sin(latitude) ** 2)
        latitude = atan2(z + on.e2 * nu * sin(latitude), flat)
    return latitude, atan2(y, x)
