"""What a tool answers with: days, each with its rule, and notes that fit. Words are added later (`words`, `presenting`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .rules import Line


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph that fits these facts. `facts` fill the places in its words: a date, or a number or words as text."""

    key: str
    facts: Mapping[str, date | int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Letter:
    """Words to send: which of them, and what fills their places."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """`told` what somebody gave · `first` what must be read before any day · `lines` days worked out, the earliest first · `notes` ·
    `exceptions` reasons by which a council may be late, each once · `route` the key of steps to take · `letter` words to send."""

    told: Mapping[str, date | int | str]
    lines: tuple[Line, ...] = ()
    notes: tuple[Note, ...] = ()
    first: Note | None = None
    route: str = ""
    letter: Letter | None = None

    @property
    def exceptions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reason for line in self.lines for reason in line.rule.exceptions))

    def line(self, id: str) -> Line:
        """Raises KeyError when the answer has no such day."""
        return {line.id: line for line in self.lines}[id]

    def next_line(self, today: date) -> Line | None:
        """The first day that is not over and by which somebody must act."""
        return next((line for line in self.lines if line.on >= today and line.rule.says != "from"), None)


def by_day(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The earliest first; of one day, in the order of the rules."""
    return tuple(sorted(lines, key=lambda line: line.on))
