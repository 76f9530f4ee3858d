"""What makes a tool: what it asks, and what it works out from that."""

from collections.abc import Callable
from dataclasses import dataclass

from .answers import Answer
from .words import ToolWords, words_of

DATE, CHOICE, WORDS, TEXT = "date", "choice", "words", "text"


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a tool asks; its label stands in the words.

    is_needed   nothing can be worked out without it
    is_more     folded away: most people do not need it
    not_before  the name of a date that cannot come after this one
    is_past     a day that cannot be still to come
    needed_with the name of a choice, and the options with which nothing can be worked out without this
    """

    name: str
    kind: str = DATE
    is_needed: bool = False
    is_more: bool = False
    not_before: str = ""
    is_past: bool = False
    needed_with: tuple[str, tuple[str, ...]] = ("", ())


@dataclass(frozen=True, slots=True)
class Tool:
    """work_out  (told, today=, working=) → Answer; `told` holds what was given, by name: dates and words.

    Raises RuleNotKnown, HolidaysNotKnown.
    """

    id: str
    work_out: Callable[..., Answer]
    asks: tuple[Ask, ...]

    @property
    def needs_a_date(self) -> bool:
        """Whether it asks for nothing that must be told, and counts from whatever day it gets."""
        return all(ask.kind in (DATE, CHOICE) and not ask.is_needed for ask in self.asks)

    @property
    def words(self) -> ToolWords:
        return words_of(self.id)

    @property
    def url(self) -> str:
        return f"/tools/{self.id}/"
