"""Verbs over the whole index."""

from dataclasses import dataclass

from django.db import transaction

from . import engine, index, learned_file
from .learning import learn
from .models import SearchDocument


@transaction.atomic
def rebuild_index() -> int:
    """Describe every published thing anew and drop the rows of all others. Returns how many rows stand.

    One transaction: a visitor finds the old index or the new one, never half of one. The full-text table is dropped first,
    so that a broken one cannot stop the work.
    """
    engine.make_anew()
    seen: set[tuple[str, str, str]] = set()
    for some in index.in_batches(index.all_documents()):
        index.write(list(some))
        seen.update((d.kind, d.key, d.language) for d in some)
    rows = SearchDocument.objects.values_list("id", "kind", "key", "language")
    gone = [row_id for row_id, *identity in rows.iterator() if tuple(identity) not in seen]
    for some_ids in index.in_batches(gone):
        SearchDocument.objects.filter(id__in=some_ids).delete()
    return len(seen)


@transaction.atomic
def mend_tables() -> bool:
    """Make the full-text table anew from the rows if it does not answer. Returns whether that was needed. Quick when all is well."""
    if engine.answers_at_all():
        return False
    engine.make_anew()
    return True


def learn_answers() -> int:
    """Learn which wording leads to which answer, unless that was learned from this very content. Returns how many pages were learned.

    About two seconds for a hundred pages, a minute for 2,000; for a job, never within a request. Writes one file and no row.
    """
    pages = SearchDocument.objects.answers().order_by("kind", "key", "language")
    learned_from = learned_file.fingerprint(pages.only("kind", "key", "language", "text_hash"))
    held = learned_file.load()
    if held and held.learned_from == learned_from:
        return 0
    learned = learn(pages, learned_from=learned_from)
    if learned:
        learned_file.save(learned)
    return len(learned.pages) if learned else 0


@dataclass(frozen=True, slots=True)
class IndexFaults:
    """What `check_search_index` found: `missing` and `stale` things, `surplus` rows, and words on the full-text tables."""

    missing: tuple[str, ...]
    stale: tuple[str, ...]
    surplus: tuple[str, ...]
    tables: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.stale or self.surplus or self.tables)


def find_index_faults() -> IndexFaults:
    """Compare the index with what is published now. Changes nothing."""
    missing, stale, expected = [], [], set()
    for some in index.in_batches(index.all_documents()):
        expected.update((d.kind, d.key, d.language) for d in some)
        rows = SearchDocument.objects.filter(key__in=[d.key for d in some]).values_list("kind", "key", "language", "text_hash")
        hashes = {tuple(identity): text_hash for *identity, text_hash in rows}
        for document in some:
            text_hash = hashes.get((document.kind, document.key, document.language))
            if text_hash is None:
                missing.append(str(document))
            elif text_hash != document.text_hash:
                stale.append(str(document))
    rows = SearchDocument.objects.values_list("kind", "key", "language").iterator()
    surplus = [f"{kind}:{key}" for kind, key, language in rows if (kind, key, language) not in expected]
    return IndexFaults(tuple(missing), tuple(stale), tuple(surplus), tuple(engine.table_faults()))
