"""Keeps the index in step with the things: hears what changed, describes it anew and writes the rows, all in one transaction."""

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import DatabaseError, transaction

from localoffer.core import things
from localoffer.core.signals import things_changed
from localoffer.core.things import Description
from localoffer.core.untrusted import plain_text

from . import engine
from .models import SearchDocument

BATCH = 500
LONGEST_TEXT = 100_000
SERVICE_KINDS = "service-kinds:"
IDENTITY = ("kind", "key", "language")
COPIED = tuple(f.name for f in SearchDocument._meta.concrete_fields if f.name not in (*IDENTITY, "id"))
HASHED = tuple(name for name in COPIED if name != "text_hash")
log = logging.getLogger(__name__)


def in_batches(items: Iterable, size: int = BATCH) -> Iterator[tuple]:
    """Yield the items in tuples of at most `size`."""
    rest = iter(items)
    while some := tuple(islice(rest, size)):
        yield some


def listen() -> None:
    things_changed.connect(_hear, dispatch_uid="search-index")


def _hear(sender, kind: str, keys: Iterable[str], **_ignored) -> None:
    if kind in things.kinds():
        keep_in_step(kind, keys=list(keys))


def keep_in_step(kind: str, *, keys: list[str]) -> None:
    """Describe these things again. A full-text table that is broken is made anew first: it must not stop an editor's work."""
    try:
        describe_again(kind, keys=keys)
    except DatabaseError:
        if engine.answers_at_all():
            raise
        log.error("The full-text table is broken or lost. It is made anew.")
        engine.make_anew()
        describe_again(kind, keys=keys)


@transaction.atomic
def describe_again(kind: str, *, keys: Iterable[str]) -> None:
    """Write the rows of these things as they are now; those that are no longer published leave the index."""
    for some in in_batches(dict.fromkeys(str(key) for key in keys)):
        documents = [document_of(description) for description in things.describe(kind, list(some))]
        write(documents)
        kept = {(document.key, document.language) for document in documents}
        stale = SearchDocument.objects.filter(kind=kind, key__in=some).values_list("id", "key", "language")
        gone = [row_id for row_id, key, language in stale if (key, language) not in kept]
        if gone:
            SearchDocument.objects.filter(id__in=gone).delete()


def write(documents: list[SearchDocument]) -> None:
    """Insert or update rows. Updates keep the row's id, so that the full-text rows follow through their triggers."""
    if documents:
        SearchDocument.objects.bulk_create(documents, update_conflicts=True, unique_fields=list(IDENTITY), update_fields=list(COPIED))


def all_documents() -> Iterator[SearchDocument]:
    """Every published thing of every kind, described now; unsaved."""
    for kind in things.kinds():
        for description in things.describe(kind):
            yield document_of(description)


def document_of(description: Description) -> SearchDocument:
    d = description
    service_kinds = [term.removeprefix(SERVICE_KINDS) for term in d.terms if term.startswith(SERVICE_KINDS)]
    extra_words = [str(value) for name, value in d.extra.items() if name in ("organisation", "kind", "place")]
    words = [d.title, *d.phrases, d.summary, *extra_words, d.body]
    document = SearchDocument(
        kind=d.ref.kind, key=d.ref.key, language=d.language, title=plain_text(str(d.title), longest=300),
        summary=plain_text(str(d.summary)), body=plain_text(str(d.body), longest=LONGEST_TEXT),
        phrases=[plain_text(str(phrase)) for phrase in d.phrases], terms=list(d.terms),
        service_kind=service_kinds[0] if service_kinds else "", audiences=list(d.audiences), url=d.url, extra=d.extra,
        contacts=list(d.contacts), is_free=d.is_free, min_age_months=d.min_age_months, max_age_months=d.max_age_months,
        latitude=d.latitude, longitude=d.longitude,
        text=plain_text("\n".join(str(word) for word in words if word), longest=LONGEST_TEXT),
    )  # fmt: skip
    document.text_hash = _hash_of(document)
    return document


def _hash_of(document: SearchDocument) -> str:
    copied = json.dumps([getattr(document, name) for name in HASHED], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.blake2b(copied.encode(), digest_size=16).hexdigest()
