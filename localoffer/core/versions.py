"""The content version: raised with each change a visitor could see, read at most once a second."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import DatabaseError, models
from django.db.models.signals import post_delete, post_save

from .models import ContentVersion, CouncilSettings, HelpContact
from .signals import things_changed

READ_AGAIN_AFTER_SECONDS = 1.0

Kept = TypeVar("Kept")

_lock = threading.Lock()
_known: tuple[float, int | None] = (float("-inf"), None)
_keepers: list["KeptForVersion"] = []


class KeptForVersion(Generic[Kept]):
    """What is worked out once a content version and process, and read by all its threads: nobody may change it.

    `make` is called with the key it was asked for. While the database is away, what was made last is given.
    """

    def __init__(self, make: Callable[[str], Kept]):
        self.make = make
        self.made: dict[str, tuple[int, Kept]] = {}
        _keepers.append(self)

    def get(self, key: str = "") -> Kept:
        version, kept = current_version(), self.made.get(key)
        if kept and version in (None, kept[0]):
            return kept[1]
        value = self.make(key)
        if version is not None:
            self.made[key] = (version, value)
        return value


class KeptWhileMade(KeptForVersion[Kept]):
    """As KeptForVersion, for what takes long to make: while one thread makes it, the others are given what was made last."""

    def __init__(self, make: Callable[[str], Kept]):
        super().__init__(make)
        self.lock = threading.Lock()

    def get(self, key: str = "") -> Kept:
        kept = self.made.get(key)
        if kept and current_version() in (None, kept[0]):
            return kept[1]
        if not self.lock.acquire(blocking=kept is None):
            return kept[1]  # type: ignore[index]  # another thread makes it, and there is one
        try:
            return super().get(key)
        finally:
            self.lock.release()


def listen() -> None:
    """Raise the version when things change, and when the words of every page's frame do."""
    things_changed.connect(_raise_it, dispatch_uid="core-content-version")
    for model in (CouncilSettings, HelpContact):
        post_save.connect(_raise_it, sender=model, dispatch_uid=f"core-content-version-saved-{model.__name__}")
        post_delete.connect(_raise_it, sender=model, dispatch_uid=f"core-content-version-deleted-{model.__name__}")


def raise_version() -> None:
    """Make every cached page stale, in the transaction that is running: a rollback takes it back."""
    if not ContentVersion.objects.filter(id=1).update(number=models.F("number") + 1):
        ContentVersion.objects.get_or_create(id=1)


def current_version() -> int | None:
    """Return the version as read in the last second; None while the database is away."""
    global _known
    read_at, number = _known
    if time.monotonic() - read_at < READ_AGAIN_AFTER_SECONDS:
        return number
    with _lock:
        if time.monotonic() - _known[0] >= READ_AGAIN_AFTER_SECONDS:
            _known = (time.monotonic(), _read())
        return _known[1]


def forget_version() -> None:
    """Read again at the next call. For tests, and for a process that has just changed something itself."""
    global _known
    _known = (float("-inf"), None)
    for keeper in _keepers:
        keeper.made.clear()


def _raise_it(**_ignored) -> None:
    raise_version()


def _read() -> int | None:
    try:
        return ContentVersion.objects.filter(id=1).values_list("number", flat=True).first() or 0
    except DatabaseError:
        return None
