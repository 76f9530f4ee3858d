"""Addresses of other sites on our pages, and when each was last confirmed. Knows no database and opens no connection.

`addresses.yaml` in a council's folder lists every one, with the day it was confirmed and where, or with no day and why it is used
all the same. So a link that somebody made from a pattern is never taken for one that somebody saw.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.conf import settings

from .content_files import HREF, Block, ContentFile, markdown, read_rows
from .content_folder import Council
from .content_rules import NEEDED, Rule

LIST = "addresses.yaml"
RULES = {"address": NEEDED, "confirmed_on": Rule("date"), "source": NEEDED}
PACKAGE = Path(__file__).resolve().parents[1]
IN_TEMPLATE = re.compile(r"""["'](https?://(?!www\.w3\.org)[^"'{}<>\s]+)["']""")


@dataclass(frozen=True, slots=True)
class Listed:
    """`source`: where it was seen; with no day, why it is used though nobody saw it."""

    address: str
    confirmed_on: date | None
    source: str

    def is_stale(self, *, today: date) -> bool:
        return self.confirmed_on is not None and self.confirmed_on + stands_for(self.address, today=today) < today


@dataclass(frozen=True, slots=True)
class AddressReport:
    """`unlisted` stand on a page and not on the list, `unused` the other way round; both as (address, where)."""

    listed: tuple[Listed, ...]
    unlisted: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]

    @property
    def not_confirmed(self) -> list[Listed]:
        return [each for each in self.listed if each.confirmed_on is None]

    def stale(self, *, today: date) -> list[Listed]:
        return [each for each in self.listed if each.is_stale(today=today)]


def stands_for(address: str, *, today: date) -> timedelta:
    """How long a confirmation of this address stands. Raises LookupError when the data leave a gap."""
    for rule in _rules():
        if rule["valid_from"] <= today and (rule["valid_to"] is None or today < rule["valid_to"]):
            days = rule["stands_longer"].get(urlsplit(address).hostname, rule["stands_for_days"])
            return timedelta(days=days)
    raise LookupError(f"data/rules/addresses.yaml has no rule for {today}.")


@cache
def _rules() -> list[dict]:
    return yaml.safe_load((Path(settings.SHIPPED_DATA_DIR) / "rules" / "addresses.yaml").read_text("utf-8"))


def read_addresses(folder: Path) -> tuple[Listed, ...]:
    """The list of a council's folder. Raises ContentFault."""
    rows = read_rows(folder / LIST, RULES, name="address")
    return tuple(Listed(row["address"], row.get("confirmed_on"), row["source"]) for row in rows)


def check_addresses(folder: Path, council: Council) -> AddressReport:
    listed = read_addresses(folder)
    known, found = {each.address for each in listed}, used_addresses(council)
    unlisted = tuple((address, where) for address, where in found.items() if address not in known)
    return AddressReport(listed, unlisted, tuple(sorted(known - found.keys())))


def used_addresses(council: Council, *, with_local: bool = True) -> dict[str, str]:
    """Every address of another site, and the first place it stands in; without what only this council has, when asked."""
    found: dict[str, str] = {}
    for address, where in (*_of_lists(council, with_local), *_of_pages(council, with_local), *_of_templates()):
        found.setdefault(address, where)
    return found


def _of_lists(council: Council, with_local: bool) -> Iterator[tuple[str, str]]:
    if with_local and council.settings.get("main_site"):
        yield council.settings["main_site"], "council.yaml"
    for entry in council.contacts:
        if entry.get("web") and (with_local or entry.get("place") != "local"):
            yield f"https://{entry['web'].removeprefix('https://')}", f"contacts.yaml, {entry['key']}"


def _of_pages(council: Council, with_local: bool) -> Iterator[tuple[str, str]]:
    for file in council.files:
        for block in file.blocks:
            yield from ((address, _name(file)) for address in _of_block(block, with_local))


def _name(file: ContentFile) -> str:
    return f"{file.path.parent.name}/{file.path.name}"


def _of_block(block: Block, with_local: bool) -> Iterator[str]:
    html = block.html if with_local or not block.is_local else markdown.render(block.national)
    links = (target.replace("&amp;", "&") for target in HREF.findall(html))
    yield from (link for link in links if link.startswith(("http://", "https://")))
    if block.fields.get("source_url"):
        yield block.fields["source_url"]


def _of_templates() -> Iterator[tuple[str, str]]:
    """Those that stand in the program's own templates, for families: the desk's and the gallery's are not pages of theirs."""
    for path in sorted(PACKAGE.glob("*/templates/**/*.html")):
        yield from ((address, path.name) for address in IN_TEMPLATE.findall(path.read_text("utf-8")))
