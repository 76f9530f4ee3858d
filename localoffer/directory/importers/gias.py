"""The register of schools: "Get Information about Schools" (GIAS) of the Department for Education, all fields, as CSV.

About 140 columns that come and go between years: looked up by name, never by place. "Not applicable" and an empty cell both
mean none. Telephone numbers have lost their leading nought and web addresses often their scheme. No name of a head teacher or
proprietor is read. Of inspections nothing is read: an old judgement would be read as today's. Key: URN.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import OutputWrapper

from ..actions.imports import Reading
from ..models.service import OLDEST_MONTHS
from ..phones import phone_in_words
from ..queries import GIAS
from .registers import Layout, LeaveOut, Refuse, Take, address_line, day_in_name, postcode_text, read_register, web_address, whole_number

SEN_COLUMNS = tuple(f"sen{number} name" for number in range(1, 14))
COLUMNS = {
    "id": ("urn",),
    "area": ("la name",),
    "name": ("establishmentname",),
    "type": ("typeofestablishment code",),
    "type_name": ("typeofestablishment name",),
    "group": ("establishmenttypegroup code",),
    "status": ("establishmentstatus code",),
    "status_name": ("establishmentstatus name",),
    "low_age": ("statutorylowage",),
    "high_age": ("statutoryhighage",),
    "street": ("street",),
    "locality": ("locality",),
    "address_3": ("address3",),
    "town": ("town",),
    "postcode": ("postcode",),
    "website": ("schoolwebsite",),
    "phone": ("telephonenum",),
    "phase": ("phaseofeducation code",),
    "gender": ("gender name",),
    "religion": ("religiouscharacter name",),
    "nursery": ("nurseryprovision name",),
    "sixth_form": ("officialsixthform name",),
    "boarders": ("boarders name",),
    "capacity": ("schoolcapacity",),
    "pupils": ("numberofpupils",),
    "section_41": ("section41approved name",),
    "provision": ("typeofresourcedprovision name",),
    "resourced_places": ("resourcedprovisioncapacity",),
    "unit_places": ("senunitcapacity",),
} | {name: (name,) for name in SEN_COLUMNS}
LAYOUT = Layout(COLUMNS, ("id", "area", "name", "status", "type", "group"), "the register of schools (GIAS), with all fields")
NONE = ("", "not applicable", "none", "not recorded", "does not apply")
# The register's words for yes and no, in small letters.
NURSERY = {"has nursery classes": True, "no nursery classes": False}
SIXTH_FORM = {"has a sixth form": True, "does not have a sixth form": False}
BOARDING = {"boarding school": True, "children's home (boarding school)": True, "no boarders": False}
SECTION_41 = {"approved": True, "not approved": False}
SPECIAL = "special-school"
URN = re.compile(r"^\d{5,7}$", re.ASCII)


@dataclass(frozen=True)
class Kinds:
    """`gias_kinds.yaml`: how the register's codes become ours."""

    types: dict[str, str]
    groups: dict[str, str]
    left_out: dict[str, str]
    running: frozenset[str]
    topics: dict[str, list[str]]
    needs: dict[str, str]
    phases: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> "Kinds":
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(
            data["types"], data["groups"], data["left_out"], frozenset(data["running"]), data["topics"], data["needs"], data["phases"]
        )

    def kind_of(self, kind: str, group: str) -> str | None:
        """The code of our kind; None for a type that the file does not name."""
        return self.types.get(kind) if kind else self.groups.get(group)


def read_schools(path: Path, *, area: str, kinds: Kinds, as_of: date | None = None, watched_on: OutputWrapper | None = None) -> Reading:
    """Read what the register says about the schools of one local authority. Writes nothing.

    as_of  the day the file speaks of; read from its name ("edubasealldata20260901.csv") when not given.
    Raises CannotReadFile, at once or while the records are walked.
    """

    day = as_of or day_in_name(path.name)

    def sort(cell: dict[str, str]) -> Take | LeaveOut | Refuse:
        return _sort(cell, area=area, kinds=kinds, day=day)

    return read_register(path, source=GIAS, layout=LAYOUT, area=area, sort=sort, as_of=day, watched_on=watched_on)


