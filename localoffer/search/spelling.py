"""Mends typing mistakes with the words of our own index and synonyms, never with the whole of English."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, Levenshtein

from .shipped import misspelt
from .words import EMPTY, stem

SHORTEST = 5
LONG = 8
# One of ours that stands once or twice is as likely to be a chance word as what was meant.
COMMON_ENOUGH = 3
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SOUND_ALIKE = ("aeiouy", "cksqz", "gj", "mn", "dt", "bp", "fv", "lr", "szc", "wv")


def mend(words: list[str], *, known: Mapping[str, int], known_stems: frozenset[str]) -> dict[str, str]:
    """Return {word as typed: word meant} for words that we do not know and that one of ours is near enough to.

    known  our words and how often each stands in the index: of two as near, the commoner is taken.
    """
    meant = {}
    for word in dict.fromkeys(words):
        if right := misspelt().get(word):
            meant[word] = right
        elif _is_strange(word, known, known_stems) and (better := _nearest(word, known)):
            meant[word] = better
    return meant


def _is_strange(word: str, known: Mapping[str, int], known_stems: frozenset[str]) -> bool:
    return len(word) >= SHORTEST and word.isalpha() and word not in EMPTY and word not in known and stem(word) not in known_stems


def _nearest(word: str, known: Mapping[str, int]) -> str:
    furthest = 1 if len(word) < LONG else 2
    near = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=furthest, limit=20)
    likely = [
        (distance, -known[other], other)
        for other, distance, _index in near
        if other[0] == word[0] and len(other) >= SHORTEST - 1 and known[other] >= COMMON_ENOUGH and _is_a_slip(word, other)
    ]
    return min(likely)[2] if likely else ""


def _is_a_slip(typed: str, meant: str) -> bool:
    """Whether a hand or an ear could make one into the other. "starving" is no slip for "starting": a real word is left alone."""
    if sorted(typed) == sorted(meant):
        return True
    swaps = [(typed[edit.src_pos], meant[edit.dest_pos]) for edit in Levenshtein.editops(typed, meant) if edit.tag == "replace"]
    return all(_are_alike(one, other) for one, other in swaps)


def _are_alike(one: str, other: str) -> bool:
    if any(one in letters and other in letters for letters in SOUND_ALIKE):
        return True
    rows = [(row, letters.find(letter)) for letter in (one, other) for row, letters in enumerate(KEYBOARD) if letter in letters]
    return len(rows) == 2 and all(abs(a - b) <= 1 for a, b in zip(*rows, strict=True))
