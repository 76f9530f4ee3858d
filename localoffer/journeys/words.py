"""What a tool says (`data/tools/<language>/<id>.yaml`), apart from what it works out, so that a translator touches no rule.

title, name, lead     the question it answers · a short name · one sentence
icon, phrases         a picture's name · how people ask for it · button: what the form's button says, else "Work it out"
questions, tools      ids of the answers and tools it leads to · contacts: keys of who to ring, SENDIASS first
asks                  name of what is asked → label, hint
starts                name of what is counted from → words that follow "from 12 January 2026, "
steps                 id of a rule, or of a day that was told → title, text, and what to do when it is late
exceptions            reason → sentence
notes                 key → title, text with {places}, and the id of a tool, or a page of this site and its name, to go on with
routes                key → steps one after the other, each a title and a text
letters, blanks       key → words to send, with {places} · what stands in a place that nobody filled in, as "(name)"
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings


@dataclass(frozen=True, slots=True)
class AskWords:
    label: str
    hint: str = ""
    options: Mapping[str, str] | None = None
    """Of a choice: value → words."""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    text: str
    late: str = ""


@dataclass(frozen=True, slots=True)
class NoteWords:
    title: str
    text: str
    tool: str = ""
    page: str = ""
    page_name: str = ""


@dataclass(frozen=True, slots=True)
class ToolWords:
    title: str
    name: str
    lead: str
    icon: str
    phrases: tuple[str, ...]
    questions: tuple[str, ...]
    tools: tuple[str, ...]
    contacts: tuple[str, ...]
    asks: Mapping[str, AskWords]
    starts: Mapping[str, str]
    steps: Mapping[str, Step]
    exceptions: Mapping[str, str]
    notes: Mapping[str, NoteWords]
    routes: Mapping[str, tuple[Step, ...]]
    letters: Mapping[str, str]
    blanks: Mapping[str, str]
    button: str = ""

    def letter(self, key: str, facts: Mapping[str, str]) -> str:
        """The words to send, with what was told in its places and a blank in the others."""
        return self.letters[key].format_map({**self.blanks, **facts})

    def spoken(self) -> list[str]:
        """Every sentence that a family may read, a paragraph each."""
        of_asks = [words for ask in self.asks.values() for words in (ask.label, ask.hint, *(ask.options or {}).values())]
        of_steps = [words for step in self.steps.values() for words in (step.title, step.text, step.late)]
        of_notes = [words for note in self.notes.values() for words in (note.title, note.text)]
        of_routes = [words for route in self.routes.values() for step in route for words in (step.title, step.text)]
        return [words for words in (self.title, self.lead, *of_asks, *of_steps, *self.exceptions.values(), *of_notes, *of_routes) if words]


@cache
def words_of(tool: str, language: str = "en") -> ToolWords:
    """Raises TypeError or KeyError for a file that lacks something or holds something that nobody reads."""
    path = Path(settings.SHIPPED_DATA_DIR) / "tools" / language / f"{tool}.yaml"
    said: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    said |= {name: tuple(said.get(name, ())) for name in ("phrases", "questions", "tools", "contacts")}
    said |= {name: said.get(name, {}) for name in ("starts", "exceptions", "letters", "blanks")}
    said["asks"] = {name: AskWords(**ask) for name, ask in said["asks"].items()}
    said["steps"] = {id: Step(**step) for id, step in said.get("steps", {}).items()}
    said["notes"] = {key: NoteWords(**note) for key, note in said.get("notes", {}).items()}
    said["routes"] = {key: tuple(Step(**step) for step in steps) for key, steps in said.get("routes", {}).items()}
    return ToolWords(**said)
