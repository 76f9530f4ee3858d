"""The words of a page's body, line by line, as families read them. Takes the stored form, so files and pages alike."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from localoffer.core.untrusted import lines_without_tags, without_tags

from .diagrams import diagram


def shown_lines(body: Iterable[Mapping]) -> list[str]:
    """Each paragraph, step and cell of a stored body, in order, without the headings of its blocks.

    A local note with no text of its own gives its national words, as on the page.
    """
    return [line for block in body for html in _texts(block["type"], block["value"]) for line in lines_without_tags(html)]


def shown_text(short_answer: str, body: Iterable[Mapping]) -> str:
    """All that is measured of a page: its short answer, then its body."""
    return "\n".join([short_answer, *shown_lines(body)])


def _texts(kind: str, value: Mapping) -> Iterator[str]:
    if kind == "steps":
        yield from _items(value["steps"])
    elif kind == "table":
        yield from _items(value["headers"])
        for row in _items(value["rows"]):
            yield from _items(row)
    elif kind == "diagram":
        yield from map(escape, diagram(value["name"]).lines)
    elif kind == "note" and not is_filled(value):
        yield value.get("national") or ""
    else:
        yield value["text"]


def _items(stored: Iterable[Mapping]) -> Iterator:
    return (item["value"] for item in stored)


def is_filled(note: Mapping) -> bool:
    """Whether a stored note has words of its own."""
    return bool(without_tags(note.get("text") or ""))
