"""The lists that search ships with: concepts, urgent words, what is out of scope. Read once a process."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

import yaml
from django.conf import settings

from .words import plain, stems_of


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with many names. `need` and `service_kinds` are codes of the directory's taxonomies."""

    code: str
    names: tuple[tuple[str, ...], ...]
    need: str = ""
    service_kinds: tuple[str, ...] = ()


def read(name: str) -> dict:
    return yaml.safe_load((settings.SHIPPED_DATA_DIR / "search" / name).read_text(encoding="utf-8"))


@cache
def concepts() -> dict[str, Concept]:
    """Every concept by its code; names are tuples of stems."""
    return {
        entry["code"]: Concept(
            entry["code"], tuple(filter(None, (tuple(stems_of(str(name))) for name in entry["names"]))),
            entry.get("need", ""), tuple(entry.get("service_kinds", ())),
        )
        for entry in read("synonyms.yaml")["concepts"]
    }  # fmt: skip


@cache
def _codes_by_name() -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for concept in concepts().values():
        for name in concept.names:
            found.setdefault(name, []).append(concept.code)
    return found


@cache
def _longest_name() -> int:
    return max(len(name) for name in _codes_by_name())


def concepts_in(stems: list[str]) -> list[tuple[str, int, int]]:
    """Return (code, start, end) of each concept named in the stems; a longer name hides the shorter ones inside it."""
    found, start = [], 0
    while start < len(stems):
        for end in range(min(len(stems), start + _longest_name()), start, -1):
            codes = _codes_by_name().get(tuple(stems[start:end]))
            if codes:
                found += [(code, start, end) for code in codes]
                start = end - 1
                break
        start += 1
    return found


@cache
def vocabulary_of_concepts() -> frozenset[str]:
    """Every word in a concept's name, as it is written."""
    return frozenset(w for entry in read("synonyms.yaml")["concepts"] for name in entry["names"] for w in plain(str(name)).split())


@cache
def out_of_scope_names() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stems_of(str(phrase))) for phrase in read("out_of_scope.yaml")["phrases"])


@cache
def urgent_patterns() -> dict[str, re.Pattern]:
    """`idioms`, `danger` and `distress`, each one pattern over text made plain; `<name>` stands for an entry of `words`."""
    lists = read("urgent.yaml")
    words = lists.pop("words")

    def whole(line: str) -> str:
        # An entry of `words` may name an earlier one.
        for name in reversed(words):
            line = line.replace(f"<{name}>", words[name])
        return unicodedata.normalize("NFKC", line)

    return {name: re.compile("|".join(rf"(?<!\w)(?:{whole(line)})(?!\w)" for line in lines)) for name, lines in lists.items()}
