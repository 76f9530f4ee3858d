"""Diagrams: what people would rather look at than read. Their words are data (`data/diagrams/LANGUAGE/NAME.yaml`), their shapes are
components of `core`. A page chooses one by name, so that a law that changes is mended in one place. Knows no database."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils.translation import get_language

FOLDER = Path(settings.SHIPPED_DATA_DIR) / "diagrams"
OURS = "en"  # the language every diagram is written in first
# Adding one here is a migration: the names are the choices of a block.
NAMES = {
    "graduated-response": "Assess, plan, do, review",
    "twenty-weeks": "The 20 weeks to an EHC plan",
    "who-is-who": "Who is who",
    "year-9-to-25": "From Year 9 to 25",
}
NOT_WORDS = frozenset({"shape", "icon", "step", "kind", "marks", "from_day", "to_day"})


@dataclass(frozen=True, slots=True)
class Diagram:
    """`language` its words are in · `shape` names the component that draws it · `words` what that takes, as in the file."""

    name: str
    language: str
    words: dict[str, Any]

    @property
    def shape(self) -> str:
        return self.words["shape"]

    @property
    def lines(self) -> list[str]:
        """All that families read in it, in the order they read it."""
        return list(_lines(self.words))


def diagram(name: str, *, language: str | None = None) -> Diagram:
    """The diagram in this language (the page's own, when none is given), or in English where nobody has translated it.

    Raises KeyError for a name that is not one of NAMES.
    """
    wanted = (language or get_language() or OURS).split("-")[0]
    found = wanted if (FOLDER / wanted / f"{name}.yaml").exists() else OURS
    return _read(name, found)


@cache
def _read(name: str, language: str) -> Diagram:
    if name not in NAMES:
        raise KeyError(name)
    return Diagram(name, language, yaml.safe_load((FOLDER / language / f"{name}.yaml").read_text("utf-8")))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _lines(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in NOT_WORDS:
                yield from _lines(each)
