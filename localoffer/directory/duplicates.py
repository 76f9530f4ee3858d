"""Which services may be one and the same: by name, place, phone number and web address. Pure: reads no table, decides nothing.

A name alone says little (every town has a "Stay and play"), and so does a place, a number or a site alone (a school's nursery and
its club share all three). A pair needs names that are alike and one thing more. Only services that share such a thing are
compared, so the work grows with the number of services and not with its square.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from uuid import UUID

from rapidfuzz import fuzz

NAMES_ALIKE = 85  # of 100; "Example Stars" and "Example Stars Nursery" are, "Example Nursery" and "Example Club" are not
LARGEST_GROUP = 60  # above that (a council's switchboard) only neighbours in the alphabet are compared
NEIGHBOURS = 5
SHARED = {"place": 15, "phone": 15, "web": 15}
NAME_COUNTS = 0.55
NOT_A_NAME = re.compile(r"[^\w\s]|\b(the|ltd|limited|cic|llp|plc|and|of|at)\b")
SITE = re.compile(r"^https?://(?:www\.)?([^/?#]+)([^?#]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a service is compared by. `postcodes` are those of all its places that are shown."""

    key: UUID
    name: str
    postcodes: frozenset[str] = frozenset()
    phone: str = ""
    website: str = ""

    def marks(self) -> set[tuple[str, str]]:
        """What it may share with another: ("phone", "01632960001"), …"""
        marks = {("place", code.replace(" ", "")) for code in self.postcodes if code}
        if phone := _digits(self.phone):
            marks.add(("phone", phone))
        if site := _site(self.website):
            marks.add(("web", site))
        return marks


@dataclass(frozen=True, slots=True)
class Pair:
    """Two services that may be one. `first` is the smaller key; `likeness` of 0 to 100; `reasons` in the order name, place, phone, web."""

    first: UUID
    second: UUID
    likeness: int
    reasons: tuple[str, ...]


def pairs(candidates: Iterable[Candidate]) -> Iterator[Pair]:
    """Yield each pair once."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for mark in candidate.marks():
            groups[mark].append(candidate)
    seen: set[tuple[UUID, UUID]] = set()
    for group in groups.values():
        for one, other in _to_compare(group):
            first, second = sorted((one, other), key=lambda candidate: candidate.key)
            if (first.key, second.key) not in seen:
                seen.add((first.key, second.key))
                if pair := compare(first, second):
                    yield pair


def compare(first: Candidate, second: Candidate) -> Pair | None:
    """The pair, or None when they are not alike enough to ask a person."""
    name = names_alike(first.name, second.name)
    shared = {kind for kind, _value in first.marks() & second.marks()}
    if name < NAMES_ALIKE or not shared:
        return None
    likeness = min(100, round(name * NAME_COUNTS + sum(SHARED[kind] for kind in shared)))
    return Pair(first.key, second.key, likeness, ("name", *(kind for kind in SHARED if kind in shared)))


def names_alike(first: str, second: str) -> float:
    """How alike two names are, of 0 to 100, whatever the order of their words; one that holds the other whole is alike
    if it is more than one word."""
    one, other = (" ".join(NOT_A_NAME.sub(" ", name.casefold()).split()) for name in (first, second))
    if not one or not other:
        return 100.0 if first.casefold() == second.casefold() else 0.0
    whole = fuzz.token_sort_ratio(one, other)
    shorter = min(one, other, key=len)
    return max(whole, fuzz.token_set_ratio(one, other) - 5) if len(shorter.split()) > 1 else whole


def _to_compare(group: list[Candidate]) -> Iterator[tuple[Candidate, Candidate]]:
    if len(group) <= LARGEST_GROUP:
        yield from combinations(group, 2)
        return
    group = sorted(group, key=lambda candidate: candidate.name.casefold())
    for at, one in enumerate(group):
        for other in group[at + 1 : at + 1 + NEIGHBOURS]:
            yield one, other


def _digits(phone: str) -> str:
    digits = re.sub(r"\D", "", phone.replace("+44", "0"))
    return digits if len(digits) >= 9 else ""


def _site(website: str) -> str:
    match = SITE.match(website.strip())
    return f"{match[1].casefold()}{match[2].rstrip('/').casefold()}" if match else ""
