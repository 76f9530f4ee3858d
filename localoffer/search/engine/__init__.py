"""The database's share of a search: a few hundred candidates by words, kind, age and place. Ranking is not done here.

SQLite and PostgreSQL may differ in which candidates they give first, never in how those are ordered for the reader.
"""

import logging
import threading
from dataclasses import dataclass
from itertools import islice
from types import ModuleType

from django.db import DatabaseError, connection, transaction

from ..models import SearchDocument
from .statement import IS_NO_ANSWER, IS_NOT_PAID, Condition, ask, is_for_age, is_of_kinds, title_holds

LIMIT = 200
HELD_ROWS = 4000
ENOUGH = 20
RAREST = 3
log = logging.getLogger(__name__)
_remembering = threading.Lock()
_read_lately: dict[tuple[int, str], SearchDocument] = {}
"""The rows that were candidates lately, the oldest first: a few kilobytes each. Nobody may change them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What candidates must be. `words` are in small letters, the rarest first; empty means that the other filters decide.

    is_free  True leaves out what is known to cost something · filled  True adds others of the kind once the words are used up.
    """

    words: tuple[str, ...] = ()
    service_kinds: tuple[str, ...] = ()
    age_months: int | None = None
    point: tuple[float, float] | None = None
    is_free: bool = False
    filled: bool = False


def _dialect() -> ModuleType:
    from . import postgres, sqlite

    return postgres if connection.vendor == "postgresql" else sqlite


def candidates(wanted: Wanted, *, limit: int = LIMIT) -> list[SearchDocument]:
    """Return at most `limit` services: those with all words, then without the commonest, then any of the rarest three.

    Five queries at most, four of them for numbers and hashes alone. Never every row that holds any word: "school" alone
    would be most of a directory.
    """
    found: dict[int, str] = {}
    for words, all_words in _attempts(wanted.words):
        found |= dict(_matching(wanted, words, all_words=all_words, limit=limit))  # those found before stay in front
        if len(found) >= ENOUGH:
            break
    if (wanted.filled and len(found) < limit) or not wanted.words:
        found |= dict(ask(_conditions(wanted), point=wanted.point, limit=limit))
    return _documents(dict(list(found.items())[:limit]))


def service_keys(words: tuple[str, ...], *, limit: int) -> list[str]:
    """The keys of services that hold all the words. Two queries at most."""
    found = dict(_matching(Wanted(words), words, all_words=True, limit=limit))
    return list(SearchDocument.objects.filter(pk__in=found, kind="service").values_list("key", flat=True))


def _documents(wanted: dict[int, str]) -> list[SearchDocument]:
    """The rows of these numbers, in this order. Those read lately are held in memory, by the hash of all that they say."""
    with _remembering:  # while another thread moves a row to the end, it is nowhere for a moment
        rows = {row_id: row for row_id, text_hash in wanted.items() if (row := _read_lately.get((row_id, text_hash)))}
    missing = wanted.keys() - rows.keys()
    if missing:
        rows |= {row.pk: row for row in SearchDocument.objects.filter(id__in=missing)}
    documents = [rows[row_id] for row_id in wanted if row_id in rows]
    _remember(documents)
    return documents


def _remember(documents: list[SearchDocument]) -> None:
    """Hold these rows, the newest last. Nobody takes a row that another thread counts on: what was found is already in hand."""
    with _remembering:
        for row in documents:
            _read_lately.pop((row.pk, row.text_hash), None)
            _read_lately[row.pk, row.text_hash] = row
        for oldest in list(islice(_read_lately, max(0, len(_read_lately) - HELD_ROWS))):
            del _read_lately[oldest]


def _attempts(words: tuple[str, ...]) -> list[tuple[tuple[str, ...], bool]]:
    """(words, whether all must be there), the strictest first."""
    if not words:
        return []
    half = words[: (len(words) + 1) // 2]
    attempts = [(words, True)]
    if len(words) > RAREST:
        attempts.append((half, True))
    if len(words) > 1:
        attempts.append((words[:RAREST], False))
    return attempts


def _conditions(wanted: Wanted) -> list[Condition]:
    """All but the words."""
    conditions = [IS_NO_ANSWER]
    if wanted.service_kinds:
        conditions.append(is_of_kinds(wanted.service_kinds))
    if wanted.age_months is not None:
        conditions.append(is_for_age(wanted.age_months))
    if wanted.is_free:
        conditions.append(IS_NOT_PAID)
    return conditions


def _matching(wanted: Wanted, words: tuple[str, ...], *, all_words: bool, limit: int) -> list[tuple[int, str]]:
    """Rows by the full-text table; where that is broken or lost, by title, so that a search never fails."""
    conditions = _conditions(wanted)
    try:
        return ask([*conditions, _dialect().holds(words, all_words=all_words)], point=wanted.point, limit=limit)
    except DatabaseError:
        # The words are not logged: what somebody looked for is nobody's business.
        log.error("The full-text table is broken or lost: services are searched by title until it is made anew.", exc_info=False)
    return ask([*conditions, title_holds(words, all_words=all_words)], point=wanted.point, limit=limit)


def make_tables() -> None:
    """Make what this database needs beside the table of documents, where it is not there."""
    _dialect().make_tables()


def make_anew() -> None:
    """Drop that and make and fill it again, whatever state it is in."""
    _dialect().drop_tables(connection)
    _dialect().make_tables()
    _dialect().refill()


def table_faults() -> list[str]:
    """Say what is missing or out of step, in words; nothing when all is well."""
    return _dialect().table_faults()


def answers_at_all() -> bool:
    """Whether the full-text table answers a question: one cheap query, for the desk's notice and the minute's check."""
    try:
        with transaction.atomic():
            ask([_dialect().holds(("a",), all_words=True)], limit=1)
    except DatabaseError:
        return False
    return not _dialect().missing_parts()
