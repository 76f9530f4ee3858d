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


Named = tuple[tuple[str, ...], tuple[str, ...]]
"""A name, in stems or in words as they are written, and the codes of its concepts."""


@once
def _names_by_first() -> tuple[dict[str, dict[str, list[Named]]], dict[str, dict[str, list[Named]]]]:
    """Names in stems and names as they are written, each as {first: {second, or nothing: the longest first}}.

    Most words begin no name and "school" begins a hundred: a page is read without looking through them all.
    """
    codes: dict[tuple[str, ...], list[str]] = {}
    for concept in concepts().values():
        for name in concept.names:
            codes.setdefault(name, []).append(concept.code)
    in_stems: dict[str, dict[str, list[Named]]] = {}
    as_written: dict[str, dict[str, list[Named]]] = {}
    for name in sorted(codes, key=len, reverse=True):
        said = tuple(word.removeprefix(AS_WRITTEN) for word in name)
        names = in_stems if said == name else as_written
        names.setdefault(said[0], {}).setdefault(said[1] if len(said) > 1 else "", []).append((said, tuple(codes[name])))
    return in_stems, as_written


def concepts_in(words: Sequence[str]) -> list[tuple[str, int, int]]:
    """Return (code, start, end) of each concept named in the words; a longer name hides the shorter ones inside it."""
    in_stems, as_written = _names_by_first()
    stems, found, next_start = [stem(word) for word in words], [], 0
    for start, word in enumerate(words):
        if start < next_start or (stems[start] not in in_stems and word not in as_written):
            continue
        standing = (_name_at(stems, start, in_stems), _name_at(words, start, as_written))
        name, codes = max(standing, key=lambda named: len(named[0]))
        next_start = start + len(name)
        found += [(code, start, next_start) for code in codes]
    return found


def _name_at(said: Sequence[str], start: int, names: dict[str, dict[str, list[Named]]]) -> Named:
    """The longest name that stands here; one of no words and no codes where none does."""
    begun = names.get(said[start], {})
    second = said[start + 1] if start + 1 < len(said) else ""
    for named in (*begun.get(second, ()), *begun.get("", ())):
        if tuple(said[start : start + len(named[0])]) == named[0]:
            return named
    return (), ()


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
def urgent_patterns() -> dict[str, tuple[re.Pattern, ...]]:
    """`danger` and `distress`, a pattern for each line, over text made plain. Each by itself knows with which letters it can begin;
    joined into one they were all tried at every word, and took four times as long."""
    return {name: tuple(re.compile(line) for line in lines) for name, lines in _urgent_lines().items() if name != "idioms"}


@once
def idioms() -> re.Pattern:
    """Ways of speaking that sound urgent and are not ("the forms are killing me")."""
    return re.compile("|".join(_urgent_lines()["idioms"]))


def _urgent_lines() -> dict[str, list[str]]:
    """The lines of urgent.yaml as whole words; `<name>` stands for an entry of `words`, which may name an earlier one."""
    lists = read("urgent.yaml")
    words = lists.pop("words")

    def whole(line: str) -> str:
        for name in reversed(words):
            line = line.replace(f"<{name}>", words[name])
        return rf"(?<!\w)(?:{unicodedata.normalize('NFKC', line)})(?!\w)"

    return {name: [whole(line) for line in lines] for name, lines in lists.items()}
