"""From a text to what is compared: stems that carry meaning, concepts, letters in threes. A page is read once and kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from . import shipped
from .models import SearchDocument
from .numbering import Numbering
from .words import EMPTY, stem, words_of

FIELDS = ("title", "summary", "phrases", "body")
TOKENS, THREES = Numbering(), Numbering()
"""Numbers of every stem, concept and three letters that a page of this process holds."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page, read.

    tokens  each once · counts  how often each stands in each of FIELDS · passages  in how many passages · lengths  sums by field ·
    phrases  ways of asking: the title and what a person would say; their tokens and threes follow each other, `_sizes` long.
    """

    document: SearchDocument
    tokens: np.ndarray
    counts: np.ndarray
    passages: np.ndarray
    passage_count: int
    lengths: np.ndarray
    phrases: tuple[str, ...]
    phrase_tokens: np.ndarray
    phrase_sizes: np.ndarray
    phrase_threes: np.ndarray
    three_sizes: np.ndarray
    known: Counter[str]
    """Its words as written, for mending spelling."""


def tokens_of(text: str) -> list[str]:
    """Stems that carry meaning, and concepts as `#code`."""
    words = words_of(text)
    concepts = [f"#{code}" for code, _start, _end in shipped.concepts_in(words)]
    return [stem(word) for word in words if word not in EMPTY] + concepts


def threes_of(text: str) -> frozenset[str]:
    """`"bus"` → {" bu", "bus", "us "}."""
    spaced = f" {' '.join(word for word in words_of(text) if word not in EMPTY)} "
    return frozenset(spaced[i : i + 3] for i in range(len(spaced) - 2))


def read_page(document: SearchDocument) -> PageWords:
    counts, passages, known, passage_count = _read_fields(document)
    tokens = sorted(set().union(*counts))
    phrases = (document.title, *document.phrases)
    phrase_tokens, phrase_sizes = _numbered(TOKENS, (sorted(set(tokens_of(text))) for text in phrases))
    phrase_threes, three_sizes = _numbered(THREES, (sorted(threes_of(text)) for text in phrases))
    return PageWords(
        document, TOKENS.of(tokens), np.array([[count[token] for count in counts] for token in tokens], np.float32).reshape(-1, len(FIELDS)),
        np.array([passages[token] for token in tokens], np.int32), passage_count,
        np.array([count.total() for count in counts], np.float32), phrases, phrase_tokens, phrase_sizes, phrase_threes, three_sizes, known,
    )  # fmt: skip


def _read_fields(document: SearchDocument) -> tuple[list[Counter[str]], Counter[str], Counter[str], int]:
    """Counts of tokens by field, in how many passages each stands, the words as written, and the number of passages."""
    fields = ([document.title], [document.summary], document.phrases, document.body.split("\n"))
    counts: list[Counter[str]] = []
    passages: Counter[str] = Counter()
    known: Counter[str] = Counter()
    passage_count = 0
    for lines in fields:
        counts.append(Counter())
        for line in filter(None, lines):
            tokens = tokens_of(line)
            counts[-1].update(tokens)
            passages.update(set(tokens))
            known.update(words_of(line))
            passage_count += 1
    return counts, passages, known, passage_count


def _numbered(numbering: Numbering, rows: Iterable[Iterable[str]]) -> tuple[np.ndarray, np.ndarray]:
    numbered = [numbering.of(row) for row in rows]
    return np.concatenate(numbered), np.array([len(row) for row in numbered], np.int32)
