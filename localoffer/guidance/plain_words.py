"""How hard a text is to read, and what makes it so. A measure of our own: it downloads nothing and needs no word list.

The reading age is Flesch and Kincaid's grade plus five years: the age of a child in an English school who would manage it.
A few long words that a family meets whatever we write are counted as two syllables: they are explained where they first stand.
A sentence ends at a full stop, a question or exclamation mark, a colon or a semicolon, and at the end of a line: what a colon
leads in is read by itself, as an entry of a list is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 20
HIGHEST_AGE = 10.4  # of any page
HARDEST_MEDIAN = 9.5  # of the middle page: a reading age of nine, as our style asks
_FAMILIAR = """
    activities assessment assessments council councils december disabilities disability disabled education educational families
    family february information january november october september special tribunal
"""
FAMILIAR = frozenset(_FAMILIAR.split())
# Names of bodies, and short forms that everybody knows or that the glossary explains in place.
_KNOWN_SHORT = "AA ADHD A&E BSL CAMHS DLA EHC GCSE GCSES GOV GP ID IPSEA NHS NSPCC OK PDF PIP SEN SENCO SEND SENDIASS SOS TV UK"
KNOWN_SHORT = frozenset(_KNOWN_SHORT.split())
# Words we do not write, as patterns, and what to write instead. Those in capitals are sought in capitals only.
FORBIDDEN = {
    "ASD": "autism", "ascertain": "find out", "click here": "say where the link leads", "commenc(?:e|es|ed|ing)": "start",
    "holistic": "whole", "in order to": "to", "in respect of": "about", "please note": "leave it out", "prior to": "before",
    "provision is made": "you get", "pursuant to": "under", "service users": "people", "signpost(?:s|ed|ing)?": "tell you about",
    "stakeholders": "name the people", "suffer(?:s|ed|ing)? from": "has", "utilis(?:e|es|ed|ing)": "use",
    "wheelchair[ -]bound": "wheelchair user",
}  # fmt: skip
_CELL = re.compile(r"\s*\|\s*")
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_#>`]|^\s*(?:-|\d+\.)\s+|^[-: ]+$", re.M)
_ENDS = re.compile(r"(?<=[.!?:;])[\"”’')]*\s+|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SHORT = re.compile(r"\b[A-Z]{2,}(?:&[A-Z])?s?\b")
# An ending that is written and not spoken: "asked", "makes", "rule"; but "wanted", "places", "wishes", "table", "samples".
_SILENT = re.compile(r"(?<![td])ed$|(?<![cgsxz])(?<![cs]h)(?<![^aeiouy]l)es$|(?<![^aeiouy]l)e$")
# Two vowels side by side that are spoken apart: "doing", "period", "diary", "area".
_APART = re.compile(r"(?<=[aeiouy])(?=ing)|(?<=[bdrv]i)(?=a|o(?!u))|(?<=[aeiouy][a-z]e)(?=as?$)")


@dataclass(frozen=True, slots=True)
class Reading:
    """`age` in years, to one decimal · `long_sentences` those over 20 words · `unexplained` short forms with no long form beside
    them · `forbidden` (words, what to write instead)."""

    age: float
    words: int
    long_sentences: tuple[str, ...]
    unexplained: tuple[str, ...]
    forbidden: tuple[tuple[str, str], ...]


def read(text: str) -> Reading:
    """Measure plain text or Markdown, one paragraph, step or cell a line."""
    plain = _plain(text)
    sentences = sentences_of(text)
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    return Reading(
        age=_age(len(words), len(sentences), sum(map(syllables, words))), words=len(words),
        long_sentences=tuple(s for s in sentences if words_in(s) > LONGEST_SENTENCE),
        unexplained=_unexplained(plain), forbidden=tuple(_forbidden(plain)),
    )  # fmt: skip


def sentences_of(text: str) -> list[str]:
    """Its sentences, as they are measured: without marks, a line or a cell ends one."""
    return [" ".join(s.split()) for s in _ENDS.split(_plain(text)) if _WORD.search(s)]


def words_in(sentence: str) -> int:
    return len(_WORD.findall(sentence))


def _plain(text: str) -> str:
    return _MARKS.sub(lambda match: match[1] or " ", _CELL.sub("\n", text))


def _age(words: int, sentences: int, all_syllables: int) -> float:
    if not words:
        return 0.0
    return round(0.39 * words / sentences + 11.8 * all_syllables / words - 15.59 + 5, 1)


def syllables(word: str) -> int:
    """`"assess"` → 2. Counts groups of vowels, without endings that are not spoken. Right for most words, not for all."""
    low = re.sub(r"['’]s?$", "", word.lower().strip("'’"))
    if low in FAMILIAR:
        return 2
    return max(1, len(re.findall(r"[aeiouy]+", _APART.sub("-", _SILENT.sub("", low)))))


def _unexplained(plain: str) -> tuple[str, ...]:
    """Short forms that are neither known nor set in brackets after (or before) their long form."""
    found: Iterable[str] = dict.fromkeys(_SHORT.findall(plain))
    strange = (s for s in found if not {s, s.removesuffix("s")} & KNOWN_SHORT)
    return tuple(s for s in strange if not re.search(rf"\({re.escape(s)}\)|\b{re.escape(s)} \(", plain))


def _forbidden(plain: str) -> Iterator[tuple[str, str]]:
    """A word that opens a quotation is named, not used: people call that "signposting"."""
    for pattern, instead in FORBIDDEN.items():
        found = re.search(rf"(?<![\"“‘])\b{pattern}\b", plain, 0 if pattern.isupper() else re.I)
        if found:
            yield found[0], instead
