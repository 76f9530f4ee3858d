"""Services from a text file that people write and review (docs/reference/service-files.md). Knows nothing of the database.

Which keys there are is checked here, what their values may be is checked by the models when the entries are written. Every fault
names the file and the line; all of them are told at once.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ..actions.service_files import Entry, ServiceFile
from ..errors import CannotReadFile
from ..models.location import ACCESS

CODE = re.compile(r"^[a-z][a-z0-9-]{1,78}[a-z0-9]$")
LINE = "__line__"
SAID = (  # fields of a service, by their own names
    "name", "summary", "description", "is_for_everyone", "min_age_months", "max_age_months", "needs_diagnosis", "needs_plan", "area_words",
    "route", "route_words", "route_link", "route_form", "route_phone", "places", "vacancies", "vacancies_on", "waiting_words", "waiting_on",
    "is_online", "is_by_phone", "is_at_home", "accessibility", "transport", "expected_note", "closed_from", "closed_to", "closed_because",
    "funding", "decided_by", "commissioned_by", "complain_words", "complain_link", "schedule2", "phone", "email", "website",
)  # fmt: skip
TERMS = ("topics", "needs", "features", "languages")
TIMES = (
    "rrule", "opens_at", "closes_at", "is_all_day", "valid_from", "valid_to", "term", "opens_on_bank_holidays", "words",
)  # fmt: skip
COSTS = ("amount_pence", "unit", "words", "valid_from", "valid_to")
ADDRESS = ("name", "address_1", "address_2", "address_3", "town", "postcode", "is_masked", "accessibility")
SCHOOL = (
    "phase", "type_code", "type_name", "gender", "religion", "has_nursery", "has_sixth_form", "has_boarding", "capacity", "pupils",
    "is_section_41", "section_41_on", "sen_report_url", "sen_report_on", "sen_report_checked_on", "units",
)  # fmt: skip
UNIT = ("kind", "name", "needs", "places", "places_on", "route_words")
BODY = ("name", "body", "description", "website", "email", "phone")
LISTS = {
    "times": TIMES, "costs": COSTS, "where": (*ADDRESS, *ACCESS, "near", "runs_here"), "areas": ("code", "name"),
    "answers": ("question", "words", "said_on"),
}  # fmt: skip
KEYS = {"id", "kind", "organisation", "years", "outside", "page", "dated", "school", *SAID, *TERMS, *LISTS}
FILE_KEYS = {"source", "read_on", "organisations", "services"}


class _Numbered(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML whose mappings know the line they begin on."""

    def construct_mapping(self, node, deep=False):
        return super().construct_mapping(node, deep=deep) | {LINE: node.start_mark.line + 1}


def read_services(path: Path) -> ServiceFile:
    """Read the file. Raises CannotReadFile with all its faults, one a line."""
    data = _yaml(path)
    if not isinstance(data, dict) or set(data) - {LINE} != FILE_KEYS:
        raise CannotReadFile(f"{path.name} must say {', '.join(sorted(FILE_KEYS))}, and nothing else.")
    if not CODE.match(str(data["source"])):
        raise CannotReadFile(f"{path.name}: the source must be a code of small letters and hyphens.")
    file = ServiceFile(path, data["source"], data["read_on"], {})
    faults = [file.fault(line, words) for line, words in _faults(data)]
    if faults:
        raise CannotReadFile("\n".join(faults))
    file.organisations = {one["name"]: _without_lines(one) for one in data["organisations"] or []}
    file.entries = [_entry(row, file) for row in data["services"] or []]
    return file


def _entry(row: dict, file: ServiceFile) -> Entry:
    said = _without_lines(row)
    for one in said.get("times") or []:
        one |= {name: _clock(one[name]) for name in ("opens_at", "closes_at") if name in one}
    body = file.organisations.get(said["organisation"], {"name": said["organisation"]})
    digest = hashlib.sha256(json.dumps([said, body, str(file.read_on)], sort_keys=True, default=str).encode()).hexdigest()
    return Entry(
        id=said["id"], line=row[LINE], digest=digest, kind=said["kind"], organisation=said["organisation"],
        facts={key: said[key] for key in SAID if key in said} | _months(said.get("years")),
        terms={key: said.get(key) or [] for key in TERMS}, lists={key: said.get(key) or [] for key in LISTS},
        school=said.get("school"), outside=said.get("outside", ""), page=said.get("page", ""), dated=str(said.get("dated", "")),
    )  # fmt: skip


