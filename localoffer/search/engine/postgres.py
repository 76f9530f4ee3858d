"""PostgreSQL: a GIN index on the words of title and text."""

from django.db import connection

from .statement import DOCUMENTS, Condition

INDEX = "search_document_words"
VECTOR = "to_tsvector('english', title || ' ' || text)"
LARGEST_MATCH = 2000


def make_tables(database=None) -> None:
    with (database or connection).cursor() as cursor:
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON {DOCUMENTS} USING gin ({VECTOR})")


def drop_tables(database) -> None:
    with database.cursor() as cursor:
        cursor.execute(f"DROP INDEX IF EXISTS {INDEX}")


def refill() -> None:
    """Nothing to do: the database keeps the index in step by itself."""


def missing_parts() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [INDEX])
        return [] if cursor.fetchone() else [INDEX]


def table_faults() -> list[str]:
    return [f"The index {name} is missing." for name in missing_parts()]


def holds(words: tuple[str, ...], *, all_words: bool) -> Condition:
    """That a row holds the words or words that begin with them."""
    terms = ["".join(letter for letter in word if letter.isalnum()) for word in words]
    request = (" & " if all_words else " | ").join(f"'{term}':*" for term in terms if term)
    found = (
        f"SELECT id FROM {DOCUMENTS} WHERE {VECTOR} @@ to_tsquery('english', %s) "  # noqa: S608
        f"ORDER BY ts_rank({VECTOR}, to_tsquery('english', %s)) DESC, id LIMIT {LARGEST_MATCH}"
    )
    return Condition(f"id IN ({found})", (request, request))
