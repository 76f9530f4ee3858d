"""What the readers of registers share: rows sorted one by one, repeated numbers found, places put on the map.

A register's own module says which columns it has and what one row means: an entry (`Take`), one that is no entry, with the
reason (`LeaveOut`), or one that cannot be used (`Refuse`). The file is walked once and never held whole.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import OutputWrapper

from localoffer.core.untrusted import plain_text

from ..actions.imports import Reading, RefusedRow, SourceRecord
from ..errors import CannotReadFile
from ..postcodes import normal_form
from ..progress import counted
from ..queries import Points
from .tables import Row, Table, read_table

BATCH = 500
LONGEST_CELL = 2_000
LONGEST_ID = 80
DAY_IN_NAME = re.compile(r"(20\d{2})-?(\d{2})-?(\d{2})")
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Take:
    """An entry. `facts` as in SourceRecord; a location's point is set later, from its postcode."""

    facts: dict[str, dict[str, Any]]
    topics: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    units: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """No entry. `count` is the name it is counted by, `reason` what is said of an entry that the directory has of it."""

    count: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Refuse:
    """It should be an entry and cannot be; `reason` is a plain sentence."""

    reason: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a register: ours → the names met so far, in normal form. The first of `must_have` is the key.

    `what` names the file in the message to somebody who took the wrong one. `header` are the columns in order where the
    file is published without a header row.
    """

    columns: Mapping[str, tuple[str, ...]]
    must_have: tuple[str, ...]
    what: str
    header: tuple[str, ...] = ()

    def found_in(self, names: tuple[str, ...]) -> dict[str, str]:
        """Which column of the file holds what. Raises CannotReadFile naming those that must be there and are not."""
        found = {ours: next((name for name in theirs if name in names), "") for ours, theirs in self.columns.items()}
        missing = [f'"{self.columns[name][0]}"' for name in self.must_have if not found[name]]
        if missing:
            raise CannotReadFile(f"The file has no column called {', '.join(missing)}. Is it {self.what}?")
        return {ours: name for ours, name in found.items() if name}

    def open(self, path: Path) -> tuple[Table, dict[str, str]]:
        """The file and its columns. The key may have had several names."""
        key = self.columns[self.must_have[0]]
        for name in key[1:] if not self.header else ():
            try:
                table = read_table(path, key=name)
            except CannotReadFile:
                continue
            return table, self.found_in(table.columns)
        table = read_table(path, key=key[0], header=self.header)
        return table, self.found_in(table.columns)


Sort = Callable[[dict[str, str]], Take | LeaveOut | Refuse]


@dataclass(slots=True)
class RegisterReader:
    """Walks a register's rows. `sort` says what a row's cells mean; it never sees a broken row."""

    reading: Reading
    columns: dict[str, str]
    sort: Sort
    areas: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=lambda: Counter(rows=0, elsewhere=0, repeated=0, without_point=0))
    seen: dict[str, tuple[int, bytes]] = field(default_factory=dict)

    def records(self, rows: Iterable[Row]) -> Iterator[SourceRecord]:
        """Yield the entries. Raises CannotReadFile, also at the end when no row was of the area."""
        found = (record for row in rows if (record := self._read(row)))
        while part := list(islice(found, BATCH)):
            yield from self._placed(part)
        if self.counts["rows"] == self.counts["elsewhere"]:
            near = get_close_matches(self.reading.area, self.areas, n=1)
            hint = f' Did you mean "{near[0]}"?' if near else ""
            raise CannotReadFile(f'No row of the file is of "{self.reading.area}".{hint}')
        self.reading.counts.update(self.counts)

    def _read(self, row: Row) -> SourceRecord | None:
        cell = self._cells(row)
        self.counts["rows"] += 1
        answer = self.sort(cell)
        if isinstance(answer, LeaveOut):
            self.counts[answer.count] += 1
            if answer.count == "elsewhere":
                self.areas.add(cell.get("area", ""))
            elif answer.reason:
                self.reading.left_out[cell["id"]] = answer.reason
            return None
        if problem := row.problem or (answer.reason if isinstance(answer, Refuse) else _id_problem(cell["id"])):
            self._refuse(row, cell["id"], problem)
            return None
        return self._first(row, cell["id"], answer) if isinstance(answer, Take) else None

    def _first(self, row: Row, number: str, answer: Take) -> SourceRecord | None:
        """The record, unless its number was met before. 100,000 of them are remembered by the sum of their facts."""
        digest = hashlib.sha256(json.dumps(answer.facts, sort_keys=True).encode()).digest()
        first, said = self.seen.setdefault(number, (row.number, digest))
        if first == row.number:
            return SourceRecord(number, row.number, answer.facts, answer.topics, answer.needs, answer.units)
        if said == digest:
            self.counts["repeated"] += 1
        else:
            self._refuse(row, number, f"Row {first} has the same number and says something else. Row {first} was used.")
        return None

    def _cells(self, row: Row) -> dict[str, str]:
        return {
            name: plain_text(row.cells.get(column, ""), longest=LONGEST_CELL).replace("\n", " ") for name, column in self.columns.items()
        }

    def _placed(self, records: list[SourceRecord]) -> Iterator[SourceRecord]:
        points = Points(record.facts["location"]["postcode"] for record in records if "location" in record.facts)
        for record in records:
            if "location" not in record.facts:
                yield record
                continue
            place = record.facts["location"]
            point = points.of(place["postcode"])
            self.counts["without_point"] += point[0] is None
            yield replace(record, facts=record.facts | {"location": place | {"point": point}})

    def _refuse(self, row: Row, number: str, reason: str) -> None:
        self.reading.refused.append(RefusedRow(row.number, number, reason))


def read_register(
    path: Path, *, source: str, layout: Layout, area: str, sort: Sort, as_of: date | None, watched_on: OutputWrapper | None = None
) -> Reading:
    """Open a register. Its records are read as they are walked; see Reading. Raises CannotReadFile."""
    table, columns = layout.open(path)
    reading = Reading(source, area, as_of, path.name, table.sha256)
    rows = counted(table.rows, what="rows", to=watched_on) if watched_on else table.rows
    reading.records = RegisterReader(reading, columns, sort).records(rows)
    return reading


def _id_problem(number: str) -> str:
    if not number:
        return "It has no number."
    return f'"{number[:40]}…" is too long for a number.' if len(number) > LONGEST_ID else ""


def day_in_name(file_name: str) -> date | None:
    """The day in a file's name, as 2026-09-01 or 20260901: registers are published under the day they speak of."""
    match = DAY_IN_NAME.search(file_name)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def day(text: str, *forms: str) -> str | None:
    """A day in any of these forms → "2011-08-05"; None for anything else."""
    for form in forms:
        try:
            return datetime.strptime(text.strip()[:10], form).date().isoformat()
        except ValueError:
            continue
    return None


def whole_number(text: str, *, most: int = 30_000) -> int | None:
    """A count, None for anything else and for more than a record can hold."""
    digits = text.strip().removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 and int(digits) <= most else None


def address_line(text: str) -> str:
    """A line of an address; one all in capitals is written as people write it."""
    return text[:160].title() if text.isupper() and not any(character.isdigit() for character in text) else text[:160]


def postcode_text(text: str) -> str:
    """The normal form; what is no postcode is kept, cut to the field."""
    return normal_form(text) or text.upper()[:8]


def web_address(text: str) -> str:
    """An address that can be followed; registers often leave out the scheme. Empty for what is none."""
    text = text.strip()
    if not text or any(character.isspace() for character in text):
        return ""
    lower = text.casefold()
    whole = text if lower.startswith(("http://", "https://")) else f"https://{text}"
    host = whole.split("://", 1)[1].split("/", 1)[0]
    is_one = bool(HOST.match(host))
    return whole if is_one and len(whole) <= 300 else ""
