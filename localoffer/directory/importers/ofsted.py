"""Ofsted's register of childcare ("Childcare providers and inspections", provider level data), in every layout met so far.

Up to 2021 the header is row 1; since about 2024 two lines of text stand before it, some columns have other names, and blank
rows end the file; since November 2025 report cards replace the one overall grade. So: columns by name, the header wherever
it is, and of inspections only the day of the latest and the address of the reports. An old overall judgement would be read
as today's, so it is not taken. The registered person's name is not read at all. Key: Provider URN.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import OutputWrapper

from localoffer.core.untrusted import plain_text

from ..actions.imports import Reading, RefusedRow, SourceRecord
from ..errors import CannotReadFile
from ..phones import phone_in_words
from ..progress import counted
from ..queries import OFSTED, Points
from .registers import Layout, address_line, day, day_in_name, postcode_text, whole_number
from .tables import Row, read_table

KEY = "provider urn"
COLUMNS = {
    "urn": (KEY,),
    "name": ("provider name",),
    "type": ("provider type",),
    "subtype": ("provider subtype",),
    "status": ("provider status",),
    "area": ("local authority", "provider local authority"),
    "address_1": ("provider address line 1", "provider address 1"),
    "address_2": ("provider address line 2", "provider address 2"),
    "address_3": ("provider address line 3", "provider address 3"),
    "town": ("provider town",),
    "postcode": ("provider postcode", "postcode"),
    "phone": ("telephone number", "provider telephone number", "provider telephone"),
    "places": ("places", "registered places"),
    "registered_on": ("registration date",),
    "early_years": ("provider early years register flag",),
    "compulsory": ("provider compulsory childcare register flag",),
    "voluntary": ("provider voluntary childcare register flag",),
    "link": ("web link",),
}
LAYOUT = Layout(COLUMNS, ("urn", "name", "type", "status", "area", "postcode", "early_years"), "Ofsted's provider level data")
DAYS = ("%d/%m/%Y", "%Y-%m-%d")
MOST_PLACES = 9_999
REDACTED = "redacted"
URN = re.compile(r"^[A-Z]{0,3}[0-9]{3,9}$")
REPORTS = "https://reports.ofsted.gov.uk/provider/16/{urn}"
REPORT_HOSTS = re.compile(r"^https?://(reports|www)\.ofsted\.gov\.uk/\S+$")
DAY = re.compile(r"as at (\d{1,2}) ([A-Z][a-z]+) (\d{4})", re.IGNORECASE)


@dataclass(frozen=True)
class Kinds:
    """`ofsted_kinds.yaml`: how the register's words become ours."""

    types: dict[str, dict]
    childminders: frozenset[str]
    home_based: frozenset[str]
    registers: dict[str, str]
    topics: dict[str, list[str]]

    @classmethod
    def read(cls, path: Path) -> "Kinds":
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        childminders = frozenset(data["home_based"]["childminders"])
        return cls(data["types"], childminders, childminders | frozenset(data["home_based"]["others"]), data["registers"], data["topics"])

    def kind_of(self, kind: str, subtype: str, *, is_early_years: bool) -> str | None:
        """The code of our kind; None for a type that the file does not name."""
        entry = self.types.get(kind.casefold())
        if entry is None:
            return None
        return entry["subtypes"].get(subtype.casefold(), entry["kind"]) if is_early_years else entry["kind_off_early_years"]


def read_register(path: Path, *, area: str, kinds: Kinds, as_of: date | None = None, watched_on: OutputWrapper | None = None) -> Reading:
    """Read what the register says about one local authority. Writes nothing.

    as_of  the day the file speaks of; read from the file's first lines or its name when not given.
    watched_on  where a line of progress goes, if somebody watches.
    Raises CannotReadFile: not a table, columns missing, cut off, or no row of this area.
    """
    table = read_table(path, key=KEY)
    columns = LAYOUT.found_in(table.columns)
    reading = Reading(OFSTED, area, as_of or _day(table.before, path.name), path.name, table.sha256)
    reader = _Reader(reading, kinds, columns, [name for name in table.columns if "inspection date" in name])
    for row in counted(table.rows, what="rows", to=watched_on) if watched_on else table.rows:
        reader.read(row)
    reader.finish()
    return reading


