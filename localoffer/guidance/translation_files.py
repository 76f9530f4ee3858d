"""Read and write translations as PO files: `<folder>/<language>/<page id>.po`, one a page. Knows no database.

PO is what translators' tools and agencies read. `msgid` is a piece of our English, `msgstr` its translation, `#.` says where it
stands. An entry marked fuzzy is a translator's doubt and is not shown to families.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib

from localoffer.core.languages import LANGUAGES, other_languages
from localoffer.core.untrusted import clean_html

from .content_files import ContentFault
from .segments import Segment

TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"\d+")
BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
ADDRESS = re.compile(r'href="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TranslationFile:
    """What one file holds: the page's id, the language's code, and English piece → its words in that language."""

    page: str
    language: str
    words: dict[str, str]


def read_translations(folder: Path) -> list[TranslationFile]:
    """Read the translations of every language in a council's folder. Raises ContentFault, telling the faults of all files at once."""
    found, faults = [], []
    for code in other_languages():
        for path in sorted((folder / code).glob("*.po")):
            try:
                found.append(read_translation(path, language=code))
            except ContentFault as fault:
                faults.append(str(fault))
    if faults:
        raise ContentFault("\n".join(faults))
    return found


def read_translation(path: Path, *, language: str) -> TranslationFile:
    """Read one file. Raises ContentFault, naming each entry whose numbers, links or tags are not those of its English."""
    entries = [entry for entry in _entries(path) if entry.msgstr and not entry.fuzzy and not entry.obsolete]
    name = f"{language}/{path.name}"
    faults = [f"{name}, line {entry.linenum}: {fault}" for entry in entries for fault in _faults_in(entry.msgid, entry.msgstr)]
    if faults:
        raise ContentFault("\n".join(faults))
    return TranslationFile(path.stem, language, {entry.msgid: numbers_whole(entry.msgstr) for entry in entries})


def numbers_whole(words: str) -> str:
    """`116 123` with a blank that does not break. In a line that runs from right to left, the two halves would change places at any
    other blank (Unicode Bidirectional Algorithm, rules W2, W4 and L2): a family would ring a wrong number."""
    return BETWEEN_DIGITS.sub("\u00a0", words)


def _entries(path: Path) -> Iterable[polib.POEntry]:
    try:
        return polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)
    except (OSError, ValueError, UnicodeDecodeError) as problem:
        raise ContentFault(f"{path.parent.name}/{path.name} cannot be read as a PO file: {problem}") from problem


def _faults_in(english: str, words: str) -> Iterator[str]:
    """What would lead a family wrong: another number, another address, a tag that is lost. Words are for people to check."""
    if words != clean_html(words) and TAG.search(words):
        yield "it holds a tag or an attribute that our pages do not use."
    if sorted(NUMBER.findall(TAG.sub("", english))) != sorted(NUMBER.findall(TAG.sub("", words))):
        yield "its numbers are not those of the English. Write them in digits, as the English does."
    if Counter(ADDRESS.findall(english)) != Counter(ADDRESS.findall(words)):
        yield "its links are not those of the English."
    if Counter(TAG.findall(english)) != Counter(TAG.findall(words)):
        yield "its tags are not those of the English."


def write_translation(path: Path, segments: Iterable[Segment], *, language: str, dry_run: bool = False) -> Counter:
    """Write the file of a page: its pieces in order, with the words it holds already. Words whose English is gone are kept at the
    end as obsolete, for a translator to take from. Returns how many are translated, to do, and obsolete."""
    before = {entry.msgid: entry for entry in _entries(path)} if path.exists() else {}
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    counts: Counter = Counter()
    for segment in segments:
        known = before.pop(segment.english, None)
        words, flags = (known.msgstr, list(known.flags)) if known else ("", [])
        file.append(
            polib.POEntry(msgid=segment.english, msgstr=words, comment=segment.place, flags=flags, tcomment=known.tcomment if known else "")
        )
        counts["translated" if words and "fuzzy" not in flags else "to do"] += 1
    for entry in before.values():
        if entry.msgstr:
            file.append(polib.POEntry(msgid=entry.msgid, msgstr=entry.msgstr, obsolete=True))
            counts["obsolete"] += 1
    if not dry_run:
        path.parent.mkdir(parents=True, exist_ok=True)
        file.save(str(path))
    return counts


def languages_in(folder: Path) -> list[str]:
    """The codes of the languages that a council's folder holds translations in."""
    return [code for code in LANGUAGES if any((folder / code).glob("*.po"))]
