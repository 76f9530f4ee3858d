"""Views that keep a processor busy take turns.

Python runs one thread of a process at a time. Dozens that all compute push each other aside at every query of the database, and all
of them finish late: with 32 visitors searching, turns answered a third more of them a second (docs/benchmarks.md).
"""

import threading
from collections.abc import Callable
from functools import wraps

AT_ONCE = 2
"""In each process: while one waits for the database, the other computes."""
_turns = threading.BoundedSemaphore(AT_ONCE)


def takes_turns(view: Callable) -> Callable:
    """Let at most AT_ONCE calls of views marked like this run in a process. For views that answer a GET with no body to wait for."""

    @wraps(view)
    def in_turn(request, *args, **kwargs):
        with _turns:
            return view(request, *args, **kwargs)

    return in_turn
