"""Who last said each fact of a record, and what an import may therefore change.

A record keeps {field: {"source", "on", "by", "value"}}: `value` is what the register said last. A fact that differs from it
was changed by a person, through whatever door, and no import writes over it: it is reported instead.
"""

from datetime import date
from typing import Any

from .models import TaxonomyTerm
from .models.sourced import Sourced
from .terms import KINDS

PERSON = "person"
POINT = ("latitude", "longitude", "precision")
Facts = dict[str, Any]


def value_of(record: Sourced, field: str) -> Any:
    """Return a fact as it stands in JSON: a day as "2027-03-03", a kind by its code, a point as [latitude, longitude, precision]."""
    if field == "point":
        return [getattr(record, name) for name in POINT]
    if field == "kind":
        return record.kind.code if record.kind_id else ""
    value = getattr(record, field)
    return value.isoformat() if isinstance(value, date) else value


def set_value(record: Sourced, field: str, value: Any, *, kinds: dict[str, TaxonomyTerm]) -> None:
    """Write a fact from its JSON form. `kinds` are the kinds of service by code."""
    if field == "point":
        for name, part in zip(POINT, value, strict=True):
            setattr(record, name, part)
    elif field == "kind":
        record.kind = kinds[value]
    elif field.endswith("_on"):
        setattr(record, field, date.fromisoformat(value) if value else None)
    else:
        setattr(record, field, value)


def is_a_persons(record: Sourced, field: str) -> bool:
    """Whether a person has the last word on this field: it is not empty, and not what the register said last."""
    now = value_of(record, field)
    entry = record.provenance.get(field)
    if entry is None:
        return now not in (None, "", [None, None, ""])
    return now != entry.get("value")


def note_source(record: Sourced, field: str, *, source: str, on: date) -> None:
    """Note that the field now holds what the register says."""
    record.provenance[field] = {"source": source, "on": on.isoformat(), "by": "import", "value": value_of(record, field)}


def note_person(record: Sourced, *, by_id: str, on: date) -> list[str]:
    """Note for each field that a register had given and that holds something else now: a person changed it. Returns them.

    The register's value is kept beside, so that a change back is seen as one.
    """
    changed = []
    for field, entry in record.provenance.items():
        if entry.get("source") != PERSON and value_of(record, field) != entry.get("value"):
            record.provenance[field] = entry | {"source": PERSON, "on": on.isoformat(), "by": by_id}
            changed.append(field)
    return changed


def kinds_by_code() -> dict[str, TaxonomyTerm]:
    """The kinds of service by their codes."""
    return {term.code: term for term in TaxonomyTerm.objects.of(KINDS)}
