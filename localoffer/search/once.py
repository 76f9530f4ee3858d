"""A function whose answer is worked out once a process. Threads that ask meanwhile wait: thirty visitors at a cold start would
otherwise each read the same lists, one beside the other, and none would be answered for a minute (benchmarks/pages.py)."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Made = TypeVar("Made")
# One lock for all of them: they call each other.
_lock = threading.RLock()


def once(make: Callable[..., Made]) -> Callable[..., Made]:
    """Like functools.cache, but no two threads work out the same answer. What is made already is had without the lock."""
    made: dict[tuple, Made] = {}

    @wraps(make)
    def held(*args) -> Made:
        if args not in made:
            with _lock:
                if args not in made:
                    made[args] = make(*args)
        return made[args]

    return held
