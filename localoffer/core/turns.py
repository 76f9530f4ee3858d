"""Views that keep a processor busy take turns, in the order in which they were asked.

Python runs one thread of a process at a time. Dozens that all compute push each other aside at every query of the database, and all
of them finish late: with 32 visitors searching, turns answered a third more of them a second (docs/benchmarks.md).
"""

import threading
from collections import deque
from collections.abc import Callable
from functools import wraps

AT_ONCE = 2
"""In each process: while one waits for the database, the other computes."""


class Turns:
    """A context that at most `at_once` threads are in; the others wait in line.

    A semaphore of the standard library lets a newcomer pass those it has just woken, and now and then somebody waits for seconds.
    """

    def __init__(self, at_once: int):
        self._free, self._line, self._lock = at_once, deque[threading.Lock](), threading.Lock()

    def __enter__(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine = threading.Lock()
            mine.acquire()
            self._line.append(mine)
        mine.acquire()  # until whoever leaves hands the turn on

    def __exit__(self, *_error) -> None:
        with self._lock:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1


_turns = Turns(AT_ONCE)


def takes_turns(view: Callable) -> Callable:
    """Let at most AT_ONCE calls of views marked like this run in a process. For views that answer a GET with no body to wait for."""

    @wraps(view)
    def in_turn(request, *args, **kwargs):
        with _turns:
            return view(request, *args, **kwargs)

    return in_turn
