"""The words of a page that show why it was found, short, with what was looked for marked."""

import re
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import shipped
from .models import SearchDocument
from .reading import tokens_of
from .words import EMPTY, WORD, plain_word, stem

LONGEST = 240
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“\"'])|\n+")
SHORTEST_SENTENCE = 25
# The summary answers in short what the page is asked for. A sentence from the middle of a page says little by itself: it must
# hold at least this many more of the things looked for to stand in its place.
MORE_THAN_THE_SUMMARY = 2


def passage_of(document: SearchDocument, tokens: frozenset[str]) -> str:
    """The sentence that holds most of what was looked for, the summary where none holds clearly more; plain text."""
    summary = document.summary or document.body[:LONGEST]
    best, most = summary, len(tokens & _held(summary)) + MORE_THAN_THE_SUMMARY - 1
    for text, held in _sentences(document.text_hash, document.body) if tokens else ():
        if (found := len(tokens & held)) > most:
            best, most = text, found
    return shortened(best, tokens)


@lru_cache(maxsize=256)
def _sentences(_text_hash: str, body: str) -> tuple[tuple[str, frozenset[str]], ...]:
    parts = (part.strip() for part in SENTENCE.split(body))
    return tuple((part, frozenset(tokens_of(part))) for part in parts if len(part) >= SHORTEST_SENTENCE)


@lru_cache(maxsize=1024)
def _held(summary: str) -> frozenset[str]:
    return frozenset(tokens_of(summary))


def shortened(text: str, tokens: frozenset[str]) -> str:
    """At most 240 characters, cut at words; the cut starts late enough to hold the first word that was looked for."""
    if len(text) <= LONGEST:
        return text
    first = next((match.start() for match in WORD.finditer(text) if stem(plain_word(match[0])) in tokens), 0)
    start = 0 if first < LONGEST - 40 else text.rfind(" ", 0, first - 60) + 1
    end = text.rfind(" ", start, start + LONGEST)
    end = end if end > start else start + LONGEST
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"


def marked(text: str, tokens: frozenset[str]) -> SafeString:
    """The text as safe HTML, `<mark>` around what was looked for: its words and other names of its concepts."""
    words = list(WORD.finditer(text))
    read = [plain_word(match[0]) for match in words]
    hits = {n for n, word in enumerate(read) if stem(word) in tokens and word not in EMPTY}
    for code, start, end in shipped.concepts_in(read):
        if f"#{code}" in tokens:
            hits.update(range(start, end))
    pieces, at = [], 0
    for first, last in _runs(sorted(hits)):
        begin, end = words[first].start(), words[last].end()
        pieces.append((text[at:begin], text[begin:end]))
        at = end
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[at:])


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """`[1, 2, 5]` → `[(1, 2), (5, 5)]`: words that follow each other share one mark."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