class _Reader:
    """Takes the register's rows one by one, and sorts each into the reading: a record, refused, or only counted."""

    def __init__(self, reading: Reading, kinds: Kinds, columns: dict[str, str], inspections: list[str]):
        self.reading, self.kinds, self.columns, self.inspections = reading, kinds, columns, inspections
        self.counts: Counter[str] = Counter(rows=0, elsewhere=0, not_active=0, home_based=0, childminders=0, repeated=0, without_point=0)
        self.areas: set[str] = set()
        self.first_seen: dict[str, tuple[int, dict]] = {}
        self.records: list[SourceRecord] = []

    def read(self, row: Row) -> None:
        cell = self._cells(row)
        self.counts["rows"] += 1
        self.areas.add(cell["area"])
        if cell["area"].casefold() != self.reading.area.casefold():
            self.counts["elsewhere"] += 1
        elif row.problem:
            self._refuse(row, cell["urn"], row.problem)
        elif cell["status"].casefold() != "active":
            self.counts["not_active"] += 1
            self.reading.left_out[cell["urn"]] = f"The register says: {cell['status'] or 'no status'}."
        elif self._is_home_based(cell):
            self.counts["home_based"] += 1
            self.counts["childminders"] += cell["type"].casefold() in self.kinds.childminders
            self.reading.left_out[cell["urn"]] = "The register says that it is in somebody's home."
        else:
            self._take(row, cell)

    def finish(self) -> None:
        """Set the points, all at once, and the counts. Raises CannotReadFile when the file says nothing of the area."""
        if self.counts["rows"] == self.counts["elsewhere"]:
            near = get_close_matches(self.reading.area, self.areas, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            raise CannotReadFile(f'No row of the file is of the local authority "{self.reading.area}".{hint}')
        points = Points(record.facts["location"]["postcode"] for record in self.records)
        for record in self.records:
            record.facts["location"]["point"] = point = points.of(record.facts["location"]["postcode"])
            self.counts["without_point"] += point[0] is None
        self.reading.records, self.reading.counts = self.records, dict(self.counts)

    def _cells(self, row: Row) -> dict[str, str]:
        cells = {name: plain_text(row.cells.get(column, ""), longest=200).replace("\n", " ") for name, column in self.columns.items()}
        return dict.fromkeys(COLUMNS, "") | cells | {"urn": cells["urn"].upper()}

    def _is_home_based(self, cell: dict[str, str]) -> bool:
        return cell["type"].casefold() in self.kinds.home_based or REDACTED in (cell["name"].casefold(), cell["postcode"].casefold())

    def _take(self, row: Row, cell: dict[str, str]) -> None:
        kind = self.kinds.kind_of(cell["type"], cell["subtype"], is_early_years=_is_yes(cell["early_years"]))
        if (reason := self._why_not(cell, kind)) or kind is None:
            self._refuse(row, cell["urn"], reason)
            return
        facts = self._facts(row, cell, kind)
        first = self.first_seen.setdefault(cell["urn"], (row.number, facts))
        if first[0] == row.number:
            record = SourceRecord(cell["urn"], row.number, facts, tuple(self.kinds.topics.get(kind, ())))
            self.records.append(record)
        elif first[1] == facts:
            self.counts["repeated"] += 1
        else:
            self._refuse(row, cell["urn"], f"Row {first[0]} has the same Provider URN and says something else. Row {first[0]} was used.")

    @staticmethod
    def _why_not(cell: dict[str, str], kind: str | None) -> str:
        if not cell["urn"]:
            return "It has no Provider URN."
        if not URN.match(cell["urn"]):
            return f'"{cell["urn"]}" is not a Provider URN.'
        if not cell["name"]:
            return "It has no name."
        if kind is None:
            return f'We do not know the provider type "{cell["type"]}". It can be added to ofsted_kinds.yaml.'
        return ""

    def _facts(self, row: Row, cell: dict[str, str], kind: str) -> dict[str, dict[str, Any]]:
        inspected = [found for found in (day(row.cells.get(name, ""), *DAYS) for name in self.inspections) if found]
        registers = [words for flag, words in self.kinds.registers.items() if _is_yes(cell[flag])]
        service = {
            "name": cell["name"],
            "kind": kind,
            "phone": phone_in_words(cell["phone"]),
            "places": whole_number(cell["places"], most=MOST_PLACES) or None,  # nought is written where no number is set
            "registers": ", ".join(registers),
            "registered_on": day(cell["registered_on"], *DAYS),
            "inspected_on": max(inspected, default=None),
            "inspection_report": cell["link"] if REPORT_HOSTS.match(cell["link"]) else REPORTS.format(urn=cell["urn"]),
            "source_area": self.reading.area,
        }
        lines = {f"address_{n}": address_line(cell[f"address_{n}"]) for n in (1, 2, 3)}
        location = lines | {"town": address_line(cell["town"])[:120], "postcode": postcode_text(cell["postcode"])}
        return {"service": service, "location": location, "organisation": {"name": cell["name"]}}

    def _refuse(self, row: Row, urn: str, reason: str) -> None:
        self.reading.refused.append(RefusedRow(row.number, urn, reason))


def _day(before: str, file_name: str) -> date | None:
    """The day the file speaks of: "as at 31 December 2025" in its first lines, or a day in its name."""
    if match := DAY.search(before) or DAY.search(file_name.replace("_", " ")):
        for form in ("%d %B %Y", "%d %b %Y"):
            try:
                return datetime.strptime(" ".join(match.groups()), form).date()
            except ValueError:
                continue
    return day_in_name(file_name)


def _is_yes(text: str) -> bool:
    return text.casefold() in ("y", "yes")
