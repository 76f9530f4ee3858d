"""How hard a text is to read, and what makes it so. A measure of our own: it downloads nothing and needs no word list.

The reading age is Flesch and Kincaid's grade plus five years: the age of a child in an English school who would manage it.
Words that a family meets whatever we write (they are explained where they first stand) are counted as two syllables.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_SENTENCE = 20
FAMILIAR = frozenset(["assessment", "assessments", "council", "councils", "education", "educational", "special", "disability", "disabilities", "disabled", "luton", "tribunal", "information", "september", "october", "november", "december", "january", "february", "activities", "family", "families"])  # fmt: skip  # noqa: SIM905
# Names of bodies, and short forms that everybody knows or that the glossary explains in place.
KNOWN_SHORT = frozenset(
    [
        "EHC",
        "SEND",
        "SEN",
        "NHS",
        "GP",
        "ADHD",
        "UK",
        "TV",
        "ID",
        "OK",
        "PDF",
        "DLA",
        "PIP",
        "SENCO",
        "SENDIASS",
        "IPSEA",
        "NSPCC",
        "CAMHS",
        "SOS",
        "A&E",
        "BSL",
        "GCSE",
        "GCSES",
        "GOV",
        "AA",
    ]
)  # noqa: SIM905
FORBIDDEN = {
    "click here": "say where the link leads", "please note": "leave it out", "in order to": "to", "prior to": "before",
    "commence": "start", "utilise": "use", "ascertain": "find out", "in respect of": "about", "pursuant to": "under",
    "wheelchair bound": "wheelchair user", "suffers from": "has", "ASD": "autism", "stakeholders": "name the people",
    "service users": "people", "signpost": "tell you about", "holistic": "whole", "provision is made": "you get",
}  # fmt: skip
_CELL = re.compile(r"\s*\|\s*")
_MARKS = re.compile(r"\[([^\]]*)\]\([^)]*\)|[*_#>`]|^\s*(?:-|\d+\.)\s+|^[-: ]+$", re.M)
_ENDS = re.compile(r"(?<=[.!?:;])[\"”’')]*\s+|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SHORT = re.compile(r"\b[A-Z]{2,}(?:&[A-Z])?s?\b")


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
    """Measure Markdown or plain text."""
    plain = _MARKS.sub(lambda match: match[1] or " ", _CELL.sub("\n", text))
    sentences = [s.strip() for s in _ENDS.split(plain) if _WORD.search(s)]
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    return Reading(
        age=_age(len(words), len(sentences), sum(map(syllables, words))), words=len(words),
        long_sentences=tuple(s for s in sentences if len(_WORD.findall(s)) > LONGEST_SENTENCE),
        unexplained=_unexplained(plain), forbidden=_forbidden(plain),
    )  # fmt: skip


def _age(words: int, sentences: int, all_syllables: int) -> float:
    if not words:
        return 0.0
    return round(0.39 * words / sentences + 11.8 * all_syllables / words - 15.59 + 5, 1)


def syllables(word: str) -> int:
    """`"assess"` → 2. Counts groups of vowels; a silent e at the end does not count."""
    low = word.lower().strip("'’")
    if low in FAMILIAR:
        return 2
    low = re.sub(r"(?:[^laeiouy]e|[^td]ed|[^sxz]es)$", "", low) if len(low) > 3 else low
    return max(1, len(re.findall(r"[aeiouy]+", low)))


def _unexplained(plain: str) -> tuple[str, ...]:
    """Short forms that are neither known nor set in brackets after (or before) their long form."""
    found = dict.fromkeys(_SHORT.findall(plain))
    return tuple(
        s for s in found if s.rstrip("s") not in KNOWN_SHORT and s not in KNOWN_SHORT and not re.search(rf"\({s}\)|\b{s} \(", plain)
    )


def _forbidden(plain: str) -> tuple[tuple[str, str], ...]:
    hits: Iterable[str] = (w for w in FORBIDDEN if re.search(rf"\b{w}\b", plain, 0 if w.isupper() else re.I))
    return tuple((w, FORBIDDEN[w]) for w in hits)
