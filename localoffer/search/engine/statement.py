"""The one statement by which candidates are asked for, written by hand for both databases: a search asks it two to four times, and
the ORM takes several times as long to put it together as a database to answer it."""

from typing import NamedTuple

from django.db import connection

from ..models import SearchDocument

DOCUMENTS = "search_searchdocument"
# Good enough to choose 200 by: degrees squared, a degree of longitude counted as 0.6 of latitude's.
NEAREST = """(latitude - %s) * (latitude - %s) + (longitude - %s) * (longitude - %s) * 0.36 ASC NULLS LAST, title"""


class Condition(NamedTuple):
    """What rows must be, and the values of its marks (`%s`). No word of a visitor stands in `sql`."""

    sql: str
    values: tuple = ()


def _is_in(column: str, values: tuple[str, ...]) -> Condition:
    return Condition(f"{column} IN ({', '.join(['%s'] * len(values))})", values)


IS_NO_ANSWER = _is_in("kind NOT", SearchDocument.ANSWER_KINDS)
IS_NOT_PAID = Condition("is_free IS NOT FALSE")


def is_of_kinds(codes: tuple[str, ...]) -> Condition:
    return _is_in("service_kind", codes)


def is_for_age(months: int) -> Condition:
    """Those for this age, and those that name no age."""
    return Condition(
        "(min_age_months IS NULL OR min_age_months <= %s) AND (max_age_months IS NULL OR max_age_months >= %s)", (months, months)
    )  # fmt: skip


def title_holds(words: tuple[str, ...], *, all_words: bool) -> Condition:
    """Words are letters and digits in small letters, so that none of them is a wildcard."""
    joined = (" AND " if all_words else " OR ").join(["LOWER(title) LIKE %s"] * len(words))
    return Condition(f"({joined})", tuple(f"%{word}%" for word in words))


def ask(conditions: list[Condition], *, point: tuple[float, float] | None = None, limit: int) -> list[tuple[int, str]]:
    """(id, text_hash) of at most `limit` rows that are all this, the nearest to the point first where one is given."""
    sql = f"SELECT id, text_hash FROM {DOCUMENTS} WHERE {' AND '.join(condition.sql for condition in conditions)}"  # noqa: S608
    values = [value for condition in conditions for value in condition.values]
    if point:
        north, east = point
        sql, values = f"{sql} ORDER BY {NEAREST}", [*values, north, north, east, east]
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {limit}", values)
        return cursor.fetchall()
