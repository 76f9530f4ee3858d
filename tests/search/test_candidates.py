"""Services that were read lately are held in memory, and no thread takes one from another."""

import sys
import threading

import pytest
from django.db import connection

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


@pytest.fixture
def three_services(db):
    rows = [
        {"key": "club", "title": "Riding club", "service_kind": "club", "is_free": False, "latitude": 52.0, "longitude": -0.4},
        {"key": "nursery", "title": "Riding nursery", "service_kind": "nursery", "is_free": True, "max_age_months": 59},
        {"key": "group", "title": "Riding group", "service_kind": "club", "latitude": 51.9, "longitude": -0.4},
    ]
    for row in rows:
        SearchDocument.objects.create(kind="service", text=row["title"], text_hash=row["key"], url="/", **row)
    SearchDocument.objects.create(kind="question", key="question", title="Riding", text="Riding", url="/")


@pytest.mark.usefixtures("three_services")
@pytest.mark.parametrize(
    ("wanted", "keys"),
    [
        ({}, {"club", "nursery", "group"}),
        ({"service_kinds": ("club",)}, {"club", "group"}),
        ({"age_months": 60}, {"club", "group"}),
        ({"is_free": True}, {"nursery", "group"}),
        ({"words": ("nursery", "riding", "group", "swimming")}, {"club", "nursery", "group"}),
        ({"words": ("nurser",), "service_kinds": ("nursery",)}, {"nursery"}),
        ({"words": ("nursery",), "service_kinds": ("club",), "filled": True}, {"club", "group"}),
        ({"words": ('"x" OR', "' & !"), "point": (52.0, -0.4)}, set()),
    ],
)
def test_candidates_are_services_that_fit(wanted, keys):
    assert {document.key for document in engine.candidates(engine.Wanted(**wanted))} == keys


@pytest.mark.usefixtures("three_services")
def test_the_nearest_come_first_and_what_stands_nowhere_last():
    found = engine.candidates(engine.Wanted(words=("riding",), point=(51.9, -0.4)))
    assert [document.key for document in found] == ["group", "club", "nursery"]


@pytest.mark.usefixtures("three_services")
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no full-text table to lose")
def test_without_the_full_text_table_services_are_found_by_title(caplog):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE search_document_words")
    for words in (("riding", "group"), ("group", "elsewhere")):
        assert {document.key for document in engine.candidates(engine.Wanted(words=words))} >= {"group"}
    assert "group" not in caplog.text
