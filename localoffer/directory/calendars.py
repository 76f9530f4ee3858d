"""The special days that opening times depend on: bank holidays (shipped data) and the council's school terms (its own).

Read once a content version and process; a changed term raises the version, so no page asks for them.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from localoffer.core.versions import KeptForVersion

from .models import SchoolTerm
from .recurrence import Days


def days_now() -> Days:
    """Bank holidays and school terms as they are known now."""
    return _kept.get()


@cache
def bank_holidays() -> dict[date, str]:
    """The bank holidays of England by day (`data/calendars/bank-holidays.csv`)."""
    path = Path(settings.SHIPPED_DATA_DIR) / "calendars" / "bank-holidays.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {date.fromisoformat(row["date"]): row["name"] for row in csv.DictReader(file)}


def _read(_key: str) -> Days:
    terms = tuple(SchoolTerm.objects.order_by("starts_on").values_list("starts_on", "ends_on"))
    return Days(frozenset(bank_holidays()), terms)


_kept = KeptForVersion(_read)
