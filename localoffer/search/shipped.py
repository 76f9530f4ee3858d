"""The lists that search ships with: concepts, urgent words, what is out of scope. Read once a process."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import yaml
from django.conf import settings

from .once import once
from .words import stem, stems_of, words_of

# The one in C is ten times as fast; it is not in every build of PyYAML.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with many names. `need` and `service_kinds` are codes of the directory's taxonomies.

    shown  the name to print · near  codes of concepts whose pages help when none is about this one.
    """

    code: str
    names: tuple[tuple[str, ...], ...]
    shown: str = ""
    need: str = ""
    service_kinds: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def read_bytes(name: str) -> bytes:
    return (settings.SHIPPED_DATA_DIR / "search" / name).read_bytes()


def read(name: str) -> dict:
    return yaml.load(read_bytes(name), Loader=LOADER)  # noqa: S506  a safe loader both ways


AS_WRITTEN = "="


@once
def concepts() -> dict[str, Concept]:
    """Every concept by its code; names are tuples of stems, or of `=word` where the name holds only as it is written."""
    return {
        entry["code"]: Concept(
            entry["code"], tuple(filter(None, (_name(str(name)) for name in entry["names"]))), str(entry["names"][0]).strip(AS_WRITTEN),
            entry.get("need", ""), tuple(entry.get("service_kinds", ())), tuple(entry.get("near", ())),
        )
        for entry in read("synonyms.yaml")["concepts"]
    }  # fmt: skip


def _name(name: str) -> tuple[str, ...]:
    return tuple(f"{AS_WRITTEN}{word}" for word in words_of(name)) if name.startswith(AS_WRITTEN) else tuple(stems_of(name))


@once
def _names_by_start() -> dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """{first two stems or =words, or the only one: [(name, codes)], the longest name first}. Most words begin no name, so that reading
    a page stays quick."""
    codes: dict[tuple[str, ...], list[str]] = {}
    for concept in concepts().values():
        for name in concept.names:
            codes.setdefault(name, []).append(concept.code)
    found: dict[tuple[str, ...], list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for name in sorted(codes, key=len, reverse=True):
        found.setdefault(name[:2], []).append((name, tuple(codes[name])))
    return found


def concepts_in(words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (code, start, end) of each concept named in the words; a longer name hides the shorter ones inside it."""
    stems, written = [stem(word) for word in words], [AS_WRITTEN + word for word in words]
    found: list[tuple[str, int, int]] = []
    start = 0
    while start < len(stems):
        name, codes = max(_name_at(stems, start), _name_at(written, start), key=lambda named: len(named[0]))
        found += [(code, start, start + len(name)) for code in codes]
        start += len(name) or 1
    return found


def _name_at(said: list[str], start: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The longest name that stands here, and its codes; two empty tuples where none does."""
    by_start, ahead = _names_by_start(), tuple(said[start : start + 2])
    for named in by_start.get(ahead, ()) if len(ahead) == 2 else ():
        if tuple(said[start : start + len(named[0])]) == named[0]:
            return named
    alone = by_start.get(ahead[:1])
    return alone[0] if alone else ((), ())


@once
def vocabulary() -> frozenset[str]:
    """Every word of a concept's name and of what is out of scope, as it is written."""
    names = [str(name) for entry in read("synonyms.yaml")["concepts"] for name in entry["names"]]
    return frozenset(word for name in (*names, *read("out_of_scope.yaml")["phrases"]) for word in words_of(str(name)))


@once
def misspelt() -> dict[str, str]:
    """Mistakes that are too far from the right word to be mended by likeness: {as typed: as meant}."""
    return {str(wrong): str(right) for wrong, right in read("misspelt.yaml").items()}


@once
def names_of(taxonomy: str) -> dict[str, str]:
    """{code: name} of a taxonomy as it ships: "needs" or "service-kinds"."""

    def walk(terms: list[dict]) -> dict[str, str]:
        found = {}
        for term in terms:
            found |= {term["code"]: term["name"]} | walk(term.get("children", []))
        return found

    path = settings.SHIPPED_DATA_DIR / "taxonomies" / f"{taxonomy}.yaml"
    return walk(yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)["terms"])  # noqa: S506


@once
def out_of_scope_names() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(stems_of(str(phrase))) for phrase in read("out_of_scope.yaml")["phrases"])


@once
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
