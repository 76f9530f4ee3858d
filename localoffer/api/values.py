"""Values as Open Referral UK writes them: what is left out, ids worked out, ages in years, days, moments, parts of the country."""

import re
import uuid
from datetime import UTC, date, datetime, time
from typing import Any

from localoffer.core.untrusted import plain_text

HOUSE_NUMBER = uuid.UUID("0e0b2f0e-4d0c-5c55-9a7e-5a0f2f5b8d21")
# Postcode areas outside England, and those that lie across a border (Royal Mail). An address of the standard must name a part of
# the country; where a postcode area does not decide, we name both.
POSTCODE_AREAS = {
    "Wales": ["CF", "SA"],
    "England or Wales": ["CH", "HR", "LD", "LL", "NP", "SY"],
    "Scotland": ["AB", "DD", "EH", "FK", "G", "HS", "IV", "KA", "KW", "KY", "ML", "PA", "PH", "ZE"],
    "England or Scotland": ["CA", "DG", "NE", "TD"],
    "Northern Ireland": ["BT"],
}
PARTS_OF_THE_COUNTRY = {area: part for part, areas in POSTCODE_AREAS.items() for area in areas}


def known(**fields: Any) -> dict[str, Any]:
    """The fields that say something, their texts cleaned of what cannot be seen. 0 and False say something."""
    return {name: _clean(value) for name, value in fields.items() if value is not None and value != "" and value != []}


def _clean(value: Any) -> Any:
    return value if not isinstance(value, str) or (value.isascii() and value.isprintable()) else plain_text(value)


def worked_out(owner: uuid.UUID, what: object) -> str:
    """The id of something that has no row of its own: always the same for the same owner and thing."""
    return str(uuid.uuid5(HOUSE_NUMBER, f"{owner}:{what}"))


def years(months: int | None) -> float | int | None:
    """30 → 2.5."""
    return None if months is None else number(months / 12)


def last_year(months: int | None) -> float | int | None:
    """The last year of age: 59 months ("up to 4 years 11 months") → 4. A limit inside a year keeps its part: 30 → 2.5."""
    if months is None:
        return None
    return (months + 1) // 12 - 1 if (months + 1) % 12 == 0 and months >= 11 else number(months / 12)


def number(value: float) -> float | int:
    return int(value) if value == int(value) else round(value, 2)


def yes_no(holds: bool | None) -> str:
    return "" if holds is None else "yes" if holds else "no"


def day_of(day: date | None) -> str:
    return day.isoformat() if day else ""


def time_of(at: time | None) -> str:
    return at.strftime("%H:%M") if at else ""


def moment(at: datetime) -> str:
    """A moment in UTC to the millisecond, as `last_modified` asks for: "2026-11-24T20:15:00.123Z"."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def part_of_the_country(postcode: str) -> str:
    """ "LU1 1AA" → "England"."""
    area = re.match(r"[A-Z]+", postcode)
    return PARTS_OF_THE_COUNTRY.get(area[0] if area else "", "England")
