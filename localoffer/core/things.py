"""Names for anything a family can find, and the registry in which each app says how its kinds are described.

A thing is two plain columns, `kind` and `key`: no generic foreign key, so that a list, a comment or the search index may
point at a thing whose app it does not know. Keys never change and are never used again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class ThingRef(NamedTuple):
    """A kind (`question`, `service` …) and its key as text (a slug or a UUID)."""

    kind: str
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Description:
    """What search, lists and feeds need to know of one published thing, in plain text (no markup)."""

    ref: ThingRef
    title: str
    url: str
    summary: str = ""
    body: str = ""
    language: str = "en"
    phrases: tuple[str, ...] = ()
    """Other ways people ask for it."""
    terms: tuple[str, ...] = ()
    """Codes of taxonomy terms: `topics:travel/school-travel`, `needs:ASD`, `service-kinds:nursery`."""
    audiences: tuple[str, ...] = ()
    min_age_months: int | None = None
    max_age_months: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    is_free: bool | None = None
    contacts: tuple[str, ...] = ()
    """Keys of HelpContact, the one to ring first."""
    extra: dict = field(default_factory=dict)
    """JSON-able facts that a result card prints (place, age in words, freshness in words …)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of thing is found.

    describe  keys, or None for all → descriptions of those that are published now; others are left out.
    """

    name: str
    label: str
    describe: Callable[[Iterable[str] | None], Iterator[Description]]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known. Called from `AppConfig.ready()`; a second kind of the same name is a mistake."""
    if kind.name in _kinds:
        raise ValueError(f"The kind {kind.name!r} is registered already.")
    _kinds[kind.name] = kind


def kinds() -> dict[str, Kind]:
    """Return every registered kind by its name."""
    return dict(_kinds)


def describe(kind: str, keys: Iterable[str] | None = None) -> Iterator[Description]:
    """Yield descriptions of the published things of a kind. Raises KeyError for an unknown kind."""
    return _kinds[kind].describe(keys)
