"""Typed readings of the environment. Each fails at start with a sentence that says what to set, and to what."""

import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KEEP_CONNECTION_SECONDS = 60
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable's text; without a default it must be set."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name} in the environment. `.env.example` shows what it is for.")
    return value


def choice(name: str, default: str, *, among: tuple[str, ...]) -> str:
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be one of: {', '.join(among)}.")
    return value


def boolean(name: str, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write yes or no.")
    return value.strip().lower() in TRUE


def integer(name: str, default: int, *, least: int = 0, most: int | None = None) -> int:
    value = os.environ.get(name)
    if value is None:
        return default
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Write a whole number, for example {default}.") from None
    if number < least or (most is not None and number > most):
        raise ImproperlyConfigured(f"{name} is {number}. It must be at least {least}{f' and at most {most}' if most else ''}.")
    return number


def words(name: str, default: str = "") -> list[str]:
    """Return the comma-separated parts, without blanks."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def database(name: str, *, default_file: str) -> dict:
    """Return Django's settings for one database from an address.

    Empty: SQLite in `default_file`. `sqlite:///relative.db`, `sqlite:////absolute.db`, `postgresql://user:password@host:port/name`.
    """
    address = text(name, "")
    if not address:
        return sqlite(default_file)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return sqlite(parts.path.removeprefix("/") or ":memory:")
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(parts)
    raise ImproperlyConfigured(
        f"{name} begins with {parts.scheme or 'nothing'}:. Use sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME."
    )


def sqlite(file: str) -> dict:
    """SQLite so that an acknowledged write survives a crash and writers wait their turn instead of failing.

    Each thread keeps its connection for a minute: opening one reads the whole schema, more than a millisecond a request. All
    connections of a process together hold at most 64 MB of the file in memory.
    """
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; PRAGMA cache_size=-16000;"
        f" PRAGMA soft_heap_limit={64 * 1024 * 1024};"
    )
    options = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "CONN_MAX_AGE": KEEP_CONNECTION_SECONDS, "OPTIONS": options}


def _postgresql(parts) -> dict:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or dict(parse_qsl(parts.query)).get("host", ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": KEEP_CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 3},
    }


def secret(name: str, *, least: int = 50) -> str:
    """Return the signing key; refuse one that is missing, short, or copied from an example."""
    value = text(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"Set {name} to a long random text of your own. To make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if len(value) < least or "change" in value.lower() or "insecure" in value.lower() or len(set(value)) < 10:
        raise ImproperlyConfigured(f"{name} is short or comes from an example. Set it to at least {least} random characters of your own.")
    return value


def hosts(name: str, default: str = "") -> list[str]:
    """Return the host names this site answers to; a wildcard would let a stranger's name into our links."""
    names = words(name, default)
    if not names:
        raise ImproperlyConfigured(f"Set {name} to the site's host names, for example localoffer.example.gov.uk")
    if any(host == "*" or host.startswith((".", "*")) for host in names):
        raise ImproperlyConfigured(f"{name} holds a wildcard ({', '.join(names)}). Name each host in full.")
    return names
