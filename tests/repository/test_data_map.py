"""Nothing is kept by accident: the data map names every field of every table, why it is kept, when it ends and who sees it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from localoffer.accounts.permissions import table as permission_table
from localoffer.core.data_map import MAP, DataMap, as_markdown, read_data_map
from localoffer.core.jobs import SCHEDULE
from localoffer.core.periods import periods

HOUSE = Path(__file__).resolve().parents[2]
USER, VERSION = "accounts.User", "core.ContentVersion"
BASES = set("abcdef")


def fields_of_the_tables() -> dict[str, set[str]]:
    """Each model with a table of its own, the tables between models included, and the names of its own columns."""
    models = [m for m in apps.get_models(include_auto_created=True) if not m._meta.proxy]
    return {m._meta.label: {f.name for f in m._meta.local_fields if f.concrete} for m in models}


def fields_of_the_map(data_map: DataMap) -> dict[str, set[str]]:
    """The same from the map, without what only the other database has."""
    absent = {name for database, names in data_map.only_on.items() if database != connection.vendor for name in names}
    tables = {label: table for label, table in data_map.tables.items() if label not in absent}
    return {label: {name for name in table.fields if f"{label}.{name}" not in absent} for label, table in tables.items()}


def faults_of_names(data_map: DataMap) -> Iterator[str]:
    there, written = fields_of_the_tables(), fields_of_the_map(data_map)
    for label in sorted(set(there) | set(written)):
        if label not in written or label not in there:
            yield f"{label}: {'is not in the map' if label in there else 'no longer exists'}"
            continue
        yield from (f"{label}.{name} is not in the map" for name in sorted(there[label] - written[label]))
        yield from (f"{label}.{name} no longer exists" for name in sorted(written[label] - there[label]))


def faults_of_words(data_map: DataMap) -> Iterator[str]:
    for label, table in data_map.tables.items():
        empty = [name for name in ("holds", "whose", "purpose", "kept") if not getattr(table, name).strip()]
        empty += [name for name, purpose in table.personal.items() if not purpose.strip()]
        yield from (f"{label}: {name} is empty" for name in empty)
        yield from (f"{label}.{name} stands twice" for name in table.fields if table.fields.count(name) > 1)
        yield from (f"{label}: no role is called {role}" for role in table.seen_by if role not in permission_table().roles)
    for place in data_map.elsewhere:
        yield from (f"{place.where}: {name} is empty" for name in ("holds", "whose", "kept") if not getattr(place, name).strip())
        yield from (f"{place.where}: no role is called {role}" for role in place.seen_by if role not in permission_table().roles)


def faults_of_ends(data_map: DataMap) -> Iterator[str]:
    for label, table in data_map.tables.items():
        yield from (f"{label}: nothing is called {name}" for name in table.ends if name not in SCHEDULE and name not in data_map.acts)
        if table.is_personal and not (table.ends and table.personal and table.basis in BASES):
            yield f"{label}: personal data needs its fields, a basis and an end"
        if not table.is_personal and (table.personal or table.basis):
            yield f"{label}: nobody's data, but personal fields or a basis"


def faults_in(data_map: DataMap) -> list[str]:
    return [*faults_of_names(data_map), *faults_of_words(data_map), *faults_of_ends(data_map)]


def test_the_map_is_whole():
    assert faults_in(read_data_map()) == []


@pytest.mark.parametrize(
    ("label", "change", "fault"),
    [
        (VERSION, {"other": ["id"]}, "core.ContentVersion.number is not in the map"),
        (VERSION, {"other": ["id", "number", "gone"]}, "core.ContentVersion.gone no longer exists"),
        (VERSION, {"other": ["id", "number", "number"]}, "core.ContentVersion.number stands twice"),
        (VERSION, {"purpose": " "}, "core.ContentVersion: purpose is empty"),
        (VERSION, {"kept": ""}, "core.ContentVersion: kept is empty"),
        (VERSION, {"seen_by": ["cleaner"]}, "core.ContentVersion: no role is called cleaner"),
        (VERSION, {"basis": "e"}, "core.ContentVersion: nobody's data, but personal fields or a basis"),
        (USER, {"ends": ["prune_nothing"]}, "accounts.User: nothing is called prune_nothing"),
        (USER, {"ends": []}, "accounts.User: personal data needs its fields, a basis and an end"),
        (USER, {"basis": "z"}, "accounts.User: personal data needs its fields, a basis and an end"),
    ],
)
def test_a_gap_is_found(label, change, fault):
    data_map = read_data_map()
    tables = data_map.tables | {label: replace(data_map.tables[label], **change)}
    assert set(faults_in(replace(data_map, tables=tables))) >= {fault}


def test_a_table_that_is_missing_or_gone_is_found():
    data_map = read_data_map()
    tables = {label: table for label, table in data_map.tables.items() if label != USER} | {"core.Gone": data_map.tables[VERSION]}
    assert faults_in(replace(data_map, tables=tables)) == ["accounts.User: is not in the map", "core.Gone: no longer exists"]


def test_a_personal_field_without_a_purpose_is_found():
    data_map = read_data_map()
    user = replace(data_map.tables[USER], personal=data_map.tables[USER].personal | {"email": ""})
    assert faults_in(replace(data_map, tables=data_map.tables | {USER: user})) == ["accounts.User: email is empty"]


def test_each_act_is_described_and_ends_something():
    data_map = read_data_map()
    for act, where in data_map.acts.items():
        file, _, anchor = where.partition("#")
        headings = re.findall(r"^#+ (.+)$", (HOUSE / file).read_text(), re.M)
        assert anchor in {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}, act
        assert any(act in table.ends for table in data_map.tables.values()), act


def test_each_period_is_told_in_the_map():
    text = MAP.read_text()
    assert [name for name in periods() if f"{{{name}}}" not in text] == []


def test_the_document_is_made_from_the_map():
    document = (HOUSE / "docs/reference/privacy.md").read_text()
    assert document == as_markdown(), "Run: ./run print_data_map > docs/reference/privacy.md"
