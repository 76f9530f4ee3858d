"""Words to sort by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from ..models import Taxonomy, TaxonomyTerm
from ..models.taxonomy import taxonomy_id, term_id


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term as a file gives it. `parent` is the code of a term that comes before it."""

    code: str
    name: str
    parent: str = ""
    short_name: str = ""
    description: str = ""
    icon: str = ""


@transaction.atomic
def save_taxonomy(*, code: str, name: str, description: str, terms: Iterable[TermRow]) -> dict[str, int]:
    """Make the taxonomy as given: new terms are added, known ones get the given words. None is taken away, because a service
    may bear it. Returns {"added", "changed", "same"}."""
    taxonomy, _ = Taxonomy.objects.update_or_create(
        code=code,
        defaults={"name": name, "description": description},
        create_defaults={"id": taxonomy_id(code), "name": name, "description": description},
    )
    known = {term.code: term for term in TaxonomyTerm.objects.filter(taxonomy=taxonomy)}
    counts = {"added": 0, "changed": 0, "same": 0}
    for position, row in enumerate(terms):
        counts[_save_term(row, taxonomy=taxonomy, position=position, known=known)] += 1
    return counts


def _save_term(row: TermRow, *, taxonomy: Taxonomy, position: int, known: dict[str, TaxonomyTerm]) -> str:
    facts = {
        "name": row.name, "short_name": row.short_name, "description": row.description, "icon": row.icon, "position": position,
        "parent_id": known[row.parent].pk if row.parent else None,
    }  # fmt: skip
    term = known.get(row.code)
    if term is None:
        known[row.code] = TaxonomyTerm.objects.create(id=term_id(taxonomy.code, row.code), taxonomy=taxonomy, code=row.code, **facts)
        return "added"
    if all(getattr(term, field) == value for field, value in facts.items()):
        return "same"
    for field, value in facts.items():
        setattr(term, field, value)
    term.save()
    return "changed"


def flattened(entries: list[dict], *, parent: str = "") -> Iterator[TermRow]:
    """The rows of a tree of entries (`code`, `name`, `short`, `description`, `icon`, `children`), parents first."""
    for entry in entries:
        yield TermRow(
            code=entry["code"],
            name=entry["name"],
            parent=parent,
            short_name=entry.get("short", ""),
            description=entry.get("description", ""),
            icon=entry.get("icon", ""),
        )
        yield from flattened(entry.get("children", []), parent=entry["code"])
