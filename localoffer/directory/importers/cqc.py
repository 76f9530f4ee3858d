"""The Care Quality Commission's register of care: the directory (since 2025 with one address column, before it with the
address split) and the list of active locations.

Only care homes, supported living and help at home, and of them those that take people under 26 or do not say an age but a need
that children have too. The address of a home-care or supported-living location is an office: it is not read as a place. No
name of a manager is read, nor of a provider who is a person. Ratings are not read: an old one would be read as today's.
Key: CQC location ID.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import OutputWrapper

from ..actions.imports import Reading
from ..phones import phone_in_words
from ..queries import CQC
from .registers import (
    Layout,
    LeaveOut,
    Refuse,
    Take,
    address_line,
    day,
    day_in_name,
    postcode_text,
    read_register,
    web_address,
    whole_number,
)

COLUMNS = {
    "id": ("location id", "cqc location id for office use only"),
    "name": ("name", "location name"),
    "address": ("address",),
    "address_1": ("address 1",),
    "address_2": ("address 2",),
    "town": ("town city",),
    "postcode": ("postcode", "location postal code"),
    "phone": ("phone number", "location telephone number"),
    "website": ("website", "service s website if available", "location web address"),
    "area": ("local authority", "location local authority"),
    "types": ("service types",),
    "people": ("specialisms services", "service users supported"),
    "provider": ("provider name",),
    "ownership": ("provider ownership type",),
    "checked_on": ("date of latest check",),
    "registered_on": ("location hsca start date",),
    "ended_on": ("location hsca end date",),
    "dormant": ("dormant",),
    "beds": ("care homes beds",),
}
LAYOUT = Layout(COLUMNS, ("id", "name", "area", "types", "people"), "the CQC's care directory or list of active locations")
ID = re.compile(r"^1-\d{6,14}$|^[A-Z0-9]{3,12}$", re.ASCII)
PERSON = re.compile(r"^(mr|mrs|miss|ms|mx|dr|drs|sir|lady|rev)\b\.?\s", re.IGNORECASE)
YOUNGEST_LEFT_OUT = 312  # months: 26 years
REPORTS = "https://www.cqc.org.uk/location/{id}"


@dataclass(frozen=True)
class Kinds:
    """`cqc_kinds.yaml`: how the register's words become ours."""

    types: dict[str, str]
    with_a_door: frozenset[str]
    ages: dict[str, dict[str, int | None]]
    needs: dict[str, list[str]]
    topics: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> "Kinds":
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(data["types"], frozenset(data["with_a_door"]), data["ages"], data["needs"], data["topics"])

    def kind_of(self, types: list[str]) -> str | None:
        """The kind of the first type that we list; None when we list none of them."""
        return next((self.types[name] for name in types if name in self.types), None)

    def takes_under_26(self, people: list[str]) -> bool:
        """Whether those it cares for may be under 26: an age says so, or no age is said and a need of ours is."""
        ages = [self.ages[name]["min"] or 0 for name in people if name in self.ages]
        return any(youngest < YOUNGEST_LEFT_OUT for youngest in ages) if ages else any(name in self.needs for name in people)

    def months(self, people: list[str]) -> tuple[int | None, int | None]:
        """Youngest and oldest, in months, over all the groups it names; None: not said, or no limit."""
        ages = [self.ages[name] for name in people if name in self.ages]
        lowest, highest = ([age[key] for age in ages] for key in ("min", "max"))
        youngest = None if not ages or None in lowest else min(age for age in lowest if age is not None)
        oldest = None if not ages or None in highest else max(age for age in highest if age is not None)
        return youngest, oldest


def read_care(path: Path, *, area: str, kinds: Kinds, as_of: date | None = None, watched_on: OutputWrapper | None = None) -> Reading:
    """Read what the register says about care in one local authority. Writes nothing.

    Raises CannotReadFile, at once or while the records are walked.
    """

    def sort(cell: dict[str, str]) -> Take | LeaveOut | Refuse:
        return _sort(cell, area=area, kinds=kinds)

    return read_register(
        path, source=CQC, layout=LAYOUT, area=area, sort=sort, as_of=as_of or day_in_name(path.name), watched_on=watched_on
    )


def _sort(cell: dict[str, str], *, area: str, kinds: Kinds) -> Take | LeaveOut | Refuse:
    if cell["area"].casefold() != area.casefold():
        return LeaveOut("elsewhere")
    kind = kinds.kind_of(_list(cell["types"]))
    if kind is None:
        return LeaveOut("other_kinds", "The register lists no care of our kinds for it.")
    if cell.get("ended_on") or cell.get("dormant", "").casefold() == "y":
        return LeaveOut("not_active", "The register says that it is not running now.")
    people = _list(cell["people"])
    if not kinds.takes_under_26(people):
        return LeaveOut("too_old", "It does not say that it takes people under 26.")
    if not ID.match(cell["id"]):
        return Refuse(f'"{cell["id"][:40]}" is not a CQC location ID.' if cell["id"] else "It has no CQC location ID.")
    if not cell["name"]:
        return Refuse("It has no name.")
    needs = tuple(dict.fromkeys(code for name in people for code in kinds.needs.get(name, ())))
    return Take(_facts(cell, kind, people, kinds), tuple(kinds.topics.get(kind, ())), needs)


def _facts(cell: dict[str, str], kind: str, people: list[str], kinds: Kinds) -> dict[str, dict[str, Any]]:
    youngest, oldest = kinds.months(people)
    name = cell["name"][:200]
    service = {
        "name": name,
        "kind": kind,
        "phone": phone_in_words(cell.get("phone", "")),
        "website": web_address(cell.get("website", "")),
        "min_age_months": youngest,
        "max_age_months": oldest,
        "places": whole_number(cell.get("beds", "")) or None,
        "registers": "Care Quality Commission",
        "registered_on": day(cell.get("registered_on", ""), "%Y-%m-%d", "%d/%m/%Y"),
        "inspected_on": day(cell.get("checked_on", ""), "%d/%m/%Y", "%Y-%m-%d"),
        "inspection_report": REPORTS.format(id=cell["id"]),
        "source_area": cell["area"],
    }
    facts: dict[str, dict[str, Any]] = {"service": service, "organisation": {"name": _provider(cell) or name}}
    return facts | (_place(cell) if kind in kinds.with_a_door else {})


def _provider(cell: dict[str, str]) -> str:
    """Who provides it; nothing where that is a private person."""
    is_person = PERSON.match(cell.get("provider", "")) or cell.get("ownership", "").casefold() in ("individual", "partnership")
    return "" if is_person else cell.get("provider", "")[:200]


def _place(cell: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Where its door is; nothing when this layout has no address."""
    if not cell.get("postcode"):
        return {}
    lines = [cell.get("address_1", ""), cell.get("address_2", ""), cell.get("town", "")]
    if cell.get("address"):
        parts = [part.strip() for part in cell["address"].split(",") if part.strip()]
        lines = [parts[0], ", ".join(parts[1:-1]), parts[-1] if len(parts) > 1 else ""] if parts else lines
    address = {"address_1": address_line(lines[0]), "address_2": address_line(lines[1]), "address_3": ""}
    return {"location": address | {"town": address_line(lines[2])[:120], "postcode": postcode_text(cell["postcode"])}}


def _list(text: str) -> list[str]:
    """The names in a comma list, small, each once."""
    return list(dict.fromkeys(part.strip().casefold() for part in text.split(",") if part.strip()))
