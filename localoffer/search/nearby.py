"""The order of services: the words they hold, whether they are for this need, how far away, how fresh."""

import math
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

from .models import SearchDocument
from .ranking import Hit
from .reading import tokens_of
from .understanding import Query

IN_TITLE, IN_TEXT = 2.0, 1.0
FOR_THE_NEED = 0.5
# What ten miles, and a record that nobody confirmed, take off: less than a word that is found, so that they only part likes.
FAR_METRES, FAR = 16_000.0, 0.6
STALE = {"unconfirmed": 0.05, "held": 0.3}
TEXT_READ = 5000


@lru_cache(maxsize=5000)
def _tokens(document: SearchDocument, text_hash: str) -> tuple[frozenset[str], frozenset[str]]:
    """What title and text hold. Kept for a row (rows are equal by their number) and the hash of all that it says."""
    return frozenset(tokens_of(document.title)), frozenset(tokens_of(document.text[:TEXT_READ]))


def rank_services(
    documents: list[SearchDocument], *, tokens: frozenset[str], query: Query, away: Callable[[SearchDocument], float | None]
) -> list[Hit]:
    """Services in the order to be read. With a place and no words left to find, that is the nearest first.

    tokens  what is looked for besides the kind · away  document → metres, or None.
    """
    held = [(document, *_tokens(document, document.text_hash)) for document in documents]
    among = Counter(token for _document, title, text in held for token in tokens & (title | text))
    worth = {token: math.log(1 + len(held) / among[token]) if among[token] else math.log(1 + 2 * len(held)) for token in tokens}
    whole = sum(worth.values()) or 1.0
    hits = []
    for document, title, text in held:
        found = sum(worth[t] * (IN_TITLE if t in title else IN_TEXT) for t in tokens if t in title or t in text)
        metres = away(document)
        score = found / whole - _setbacks(document, metres, has_place=query.place is not None)
        if any(f"needs:{need}" in document.terms for need in query.needs):
            score += FOR_THE_NEED
        hits.append(Hit(document, score, sum(worth[t] for t in tokens & (title | text)) / whole, metres))
    return sorted(hits, key=lambda hit: (-hit.score, hit.distance_metres is None, hit.distance_metres or 0.0, hit.document.title))


def _setbacks(document: SearchDocument, metres: float | None, *, has_place: bool) -> float:
    far = FAR * min(1.0, metres / FAR_METRES) if metres is not None else FAR if has_place else 0.0
    return far + STALE.get(document.extra.get("freshness_state", ""), 0.0)
