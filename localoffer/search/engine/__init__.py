"""The database's share of a search: a few hundred candidates by words, kind, age and place. Ranking is not done here.

SQLite and PostgreSQL may differ in which candidates they give first, never in how those are ordered for the reader.
"""

from dataclasses import dataclass
from types import ModuleType

from django.db import DatabaseError, connection, transaction
from django.db.models import ExpressionWrapper, F, FloatField, Q

from ..models import SearchDocument

LIMIT = 200
ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What candidates must be. `words` are in small letters, the rarest first; empty means that the other filters decide."""

    words: tuple[str, ...] = ()
    service_kinds: tuple[str, ...] = ()
    age_months: int | None = None
    point: tuple[float, float] | None = None


def _dialect() -> ModuleType:
    from . import postgres, sqlite

    return postgres if connection.vendor == "postgresql" else sqlite


def candidates(wanted: Wanted, *, limit: int = LIMIT) -> list[SearchDocument]:
    """Return at most `limit` services: all words, and if those are few, any of the three rarest. Two queries at most."""
    rows = SearchDocument.objects.exclude(kind__in=SearchDocument.ANSWER_KINDS)
    if wanted.service_kinds:
        rows = rows.filter(service_kind__in=wanted.service_kinds)
    if wanted.age_months is not None:
        rows = rows.for_age(wanted.age_months)
    if wanted.point:
        rows = _nearest_first(rows, wanted.point)
    if not wanted.words:
        return list(rows[:limit])
    found = _matching(rows, wanted.words, all_words=True, limit=limit)
    if len(found) < ENOUGH and len(wanted.words) > 1:
        known = {row.pk for row in found}
        found += [row for row in _matching(rows, wanted.words[:3], all_words=False, limit=limit) if row.pk not in known]
    return found[:limit]


def _matching(rows, words: tuple[str, ...], *, all_words: bool, limit: int) -> list[SearchDocument]:
    """Rows by the full-text table; where that is broken or lost, by title, so that a search never fails."""
    try:
        with transaction.atomic():
            return list(_dialect().matching(rows, words, all_words=all_words)[:limit])
    except DatabaseError:
        in_title = Q()
        for word in words:
            in_title = in_title & Q(title__icontains=word) if all_words else in_title | Q(title__icontains=word)
        return list(rows.filter(in_title)[:limit])


def _nearest_first(rows, point: tuple[float, float]):
    """A rough order, good enough to choose 200: degrees squared, a degree of longitude counted as 0.6 of latitude's."""
    north, east = F("latitude") - point[0], (F("longitude") - point[1]) * 0.6
    return rows.annotate(away=ExpressionWrapper(north * north + east * east, output_field=FloatField())).order_by(
        F("away").asc(nulls_last=True), "title"
    )


def make_tables() -> None:
    """Make what this database needs beside the table of documents, where it is not there."""
    _dialect().make_tables()


def refill() -> None:
    """Fill the full-text table from the documents anew."""
    _dialect().refill()


def table_faults() -> list[str]:
    """Say what is missing or out of step, in words; nothing when all is well."""
    return _dialect().table_faults()
