"""The pieces of a page that a translator translates, and a page put together again from translated ones. Knows no database.

A piece is one heading, paragraph, step, list entry or cell, as the page stores it: plain words, or words with a few inline tags.
The English piece itself is the key of its translation, as in every PO file. So a translation cannot outlive its English: when a
sentence changes, its translation is simply not found, and the block it stands in is shown in English until somebody has
translated it again. A family never reads yesterday's fact in another language (ADR 20).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from localoffer.core.untrusted import without_tags

# The innermost element that holds running words: one that holds no other of its kind.
INNERMOST = re.compile(r"(<(p|li|h3|h4)\b[^>]*>)((?:(?!<(?:p|li|h3|h4|ul|ol)\b).)*?)(</\2>)", re.S)
Change = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Segment:
    """One piece of English and where it stands: `title`, `short_answer`, or the heading of its block."""

    english: str
    place: str


@dataclass(frozen=True, slots=True)
class TranslatedBody:
    """A body as StreamField data with all that is translated in its place; `english` holds the ids of blocks left in English."""

    blocks: list[dict]
    english: frozenset[str]


def segments_of(title: str, short_answer: str, body: list[dict]) -> list[Segment]:
    """Every piece of a page in reading order, each once. `body` is StreamField data."""
    found = [Segment(tidy(title), "title"), Segment(tidy(short_answer), "short_answer")]
    found += [Segment(piece, tidy(block["value"]["heading"])) for block in body for piece in pieces_of(block)]
    once: dict[str, Segment] = {}
    for segment in found:
        once.setdefault(segment.english, segment)
    once.pop("", None)
    return list(once.values())


def begins_in(words: Mapping[str, str], title: str, short_answer: str) -> bool:
    """Whether a page begins in these words: its title and its short answer are translated. Otherwise it is shown in English."""
    return bool(words.get(tidy(title)) and words.get(tidy(short_answer)))


def pieces_of(block: dict) -> list[str]:
    """The pieces of one block, in reading order; none of a kind whose words stand elsewhere, as a diagram's do."""
    if block["type"] not in _CHANGES:
        return []
    found: list[str] = []

    def keep(piece: str) -> str:
        found.append(tidy(piece))
        return piece

    _changed(block, keep)
    return [piece for piece in found if piece]


def translated_body(body: list[dict], words: Mapping[str, str]) -> TranslatedBody:
    """Put the words in the place of the English, block by block. A block with a piece that has no words stays English, whole:
    half a block in each language reads like a mistake, and could turn the meaning of a rule round."""
    blocks, english = [], set()
    for block in body:
        if block["type"] in _CHANGES and all(words.get(piece) for piece in pieces_of(block)):
            blocks.append(_changed(block, lambda piece: words.get(tidy(piece), piece)))
        else:
            blocks.append(block)
            english.add(block["id"])
    return TranslatedBody(blocks, frozenset(english))


def tidy(text: str) -> str:
    return " ".join(text.split())


def _changed(block: dict, change: Change) -> dict:
    value = block["value"]
    return {**block, "value": {**value, "heading": change(value["heading"]), **dict(_CHANGES[block["type"]](value, change))}}


def _rich(html: str, change: Change) -> str:
    """Change each innermost element; a text with words outside of all of them is one piece."""
    if without_tags(INNERMOST.sub("", html)):
        return change(html)
    return INNERMOST.sub(lambda found: f"{found[1]}{change(found[3])}{found[4]}", html)


def _text(value: dict, change: Change) -> Iterator[tuple[str, object]]:
    yield "text", _rich(value["text"], change)


def _steps(value: dict, change: Change) -> Iterator[tuple[str, object]]:
    yield "steps", [{**item, "value": _rich(item["value"], change)} for item in value["steps"]]


def _table(value: dict, change: Change) -> Iterator[tuple[str, object]]:
    yield "headers", [{**item, "value": change(item["value"])} for item in value["headers"]]
    yield "rows", [{**row, "value": [{**item, "value": change(item["value"])} for item in row["value"]]} for row in value["rows"]]


def _note(value: dict, change: Change) -> Iterator[tuple[str, object]]:
    """The words that families see: the council's own, else the national ones."""
    shown = "text" if without_tags(value.get("text") or "") else "national"
    yield shown, _rich(value.get(shown) or "", change)


_CHANGES: dict[str, Callable[[dict, Change], Iterator[tuple[str, object]]]] = {
    "text": _text, "law": _text, "steps": _steps, "table": _table, "note": _note,
}  # fmt: skip
