"""Mends typing mistakes with the words of our own index and synonyms, never with the whole of English."""

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .words import EMPTY, stem

SHORTEST = 5
LONG = 8


def mend(words: list[str], *, known: Mapping[str, int], known_stems: frozenset[str]) -> dict[str, str]:
    """Return {word as typed: word meant} for words that we do not know and that one of ours is near enough to.

    known  our words and how often each stands in the index: of two as near, the commoner is taken.
    """
    meant = {}
    for word in dict.fromkeys(words):
        if len(word) < SHORTEST or not word.isalpha() or word in EMPTY or word in known or stem(word) in known_stems:
            continue
        better = _nearest(word, known)
        if better:
            meant[word] = better
    return meant


def _nearest(word: str, known: Mapping[str, int]) -> str:
    furthest = 1 if len(word) < LONG else 2
    found = process.extract(word, known.keys(), scorer=OSA.distance, score_cutoff=furthest, limit=20)
    near = [(distance, -known[other], other) for other, distance, _index in found if other[0] == word[0] and len(other) >= SHORTEST - 1]
    return min(near)[2] if near else ""