def _sort(cell: dict[str, str], *, area: str, kinds: Kinds, day: date | None) -> Take | LeaveOut | Refuse:
    if cell["area"].casefold() != area.casefold():
        return LeaveOut("elsewhere")
    if cell["type"] in kinds.left_out:
        return LeaveOut("other_kinds", "The register lists it as something that is no school.")
    if cell["status"] not in kinds.running:
        return LeaveOut("not_active", f"The register says: {cell.get('status_name') or 'not open'}.")
    kind = kinds.kind_of(cell["type"], cell["group"])
    if not URN.match(cell["id"]):
        return Refuse(f'"{cell["id"][:40]}" is not a URN.' if cell["id"] else "It has no URN.")
    if not cell["name"]:
        return Refuse("It has no name.")
    if kind is None:
        named = cell.get("type_name") or cell["type"] or "without a name"
        return Refuse(f'We do not know the type of school "{named}". It can be added to gias_kinds.yaml.')
    needs, facts = _needs(cell, kinds), _facts(cell, kind) | {"school": _school(cell, kinds, day)}
    if kind == SPECIAL:
        return Take(facts, tuple(kinds.topics.get(kind, ())), needs)
    return Take(facts, tuple(kinds.topics.get(kind, ())), units=_units(cell, needs))


def _school(cell: dict[str, str], kinds: Kinds, day: date | None) -> dict[str, Any]:
    """What is true of it as a school. Whether it is approved under section 41 is taken only with the day of the file."""
    facts: dict[str, Any] = {
        "phase": kinds.phases.get(cell.get("phase", ""), ""),
        "type_code": cell["type"],
        "type_name": _said(cell, "type_name")[:80],
        "gender": {"mixed": "mixed", "girls": "girls", "boys": "boys"}.get(cell.get("gender", "").casefold(), ""),
        "religion": _said(cell, "religion")[:80],
        "has_nursery": NURSERY.get(cell.get("nursery", "").casefold()),
        "has_sixth_form": SIXTH_FORM.get(cell.get("sixth_form", "").casefold()),
        "has_boarding": BOARDING.get(cell.get("boarders", "").casefold()),
        "capacity": whole_number(_said(cell, "capacity")),
        "pupils": whole_number(_said(cell, "pupils")),
    }
    approved = SECTION_41.get(cell.get("section_41", "").casefold())
    if day is not None and approved is not None:
        facts |= {"is_section_41": approved, "section_41_on": day.isoformat()}
    return facts


def _units(cell: dict[str, str], needs: tuple[str, ...]) -> tuple[dict[str, Any], ...]:
    """The unit and the resourced provision of a mainstream school. The register names needs for the school, not for each of
    the two, so both get them."""
    provision = cell.get("provision", "").casefold()
    kinds = (("resourced", "resourced provision", "resourced_places"), ("sen-unit", "sen unit", "unit_places"))
    return tuple(
        {"kind": kind, "places": whole_number(_said(cell, places)), "needs": list(needs)}
        for kind, words, places in kinds
        if words in provision
    )


def _facts(cell: dict[str, str], kind: str) -> dict[str, dict[str, Any]]:
    low, high = _months(cell, "low_age"), _months(cell, "high_age", last=11)
    name = cell["name"][:200]
    service = {
        "name": name,
        "kind": kind,
        "phone": phone_in_words(_said(cell, "phone")),
        "website": web_address(_said(cell, "website")),
        "min_age_months": low if low is None or high is None or low <= high else None,
        "max_age_months": high,
        "source_area": cell["area"],
    }
    facts: dict[str, dict[str, Any]] = {"service": service, "organisation": {"name": name}}
    return facts | _place(cell)


def _needs(cell: dict[str, str], kinds: Kinds) -> tuple[str, ...]:
    """The needs a special school is for. (A mainstream school's are those of its unit: not what the whole school is for.)

    The register's wording changes from year to year; what stands before " - " does not.
    """
    codes = [cell.get(name, "").partition(" - ")[0].strip().upper() for name in SEN_COLUMNS]
    return tuple(dict.fromkeys(kinds.needs[code] for code in codes if code in kinds.needs))


def _place(cell: dict[str, str]) -> dict[str, dict[str, Any]]:
    """The school's place; nothing when the register gives neither a street nor a postcode."""
    if not _said(cell, "postcode") and not _said(cell, "street"):
        return {}
    lines = {"address_1": "street", "address_2": "locality", "address_3": "address_3"}
    address = {ours: address_line(_said(cell, theirs)) for ours, theirs in lines.items()}
    return {"location": address | {"town": address_line(_said(cell, "town"))[:120], "postcode": postcode_text(_said(cell, "postcode"))}}


def _said(cell: dict[str, str], name: str) -> str:
    text = cell.get(name, "")
    return "" if text.casefold() in NONE else text


def _months(cell: dict[str, str], name: str, *, last: int = 0) -> int | None:
    """An age in years → months; of the highest age the last month counts. None where it is not said, or said beyond 26."""
    years = whole_number(_said(cell, name), most=99)
    months = None if years is None else years * 12 + last
    return months if months is None or months <= OLDEST_MONTHS else None
