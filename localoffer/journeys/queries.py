"""What tools need from below and what others need of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from localoffer.core import things
from localoffer.core.things import Description, ThingRef
from localoffer.directory.calendars import bank_holidays

from .dates import WorkingDays
from .registry import TOOLS
from .rules import Rule, rule_book
from .tool import Tool

KIND = "tool"
ENDS_SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RuleToRead:
    """A rule that an officer must look at, and why, in words."""

    tool: str
    rule: Rule
    why: str


def working_days() -> WorkingDays:
    """The working days of England, as far as bank holidays are announced."""
    return WorkingDays(frozenset(bank_holidays()))


def tool_links(ids: Iterable[str]) -> list[dict[str, str]]:
    """The tools of these ids that exist, in this order, as cards and lists of links take them."""
    return [_link(TOOLS[id]) for id in ids if id in TOOLS]


def all_tools() -> list[dict[str, str]]:
    return tool_links(TOOLS)


def _link(tool: Tool) -> dict[str, str]:
    return {"title": tool.words.title, "url": tool.url, "text": tool.words.lead, "icon": tool.words.icon}


def questions_of(tool: Tool) -> list[dict[str, str]]:
    """The published answers that a tool leads back to. Empty where no app above has answers."""
    if "question" not in things.kinds():
        return []
    found = {description.ref.key: description for description in things.describe("question", tool.words.questions)}
    return [{"title": found[key].title, "url": found[key].url} for key in tool.words.questions if key in found]


def describe_tools(keys: Iterable[str] | None = None) -> Iterator[Description]:
    """Every tool, as search and lists know it. They ship with the program, so all of them are published."""
    for id in TOOLS if keys is None else [key for key in keys if key in TOOLS]:
        words = TOOLS[id].words
        yield Description(
            ThingRef(KIND, id),
            words.title,
            TOOLS[id].url,
            words.lead,
            "\n".join(words.spoken()),
            phrases=words.phrases,
            contacts=words.contacts,
        )


def rules_to_read(today: date) -> Iterator[RuleToRead]:
    """Rules that end within 90 days with nothing after them, that nobody read at their source, or that were not read for a year."""
    for path in sorted((Path(settings.SHIPPED_DATA_DIR) / "rules/tools").glob("*.yaml")):
        book = rule_book(path.stem)
        for rule in book:
            why = _why_to_read(rule, book, today)
            if why:
                yield RuleToRead(path.stem, rule, why)


def _why_to_read(rule: Rule, book: tuple[Rule, ...], today: date) -> str:
    if rule.valid_to is not None:
        is_followed = any(other.id == rule.id and other.holds_on(rule.valid_to) for other in book)
        return "" if is_followed or rule.valid_to > today + ENDS_SOON else f"It ends on {rule.valid_to} and nothing follows it."
    if rule.checked_on is None:
        return "Nobody has read it at its source."
    return f"It was read on {rule.checked_on}, which is more than a year ago." if rule.is_reading_due(today) else ""
