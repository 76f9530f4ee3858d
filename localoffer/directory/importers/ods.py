"""General practices, from the NHS Organisation Data Service's file `epraccur`: quoted CSV without a header row.

The file gives no local authority, so an area is its first halves of postcodes. Only practices that are open and prescribe as
practices (setting 4). A practice that is named after its doctors is taken as it is written in the register: that is what it is
called on its door. Key: the organisation code.
"""

import string
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import OutputWrapper

from ..actions.imports import Reading
from ..phones import phone_in_words
from ..postcodes import normal_form, outward_of
from ..queries import ODS
from .registers import Layout, LeaveOut, Refuse, Take, postcode_text, read_register

# Source: NHS England, "epraccur" data dictionary: 27 columns by place.
NAMED = {
    1: "organisation code", 2: "name", 3: "national grouping", 4: "high level health geography", 5: "address line 1",
    6: "address line 2", 7: "address line 3", 8: "address line 4", 9: "address line 5", 10: "postcode", 11: "open date",
    12: "close date", 13: "status code", 14: "organisation sub type code", 15: "commissioner", 18: "contact telephone number",
    26: "prescribing setting",
}  # fmt: skip
HEADER = tuple(NAMED.get(place, f"column {place}") for place in range(1, 28))
OURS = {
    "id": 1,
    "name": 2,
    "address_1": 5,
    "address_2": 6,
    "address_3": 7,
    "address_4": 8,
    "address_5": 9,
    "postcode": 10,
    "status": 13,
    "phone": 18,
    "setting": 26,
}
COLUMNS = {ours: (HEADER[place - 1],) for ours, place in OURS.items()}
LAYOUT = Layout(COLUMNS, ("id", "name", "postcode", "status", "setting"), "the NHS file of practices (epraccur)", HEADER)
ACTIVE, PRACTICE = "A", "4"
TOPIC = "health/staying-healthy"
COUNTIES = {
    "avon", "bedfordshire", "beds", "berkshire", "buckinghamshire", "bucks", "cambridgeshire", "cheshire", "cleveland", "cornwall",
    "cumbria", "derbyshire", "devon", "dorset", "county durham", "east sussex", "east yorkshire", "essex", "gloucestershire",
    "greater london", "greater manchester", "hampshire", "hants", "herefordshire", "hertfordshire", "herts", "isle of wight", "kent",
    "lancashire", "leicestershire", "lincolnshire", "merseyside", "middlesex", "norfolk", "northamptonshire", "northumberland",
    "north yorkshire", "nottinghamshire", "oxfordshire", "rutland", "shropshire", "somerset", "south yorkshire", "staffordshire",
    "suffolk", "surrey", "tyne and wear", "warwickshire", "west midlands", "west sussex", "west yorkshire", "wiltshire", "worcestershire",
}  # fmt: skip
SMALL = {"And", "Of", "The", "In", "On", "At", "For"}


def read_practices(
    path: Path, *, area: str, outward_codes: list[str], as_of: date | None = None, watched_on: OutputWrapper | None = None
) -> Reading:
    """Read the practices whose postcode begins with one of these first halves. Writes nothing.

    area  what to call the part of the file that was read: the council's own name in the registers.
    Raises CannotReadFile, at once or while the records are walked.
    """
    wanted = {code.upper() for code in outward_codes}

    def sort(cell: dict[str, str]) -> Take | LeaveOut | Refuse:
        return _sort(cell, area=area, wanted=wanted)

    return read_register(path, source=ODS, layout=LAYOUT, area=area, sort=sort, as_of=as_of, watched_on=watched_on)


def _sort(cell: dict[str, str], *, area: str, wanted: set[str]) -> Take | LeaveOut | Refuse:
    if outward_of(normal_form(cell["postcode"]) or cell["postcode"].upper()) not in wanted:
        return LeaveOut("elsewhere")
    if cell["setting"] != PRACTICE:
        return LeaveOut("other_kinds", "The register says that it is no general practice.")
    if cell["status"].upper() != ACTIVE:
        return LeaveOut("not_active", "The register says that it is closed or asleep.")
    if not cell["id"].isalnum():
        return Refuse(f'"{cell["id"][:40]}" is not an organisation code.')
    if not cell["name"]:
        return Refuse("It has no name.")
    return Take(_facts(cell, area=area), (TOPIC,))


def _facts(cell: dict[str, str], *, area: str) -> dict[str, dict[str, Any]]:
    name = _name(cell["name"])
    service = {"name": name, "kind": "health-service", "phone": phone_in_words(cell["phone"]), "source_area": area}
    return {"service": service, "location": _place(cell), "organisation": {"name": name}}


def _place(cell: dict[str, str]) -> dict[str, Any]:
    """The address. The file has no column for the town: it stands last, or last but the county, in whatever line is free."""
    lines = [part.strip() for number in range(1, 6) for part in cell[f"address_{number}"].split(",") if part.strip()]
    if len(lines) > 1 and lines[-1].casefold() in COUNTIES:
        lines.pop()
    *above, town = lines or [""]
    first, second, *rest = [_name(line)[:160] for line in above] + ["", ""]
    address = {"address_1": first, "address_2": second, "address_3": ", ".join(line for line in rest if line)[:160]}
    return address | {"town": _name(town)[:120], "postcode": postcode_text(cell["postcode"])}


def _name(text: str) -> str:
    """A name all in capitals, as people write it: "THE BELL'S SURGERY" → "The Bell's Surgery"."""
    if not text.isupper():
        return text[:200]
    first, *others = string.capwords(text).split(" ")
    return " ".join([first, *(word.lower() if word in SMALL else word for word in others)])[:200]
