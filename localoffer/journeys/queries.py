"""What tools need from below and what others need of them."""

from collections.abc import Iterable, Iterator

from localoffer.core import things
from localoffer.core.things import Description, ThingRef
from localoffer.directory.calendars import bank_holidays

from .dates import WorkingDays
from .registry import TOOLS
from .tool import Tool

KIND = "tool"


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
