"""What a worker holds in memory: the answers, read, and what was learned of them. A request that sees a newer content version
takes in what changed first."""

import threading
import time

from localoffer.core.versions import current_version

from . import learned_file
from .learning import Learned
from .models import SearchDocument
from .ranking import AnswerIndex
from .reading import PageWords, read_page

TITLES_READ = 50_000
LOOK_FOR_LEARNED_SECONDS = 10.0

_lock = threading.Lock()
_held: tuple[int | None, AnswerIndex] | None = None
_pages: dict[int, PageWords] = {}
_learned: Learned | None = None
_learned_stamp: tuple[int, int] | None = None
_looked_at = float("-inf")


def answers() -> AnswerIndex:
    """The index of answers at the present content version; no query while that stands, three when it has changed.

    Words and phrases are of that version. What was learned may be of an earlier one: it is taken from its file when that
    has changed, and nobody waits for learning.
    """
    global _held
    version = current_version()
    held = _held
    if not (held and version is not None and held[0] == version):
        with _lock:
            if not (_held and version is not None and _held[0] == version):
                _held = (version, AnswerIndex(_read_what_changed(), _service_titles(), _learned))
            held = _held
    _take_in_what_was_learned(held[1])
    return held[1]


def _take_in_what_was_learned(index: AnswerIndex) -> None:
    """Look for a newer file now and then. One request reads it; others go on with what there is."""
    global _learned, _learned_stamp, _looked_at
    if time.monotonic() - _looked_at < LOOK_FOR_LEARNED_SECONDS or not _lock.acquire(blocking=False):
        return
    try:
        _looked_at = time.monotonic()
        if (stamp := learned_file.stamp()) != _learned_stamp:
            _learned, _learned_stamp = learned_file.load(), stamp
            index.learn(_learned)
    finally:
        _lock.release()


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
    global _held, _learned, _learned_stamp, _looked_at
    _held, _learned, _learned_stamp, _looked_at = None, None, None, float("-inf")
    _pages.clear()
