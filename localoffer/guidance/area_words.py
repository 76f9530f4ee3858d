"""Which words belong to one area and must not stand in text that is true anywhere. The words are a council's data, never code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from .content_files import Block, ContentFile

# Keys of a contact that officers alone read
FOR_OFFICERS = ("source", "note")


@dataclass(frozen=True, slots=True)
class AreaWords:
    """`words` as in `area_words` of council.yaml; `area_name` may stand in the heading of a local note, and only there."""

    words: tuple[str, ...]
    area_name: str

    @classmethod
    def of(cls, settings: Mapping) -> "AreaWords":
        return cls(tuple(settings.get("area_words") or []), settings["area_name"])

    def found_in(self, text: str) -> list[str]:
        """The words that stand in the text, whole and in any capitals, in the order of the list."""
        return [word for word in self.words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I)]

    def faults_in_page(self, file: ContentFile) -> Iterator[str]:
        """A sentence for each place of national text that names the area."""
        front = file.front
        places = {"title": front["title"], "short_answer": front["short_answer"], "owner": front["owner"],
                  "asked_as": "\n".join(front.get("asked_as") or [])}  # fmt: skip
        places |= {f"the block {block.key}": self._national_words(block) for block in file.blocks}
        return self._faults(places)

    def _national_words(self, block: Block) -> str:
        if not block.is_local:
            return "\n".join([block.key.replace("-", " "), block.heading, block.text])
        heading = block.heading.replace(self.area_name, "")
        return "\n".join([block.key.replace("-", " "), heading, block.fields["slot"], block.national])

    def faults_in_contacts(self, contacts: Iterable[Mapping]) -> Iterator[str]:
        """A local contact keeps its role and what it does in a new council; a national one everything that families read."""
        for entry in contacts:
            names = ("role", "what") if entry.get("place") == "local" else entry.keys() - set(FOR_OFFICERS)
            yield from self._faults({f"{entry['key']}, {name}": str(entry.get(name) or "") for name in sorted(names)})

    def faults_in_rows(self, rows: Iterable[Mapping], *, name: str) -> Iterator[str]:
        return self._faults({row[name]: str(row) for row in rows})

    def _faults(self, places: Mapping[str, str]) -> Iterator[str]:
        for place, text in places.items():
            found = self.found_in(text)
            if found:
                yield f"{place}: {', '.join(found)} belongs to this area. Write it in a local note, or say it for any council."
