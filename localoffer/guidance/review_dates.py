"""When each loaded page is to be checked for the first time. Knows no database.

Pages that are loaded together would all fall due on one day, and nobody can read a hundred pages in a day. So they are spread:
by risk, as `review_every_months` says how long a page may stand; and by use, as what more pages lead to is read first.
Only the day to check is set. The day of a check is a person's to write.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from .content_files import ContentFile
from .references import questions_named

MONTH_DAYS = 365.25 / 12
USUAL_MONTHS = 12
FRIDAY = 4


def first_checks(files: Iterable[ContentFile], *, today: date) -> dict[str, date]:
    """The day by which each page is to be checked, by its id: pages of one interval evenly along it, the most used first."""
    files = list(files)
    leads = Counter(named for file in files for named in questions_named(file) | _pages_named(file))
    ordered = sorted(files, key=lambda file: (_months(file), -leads[file.id], file.id))
    days: dict[str, date] = {}
    for months, group in groupby(ordered, key=_months):
        same = list(group)
        for number, file in enumerate(same, 1):
            days[file.id] = _working_day(today + timedelta(days=round(months * MONTH_DAYS * number / len(same))))
    return days


def _months(file: ContentFile) -> int:
    return file.front.get("review_every_months") or USUAL_MONTHS


def _pages_named(file: ContentFile) -> set[str]:
    return {target for kind, target in file.links() if kind == "page"}


def _working_day(day: date) -> date:
    """The Friday before a weekend, so that nothing is late by being due on one."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))
