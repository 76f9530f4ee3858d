"""A line that counts while something long goes on. Only where a person watches; a log file gets nothing of it."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

T = TypeVar("T")
EVERY_SECONDS = 0.2


def counted(items: Iterable[T], *, what: str, to: OutputWrapper, total: int | None = None) -> Iterator[T]:
    """Pass the items on, and write how many have passed ("12,000 of 70,980 rows") over one line of a terminal."""
    if not to.isatty():
        yield from items
        return
    shown_at, number = 0.0, 0
    for number, item in enumerate(items, 1):
        if time.monotonic() - shown_at > EVERY_SECONDS:
            shown_at = time.monotonic()
            _over(to, f"{number:,}{f' of {total:,}' if total else ''} {what} ")
        yield item
    _over(to, f"{number:,} {what}{' ' * 20}\n")


def _over(to: OutputWrapper, line: str) -> None:
    to.write(f"\r{line}", lambda text: text, ending="")
    to.flush()
