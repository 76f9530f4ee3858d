"""From a text to what is compared: stems that carry meaning, concepts, letters in threes. A page is read once and kept."""

from collections import Counter
from dataclasses import dataclass

from . import shipped
from .models import SearchDocument
from .words import EMPTY, stem, words_of

FIELDS = ("title", "summary", "phrases", "body")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of asking for a page: its own title or what a person would say."""

    text: str
    tokens: frozenset[str]
    threes: frozenset[str]


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page, read. `counts` are tokens by field, `lengths` their sums, `passages` in how many passages a token stands."""

    document: SearchDocument
    counts: dict[str, Counter[str]]
    phrases: tuple[Phrase, ...]
    passages: Counter[str]
    passage_count: int
    known: Counter[str]
    """Its words as written, for mending spelling."""
    lengths: dict[str, int]


def tokens_of(text: str) -> list[str]:
    """Stems that carry meaning, and concepts as `#code`."""
    words = words_of(text)
    stems = [stem(word) for word in words]
    concepts = [f"#{code}" for code, _start, _end in shipped.concepts_in(stems)]
    return [s for word, s in zip(words, stems, strict=True) if word not in EMPTY] + concepts


def threes_of(text: str) -> frozenset[str]:
    """`"bus"` → {" bu", "bus", "us "}."""
    spaced = f" {' '.join(word for word in words_of(text) if word not in EMPTY)} "
    return frozenset(spaced[i : i + 3] for i in range(len(spaced) - 2))


def read_page(document: SearchDocument) -> PageWords:
    texts = {
        "title": [document.title], "summary": [document.summary], "phrases": list(document.phrases), "body": document.body.split("\n"),
    }  # fmt: skip
    counts: dict[str, Counter[str]] = {}
    passages: Counter[str] = Counter()
    known: Counter[str] = Counter()
    passage_count = 0
    for name, lines in texts.items():
        counts[name] = Counter()
        for line in filter(None, lines):
            tokens = tokens_of(line)
            counts[name].update(tokens)
            passages.update(set(tokens))
            known.update(words_of(line))
            passage_count += 1
    phrases = tuple(Phrase(text, frozenset(tokens_of(text)), threes_of(text)) for text in (document.title, *document.phrases))
    lengths = {name: count.total() for name, count in counts.items()}
    return PageWords(document, counts, phrases, passages, passage_count, known, lengths)
