"""The slots for local facts: which a council has filled, which wait, and whom families cannot reach yet. Knows no database:
`slots_of_files` looks at content files, `queries.local_slots` at what is published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .body_words import is_filled
from .content_files import stream
from .content_folder import Council

# Each is enough to reach somebody
WAYS = ("phone", "text", "email", "web")


@dataclass(frozen=True, slots=True)
class LocalSlot:
    """One local note. `page` is the slug of its page, `slot` what a council writes there."""

    page: str
    title: str
    heading: str
    slot: str
    is_required: bool
    is_filled: bool


@dataclass(frozen=True, slots=True)
class LocalSlots:
    """All slots of a council; `unreachable` names its local contacts with no number, no email and no web address, and
    `out_of_reach` those of them that stand at the foot of every page: a family must be able to reach these before the site opens."""

    slots: tuple[LocalSlot, ...]
    unreachable: tuple[str, ...]
    out_of_reach: tuple[str, ...] = ()

    @property
    def empty(self) -> list[LocalSlot]:
        """Those to write, the required ones first."""
        return sorted((slot for slot in self.slots if not slot.is_filled), key=lambda slot: not slot.is_required)

    @property
    def filled(self) -> list[LocalSlot]:
        return [slot for slot in self.slots if slot.is_filled]

    @property
    def missing(self) -> list[LocalSlot]:
        """Those that must be written before the site opens."""
        return [slot for slot in self.empty if slot.is_required]


def slots_of_files(council: Council) -> LocalSlots:
    slots = (slot for file in council.files for slot in slots_in(stream(file), page=file.id, title=file.front["title"]))
    silent = [entry for entry in council.contacts if entry.get("place") == "local" and not any(entry.get(way) for way in WAYS)]
    footer = council.settings.get("footer_contacts") or []
    needed = tuple(entry["name"] for entry in silent if entry["key"] in footer)
    return LocalSlots(tuple(slots), tuple(entry["name"] for entry in silent), needed)


def slots_in(body: Iterable[Mapping], *, page: str, title: str) -> Iterator[LocalSlot]:
    """The local notes of a stored body, in order."""
    for block in body:
        value = block["value"]
        if block["type"] == "note" and value.get("is_local"):
            yield LocalSlot(page, title, value["heading"], value.get("slot") or "", bool(value.get("is_required")), is_filled(value))
