"""Services that were read lately are held in memory, and no thread takes one from another."""

import sys
import threading

import pytest

from localoffer.search import engine
from localoffer.search.models import SearchDocument


@pytest.fixture
def held_rows(monkeypatch):
    rows = {(number, "hash"): SearchDocument(pk=number, kind="service", key=str(number), text_hash="hash") for number in range(1, 41)}
    monkeypatch.setattr(engine, "_read_lately", dict(rows))
    return {number: text_hash for number, text_hash in rows}


@pytest.fixture
def _threads_take_turns_often():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("_threads_take_turns_often")
def test_no_row_is_lost_while_others_ask_for_it_too(held_rows):
    lost = []

    def ask():
        try:
            for _ in range(300):
                found = [row.pk for row in engine._documents(held_rows)]
                if found != list(held_rows):
                    lost.append(found)
        except RuntimeError as asked_the_database:  # there is none here: a held row was not found
            lost.append(asked_the_database)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert lost == []


def test_the_rows_read_longest_ago_leave_first(held_rows, monkeypatch):
    monkeypatch.setattr(engine, "HELD_ROWS", 10)
    engine._documents({1: "hash"})
    assert len(engine._read_lately) == 10
    assert (1, "hash") in engine._read_lately
