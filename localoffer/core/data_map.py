"""What the site keeps, of whom, why, how long, and who sees it. The map is data (`data/privacy/data_map.yaml`); this reads and prints it.

A test compares it with the tables, the schedule and the permission table, so that no field is kept by accident.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.conf import settings

from .jobs import SCHEDULE
from .periods import periods

MAP = Path(settings.SHIPPED_DATA_DIR) / "privacy" / "data_map.yaml"
NOBODY, ANYBODY = "none", "visitor"


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `personal` is {field: purpose}, `other` the fields that hold nobody's data; `ends` names jobs and acts."""

    holds: str
    whose: str
    purpose: str
    kept: str
    seen_by: list[str]
    basis: str = ""
    ends: list[str] = field(default_factory=list)
    personal: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)

    @property
    def is_personal(self) -> bool:
        return self.whose != NOBODY

    @property
    def fields(self) -> list[str]:
        return [*self.personal, *self.other]


@dataclass(frozen=True, slots=True)
class Place:
    """Something that is kept outside the tables: a log, a file, the memory of a process."""

    where: str
    holds: str
    whose: str
    kept: str
    seen_by: list[str]


@dataclass(frozen=True, slots=True)
class DataMap:
    """`tables` by label ("accounts.User"), `acts` {name: where it is described}, `only_on` {database: names of tables and fields}."""

    tables: dict[str, Table]
    elsewhere: list[Place]
    acts: dict[str, str]
    only_on: dict[str, list[str]]


def read_data_map() -> DataMap:
    """Read the map, with the periods in words. Raises TypeError for a word the map does not know, KeyError for an unknown period."""
    data = yaml.safe_load(MAP.read_text(encoding="utf-8"))
    words = {name: period.in_words for name, period in periods().items()}

    def with_periods(entry: dict) -> dict:
        return entry | {"kept": entry["kept"].format_map(words)}

    tables = {label: Table(**with_periods(entry)) for label, entry in data["tables"].items()}
    elsewhere = [Place(**with_periods(entry)) for entry in data["elsewhere"]]
    return DataMap(tables, elsewhere, data["acts"], data["only_on"])


def as_markdown() -> str:
    """The map as docs/reference/privacy.md shows it."""
    data_map = read_data_map()
    personal = {label: table for label, table in data_map.tables.items() if table.is_personal}
    rest = {label: table for label, table in data_map.tables.items() if not table.is_personal}
    lines = [
        "# What is kept, of whom, why and how long", "",
        "Made from `data/privacy/` by `./run print_data_map`; a test compares the two, and the map with every field of every table.", "",
        f"{len(data_map.tables)} tables; {len(personal)} of them hold personal data. "
        "What to do when somebody asks about their data: [how to](../how-to/privacy.md).", "",
        *_periods(), *_endings(data_map), "## Tables with personal data", "",
        'The basis is a letter of UK GDPR, article 6(1): "e" is a public task, here the duty to publish and review a local offer '
        "(Children and Families Act 2014, section 30).",
    ]  # fmt: skip
    for label, table in personal.items():
        lines += ["", f"### {label}", "", *_described(table)]
    lines += ["", "## Outside the tables", "", "| where | what | whose | kept | who sees it |", "|---|---|---|---|---|"]
    lines += [f"| {p.where} | {p.holds} | {p.whose} | {p.kept} | {_roles(p.seen_by)} |" for p in data_map.elsewhere]
    lines += ["", "## Tables with nobody's data", "", "| table | what | why | kept | who sees it | fields |", "|---|---|---|---|---|---|"]
    lines += [f"| {label} | {t.holds} | {t.purpose} | {t.kept} | {_roles(t.seen_by)} | {_code(t.other)} |" for label, t in rest.items()]
    return "\n".join(lines) + "\n"


def _periods() -> Iterator[str]:
    yield from ("## How long", "", "`data/privacy/periods.yaml` holds the days; the jobs read them there.", "")
    yield from ("| kept | what | why so long |", "|---|---|---|")
    yield from (f"| {period.in_words} | {period.of} | {period.why} |" for period in periods().values())
    yield ""


def _endings(data_map: DataMap) -> Iterator[str]:
    """Each job with its rhythm and each act with its description, where some table ends by it."""
    named = {name for table in data_map.tables.values() for name in table.ends}
    yield from ("## What ends it", "", "| job or act | when |", "|---|---|")
    yield from (f"| `{name}` | by itself, {_rhythm(name)} |" for name in SCHEDULE if name in named)
    yield from (f"| [{name}](../{where.removeprefix('docs/')}) | when a person does it |" for name, where in data_map.acts.items())
    yield ""


def _rhythm(job: str) -> str:
    hours = SCHEDULE[job].total_seconds() / 3600
    return "each day" if hours == 24 else "each hour" if hours == 1 else f"each {hours:g} hours"


def _described(table: Table) -> Iterator[str]:
    yield from (table.holds, "")
    yield f"- Whose: {table.whose}"
    yield f"- Why: {table.purpose} Basis: 6(1)({table.basis})"
    yield f"- Kept: {table.kept}"
    yield f"- Ends by: {_code(table.ends)}"
    yield f"- Who sees it: {_roles(table.seen_by)}"
    yield from ("", "| field | why |", "|---|---|")
    yield from (f"| `{name}` | {why} |" for name, why in table.personal.items())
    if table.other:
        yield from ("", f"Nothing of anybody: {_code(table.other)}")


def _roles(roles: list[str]) -> str:
    return "everybody" if ANYBODY in roles else ", ".join(roles) or "nobody but whoever runs the machine"


def _code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
