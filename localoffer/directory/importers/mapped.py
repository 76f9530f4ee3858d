"""Any table, by a mapping that is written once and used again: a YAML file that says which column holds what.

    source: example-clubs          # a code for this list; never change it, records are known by it
    area: Example Borough          # what part of the list is whole: what is gone from it is proposed to be taken down
    key: Reference                 # the column whose values never change and never repeat
    kind: club                     # a code of service-kinds, or {column: Type, words: {Youth club: club}}
    columns:                       # our field: their column
      name: Name of club
      phone: Tel

Every fault of the mapping and every row that cannot be used is one plain sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from django.core.exceptions import ValidationError
from django.core.management.base import OutputWrapper
from django.core.validators import validate_email

from ..actions.imports import Reading
from ..errors import CannotReadFile
from ..models.service import OLDEST_MONTHS
from ..phones import phone_in_words
from ..queries import CQC, GIAS, ODS, OFSTED
from .registers import Layout, LeaveOut, Refuse, Take, address_line, postcode_text, read_register, web_address, whole_number
from .tables import column_name

PLACE = ("address_1", "address_2", "address_3", "town", "postcode")
FIELDS = ("name", "organisation", "summary", "description", "phone", "email", "website", "youngest_years", "oldest_years", *PLACE)
CODE = re.compile(r"^[a-z][a-z0-9-]{1,38}[a-z0-9]$")
TAKEN = (OFSTED, GIAS, CQC, ODS)
KEYS = {"source", "area", "key", "kind", "columns"}


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A checked mapping. `kinds` is a kind's code by the small form of their word; under "" the kind of every row."""

    source: str
    area: str
    key: str
    kind_column: str
    kinds: dict[str, str]
    columns: dict[str, str]


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping file. Raises CannotReadFile, naming what is wrong with it."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise CannotReadFile(f"The mapping {path.name} cannot be read.") from problem
    if not isinstance(data, dict) or set(data) != KEYS:
        raise CannotReadFile(f"The mapping must say {', '.join(sorted(KEYS))}, and nothing else.")
    source, area, key, columns = (data[name] for name in ("source", "area", "key", "columns"))
    if not isinstance(source, str) or not CODE.match(source) or source in TAKEN:
        raise CannotReadFile("The mapping's source must be a code of small letters and hyphens that no register has.")
    if not (isinstance(area, str) and area.strip() and isinstance(key, str) and key.strip()):
        raise CannotReadFile("The mapping must name an area and the column that is the key.")
    if not isinstance(columns, dict) or not all(isinstance(text, str) for pair in columns.items() for text in pair):
        raise CannotReadFile("The mapping's columns must be lines of the form “our field: their column”.")
    if unknown := sorted(set(columns) - set(FIELDS)):
        raise CannotReadFile(f"The mapping names fields that we do not have: {', '.join(unknown)}. We have {', '.join(FIELDS)}.")
    if "name" not in columns:
        raise CannotReadFile("The mapping does not say which column holds the name.")
    kind_column, kinds = _kinds(data["kind"])
    return TableMapping(
        source, area.strip()[:120], column_name(key), kind_column, kinds, {ours: column_name(name) for ours, name in columns.items()}
    )


def _kinds(kind: object) -> tuple[str, dict[str, str]]:
    if isinstance(kind, str) and kind:
        return "", {"": kind}
    if isinstance(kind, Mapping) and isinstance(kind.get("column"), str) and isinstance(kind.get("words"), Mapping):
        return column_name(kind["column"]), {str(word).casefold(): str(code) for word, code in kind["words"].items()}
    raise CannotReadFile("The mapping's kind must be a code, or a column with the words that stand in it.")


def read_mapped(path: Path, *, mapping: TableMapping, as_of: date | None = None, watched_on: OutputWrapper | None = None) -> Reading:
    """Read a table by its mapping. Writes nothing. Raises CannotReadFile, at once or while the records are walked."""
    columns = {ours: (name,) for ours, name in mapping.columns.items()} | {"id": (mapping.key,)}
    if mapping.kind_column:
        columns["kind"] = (mapping.kind_column,)
    layout = Layout(columns, ("id", *(name for name in columns if name != "id")), "the table that this mapping was made for")

    def sort(cell: dict[str, str]) -> Take | LeaveOut | Refuse:
        return _sort(cell, mapping)

    return read_register(path, source=mapping.source, layout=layout, area=mapping.area, sort=sort, as_of=as_of, watched_on=watched_on)


def _sort(cell: dict[str, str], mapping: TableMapping) -> Take | LeaveOut | Refuse:
    kind = mapping.kinds.get(cell.get("kind", "").casefold())
    if not cell["name"]:
        return Refuse("It has no name.")
    if kind is None:
        return Refuse(f'The mapping does not say what kind "{cell["kind"][:80]}" is.')
    if problem := _problem(cell):
        return Refuse(problem)
    place = {"location": _place(cell)} if any(cell.get(name) for name in PLACE) else {}
    return Take(
        {"service": _service(cell, kind, mapping), "organisation": {"name": (cell.get("organisation") or cell["name"])[:200]}} | place
    )


def _problem(cell: dict[str, str]) -> str:
    """What a person must put right. A wrong number or address would mislead a family, so the row waits."""
    if cell.get("phone") and not phone_in_words(cell["phone"]):
        return f'"{cell["phone"][:40]}" is not a phone number.'
    if cell.get("website") and not web_address(cell["website"]):
        return f'"{cell["website"][:80]}" is not a web address.'
    if cell.get("email") and not _is_email(cell["email"]):
        return f'"{cell["email"][:80]}" is not an e-mail address.'
    for name in ("youngest_years", "oldest_years"):
        if cell.get(name) and whole_number(cell[name], most=OLDEST_MONTHS // 12) is None:
            return f'"{cell[name][:40]}" is not an age in years up to 26.'
    low, high = (whole_number(cell.get(name, "")) for name in ("youngest_years", "oldest_years"))
    return "The oldest age is below the youngest." if low is not None and high is not None and high < low else ""


def _service(cell: dict[str, str], kind: str, mapping: TableMapping) -> dict[str, Any]:
    makers: dict[str, Any] = {
        "name": lambda text: text[:200],
        "summary": lambda text: text[:300],
        "description": str,
        "phone": phone_in_words,
        "email": str,
        "website": web_address,
    }
    facts = {name: make(cell[name]) for name, make in makers.items() if name in cell}
    if "youngest_years" in cell:
        facts["min_age_months"] = _months(cell["youngest_years"])
    if "oldest_years" in cell:
        facts["max_age_months"] = _months(cell["oldest_years"], last=11)
    return facts | {"kind": kind, "source_area": mapping.area}


def _place(cell: dict[str, str]) -> dict[str, Any]:
    lines = {name: address_line(cell.get(name, "")) for name in ("address_1", "address_2", "address_3")}
    return lines | {"town": address_line(cell.get("town", ""))[:120], "postcode": postcode_text(cell.get("postcode", ""))}


def _months(years: str, *, last: int = 0) -> int | None:
    number = whole_number(years, most=OLDEST_MONTHS // 12)
    return None if number is None else min(number * 12 + last, OLDEST_MONTHS)


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254