def _months(years: list | None) -> dict[str, int]:
    """`[2, 10]`, both included → 24 and 131 months; a half counts, an empty end is no end."""
    low, high = years or (None, None)
    ages = {"min_age_months": None if low is None else round(low * 12), "max_age_months": None if high is None else round(high * 12) + 11}
    return {name: months for name, months in ages.items() if months is not None}


def _clock(value: object) -> object:
    """YAML 1.1 reads 10:30 as a number of minutes and 09:30 as text."""
    return f"{value // 60:02}:{value % 60:02}" if type(value) is int else str(value)


def _faults(data: dict) -> Iterator[tuple[int, str]]:
    for one in _mappings(data["organisations"]):
        yield from _unknown(one, BODY)
        if not one.get("name"):
            yield one[LINE], "this organisation has no name."
    seen: dict[str, int] = {}
    for row in _mappings(data["services"]):
        yield from _entry_faults(row)
        key, line = str(row.get("id")), row[LINE]
        if seen.setdefault(key, line) != line:
            yield line, f"the id {key} stands at line {seen[key]} too."
    if not all(isinstance(part, list | None) for part in (data["organisations"], data["services"])):
        yield data[LINE], "organisations and services must be lists."


def _entry_faults(row: dict) -> Iterator[tuple[int, str]]:
    line = row[LINE]
    yield from _unknown(row, KEYS)
    missing = [key for key in ("id", "name", "kind", "organisation") if not isinstance(row.get(key), str) or not row[key].strip()]
    if missing:
        yield line, f"say the {', '.join(missing)}."
    elif not CODE.match(row["id"]):
        yield line, f"the id {row['id'][:40]} must be small letters, numbers and hyphens."
    yield from _year_faults(row, line)
    for key in TERMS:
        if not _is_list(row.get(key), str):
            yield line, f"{key} must be a list of codes."
    for key, fields in LISTS.items():
        if not _is_list(row.get(key), dict):
            yield line, f"{key} must be a list of entries, each with keys."
        for part in _mappings(row.get(key)):
            yield from _unknown(part, fields)
    yield from _school_faults(row.get("school"), line)


def _year_faults(row: dict, line: int) -> Iterator[tuple[int, str]]:
    years = row.get("years")
    if years is not None and not (isinstance(years, list) and len(years) == 2 and all(isinstance(y, int | float | None) for y in years)):
        yield line, "years must be two ages, as [2, 10]; null where there is no end."


def _school_faults(school: object, line: int) -> Iterator[tuple[int, str]]:
    if school is None:
        return
    if not isinstance(school, dict):
        yield line, "school must hold keys."
        return
    yield from _unknown(school, SCHOOL)
    for unit in _mappings(school.get("units")):
        yield from _unknown(unit, UNIT)


def _unknown(row: dict, known) -> Iterator[tuple[int, str]]:
    if wrong := [str(key) for key in row if key != LINE and key not in known]:
        yield row[LINE], f"we do not know {', '.join(wrong)}."


def _mappings(value: object) -> list[dict]:
    return [part for part in value if isinstance(part, dict)] if isinstance(value, list) else []


def _is_list(value: object, of: type) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(part, of) for part in value))


def _without_lines(value):
    if isinstance(value, dict):
        return {key: _without_lines(part) for key, part in value.items() if key != LINE}
    return [_without_lines(part) for part in value] if isinstance(value, list) else value


def _yaml(path: Path):
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Numbered)  # noqa: S506  a safe loader, with line numbers
    except (OSError, UnicodeDecodeError) as problem:
        raise CannotReadFile(f"{path.name} cannot be read.") from problem
    except (yaml.YAMLError, ValueError, TypeError) as problem:  # a day that is none raises ValueError, a mapping as a key TypeError
        mark = getattr(problem, "problem_mark", None)
        raise CannotReadFile(f"{path.name} cannot be read{f' at line {mark.line + 1}' if mark else ''}.") from problem
