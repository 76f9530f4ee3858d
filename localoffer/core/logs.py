"""Logs that hold no visitor: no query, no network address, no e-mail address, no key of a link, nothing that somebody wrote."""

import ipaddress
import logging
import re
import traceback
from collections.abc import Iterator

QUERY = re.compile(r"\?[^\s'\"]*")
EMAIL = re.compile(r"[^\s@'\"<>(),;:=/]{1,254}@[^\s@'\"<>(),;:=/]{1,254}")
KEY = re.compile(r"(/key/|/confirm-email/)[^/\s]+")
IPV4 = re.compile(r"\b(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}\b")
IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f:.]{3,45}")


class WithoutVisitors(logging.Filter):
    """Cut visitors out of the message; of an exception keep where it happened and its kind; drop the request and its variables."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_visitors(record.getMessage()), ()
        error = record.exc_info[1] if record.exc_info else None
        record.exc_info, record.exc_text = None, told(error) if error else None
        for name in ("request", "status_code"):
            record.__dict__.pop(name, None)
        return True


def without_visitors(text: str) -> str:
    """One line without queries, keys of links, e-mail addresses and the last part of network addresses."""
    text = EMAIL.sub("…@…", KEY.sub(r"\1…", QUERY.sub("?…", text)))
    text = IPV6.sub(_network, IPV4.sub(r"\1.x", text))
    return text.replace("\r", "\\r").replace("\n", "\\n")


def _network(found: re.Match) -> str:
    """`2001:db8:1:2::3` → "2001:db8:1::/48"; what only looks like one (a time of day) stays."""
    try:
        return str(ipaddress.IPv6Network((found.group().rstrip("."), 48), strict=False))
    except ValueError:
        return found.group()


def told(error: BaseException) -> str:
    """Where an exception and those behind it happened, and their kinds, as Python prints them, but without their words.

    The words often quote what somebody sent: a database names the value it refused, a form the text it could not read.
    """
    parts = []
    for one in _chain(error):
        frames = "".join(traceback.format_tb(one.__traceback__)).rstrip("\n")
        parts.append(f"Traceback (most recent call last):\n{frames}\n{kind_of(one)}")
    return "\n\n".join(reversed(parts))


def kind_of(error: BaseException) -> str:
    """The exception's class and, where the machine or the database gave one, its code: "sqlite3.OperationalError SQLITE_FULL"."""
    code = getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or getattr(error, "strerror", None)
    return " ".join(str(part) for part in (f"{type(error).__module__}.{type(error).__qualname__}", code) if part)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The exception, then what caused it, then what caused that."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
