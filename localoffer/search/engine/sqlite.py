"""SQLite: FTS5 with external content and triggers. Loads no extension; needs nothing newer than SQLite 3.35."""

from django.db import DatabaseError, connection, transaction

from .statement import DOCUMENTS, Condition

WORDS = "search_document_words"
LARGEST_MATCH = 2000
TABLE = f"""
CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(
    title, text, content='{DOCUMENTS}', content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"""
_FORGET = f"INSERT INTO {WORDS}({WORDS}, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);"
_LEARN = f"INSERT INTO {WORDS}(rowid, title, text) VALUES (new.id, new.title, new.text);"
TRIGGERS = {
    "search_words_inserted": f"AFTER INSERT ON {DOCUMENTS} BEGIN {_LEARN} END",
    "search_words_deleted": f"AFTER DELETE ON {DOCUMENTS} BEGIN {_FORGET} END",
    "search_words_updated": f"AFTER UPDATE OF title, text ON {DOCUMENTS} BEGIN {_FORGET} {_LEARN} END",
}


def make_tables(database=None) -> None:
    """Make the full-text table and its triggers where they are missing. Each migration that alters SearchDocument ends by
    calling this: Django remakes the table and SQLite drops its triggers without a word."""
    with (database or connection).cursor() as cursor:
        cursor.execute(TABLE)
        for name, what in TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {what}")


def drop_tables(database) -> None:
    with database.cursor() as cursor:
        for name in TRIGGERS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        cursor.execute(f"DROP TABLE IF EXISTS {WORDS}")


def refill() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {WORDS}({WORDS}) VALUES ('rebuild')")


def missing_parts() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master")
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in (WORDS, *TRIGGERS) if name not in there]


def table_faults() -> list[str]:
    missing = missing_parts()
    faults = [f"The full-text table or trigger {name} is missing." for name in missing]
    if WORDS not in missing and not _is_in_step():
        faults.append("The full-text table is out of step with the documents.")
    return faults


def _is_in_step() -> bool:
    """FTS5's own check: it compares every word with the documents (the rank of 1 asks for that)."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {WORDS}({WORDS}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def holds(words: tuple[str, ...], *, all_words: bool) -> Condition:
    """That a row holds the words or words that begin with them. Words are letters and digits, quoted all the same."""
    terms = [f'"{word.replace(chr(34), "")}"*' for word in words]
    request = (" AND " if all_words else " OR ").join(terms)
    return Condition(f"id IN (SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s ORDER BY rank LIMIT {LARGEST_MATCH})", (request,))  # noqa: S608
