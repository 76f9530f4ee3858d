"""How long what may name a person is kept: the days are data (`data/privacy/periods.yaml`), and every job reads them here."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

YEAR, MONTH = 365, 30.44


@dataclass(frozen=True, slots=True)
class Period:
    """So many days after its last use, `of` ends; `why` so long and not longer."""

    name: str
    days: int
    of: str
    why: str

    @property
    def length(self) -> timedelta:
        return timedelta(days=self.days)

    @property
    def in_words(self) -> str:
        """`730` → "2 years", `548` → "18 months", `7` → "7 days"."""
        if self.days % YEAR == 0:
            return _counted(self.days // YEAR, "year")
        return _counted(round(self.days / MONTH), "month") if self.days > YEAR else _counted(self.days, "day")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number != 1 else ''}"


def period(name: str) -> timedelta:
    """How long this is kept. Raises KeyError for a period that the data do not name."""
    return periods()[name].length


@cache
def periods() -> dict[str, Period]:
    entries = yaml.safe_load((Path(settings.SHIPPED_DATA_DIR) / "privacy" / "periods.yaml").read_text(encoding="utf-8"))
    return {entry["name"]: Period(**entry) for entry in entries}
