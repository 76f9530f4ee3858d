"""What a worker holds in memory: the answers, read. A request that sees a newer content version takes in what changed first."""

import threading

from localoffer.core.versions import current_version

from .models import SearchDocument
from .ranking import AnswerIndex
from .reading import PageWords, read_page

TITLES_READ = 50_000

_lock = threading.Lock()
_held: tuple[int | None, AnswerIndex] | None = None
_pages: dict[int, PageWords] = {}


def answers() -> AnswerIndex:
    """The index of answers at the present content version; no query while that stands, three when it has changed."""
    global _held
    version = current_version()
    held = _held
    if held and version is not None and held[0] == version:
        return held[1]
    with _lock:
        if not (_held and version is not None and _held[0] == version):
            _held = (version, AnswerIndex(_read_what_changed(), _service_titles()))
        return _held[1]


def _read_what_changed() -> list[PageWords]:
    """Every answer, of which only those whose text is new are fetched and read: an edit costs one page, not 2,000."""
    hashes = dict(SearchDocument.objects.answers().order_by("kind", "key", "language").values_list("id", "text_hash"))
    changed = [row_id for row_id, text_hash in hashes.items() if row_id not in _pages or _pages[row_id].document.text_hash != text_hash]
    for document in SearchDocument.objects.filter(id__in=changed) if changed else ():
        _pages[document.id] = read_page(document)
    for row_id in _pages.keys() - hashes.keys():
        del _pages[row_id]
    return [_pages[row_id] for row_id in hashes if row_id in _pages]


def _service_titles() -> list[str]:
    """Names of services, for mending spelling with."""
    return list(SearchDocument.objects.exclude(kind__in=SearchDocument.ANSWER_KINDS).values_list("title", flat=True)[:TITLES_READ])


def forget_answers() -> None:
    """Read everything again at the next call. For tests, and for a process whose database was exchanged."""
    global _held
    _held = None
    _pages.clear()
