"""JSON Schema, as much of it as Open Referral UK uses: type, required, properties, items, enum, format, allOf, $ref.

A library of all of it was weighed: five packages, one of them compiled, for eight words (ADR 24). A word that checks something
and is not known here stops the reading of the schema, so that a later edition of the standard cannot be half checked without
anybody noticing. Tests compare the verdicts with those that the standard's own validator gives on its example feeds.
Source: JSON Schema, draft 2020-12; formats as in RFC 3339, 3986, 5321, 9562.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

Schema = Mapping[str, Any]

HOME = "https://openreferraluk.org/specifications/3.0/schema/"
CHECKING = {"type", "required", "properties", "items", "enum", "format", "allOf", "$ref"}
TELLING = {
    "$schema", "$id", "name", "title", "description", "path", "datapackage_metadata", "datapackage_type", "constraints", "example",
    "core", "tabular_required",
}  # fmt: skip
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "boolean": (bool,), "number": (int, float), "integer": (int,),
}  # fmt: skip
UUID_WRITTEN = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
URI_WRITTEN = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_is_email = EmailValidator()


class UnknownSchema(Exception):
    """A schema that is not here, or that checks by a word which is not known here. The message names it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a document breaks its schema ("/contents/0/email") and how, in words."""

    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.where or '/'}: {self.words}"


def faults(document: Any, schema_name: str) -> list[Fault]:
    """All faults of a document by a schema of the standard ("service_list.json"), in the order of the document."""
    return list(found_faults(document, schema_name))


def found_faults(document: Any, schema_name: str) -> Iterator[Fault]:
    """The same one by one, for a stranger's document, which may have millions."""
    return _faults(document, schema(schema_name), "")


@cache
def schema(name: str) -> Schema:
    """A schema of the standard, checked to hold no word we do not know. Raises UnknownSchema."""
    path = Path(settings.SHIPPED_DATA_DIR) / "openreferral" / "3.0" / "schema" / name
    if path.name != name or not path.is_file():
        raise UnknownSchema(f"There is no schema {name}.")
    read = json.loads(path.read_text(encoding="utf-8"))
    _know_all_words(read, name)
    return read


def _know_all_words(part: Any, name: str) -> None:
    unknown = set(part) - CHECKING - TELLING
    if unknown:
        raise UnknownSchema(f"{name} uses {', '.join(sorted(unknown))}.")
    below = [*part.get("properties", {}).values(), *part.get("allOf", []), *([part["items"]] if "items" in part else [])]
    for each in below:
        _know_all_words(each, name)


def _faults(value: Any, by: Schema, where: str) -> Iterator[Fault]:
    if "$ref" in by:
        yield from _faults(value, schema(by["$ref"].removeprefix(HOME)), where)
    for each in by.get("allOf", ()):
        yield from _faults(value, each, where)
    if "type" in by and not _is_of_type(value, by["type"]):
        yield Fault(where, f"{_shown(value)} should be of the type {by['type']}.")
        return
    if "enum" in by and value not in by["enum"]:
        yield Fault(where, f"{_shown(value)} should be one of {', '.join(map(str, by['enum']))}.")
    if isinstance(value, str) and "format" in by and not has_format(value, by["format"]):
        yield Fault(where, f"{_shown(value)} should be written as {by['format']}.")
    if isinstance(value, dict):
        yield from _faults_of_object(value, by, where)
    if isinstance(value, list) and "items" in by:
        for number, each in enumerate(value):
            yield from _faults(each, by["items"], f"{where}/{number}")


def _faults_of_object(value: dict, by: Schema, where: str) -> Iterator[Fault]:
    for name in by.get("required", ()):
        if name not in value:
            yield Fault(where, f"{name} is missing.")
    for name, below in by.get("properties", {}).items():
        if name in value:
            yield from _faults(value[name], below, f"{where}/{name}")


def _is_of_type(value: Any, name: str) -> bool:
    """1.0 is an integer and true is no number, as JSON Schema has it."""
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, TYPES[name])


def has_format(text: str, name: str) -> bool:
    """Whether the text is written as this format; a format that nobody here knows is let pass, as JSON Schema says."""
    checks: dict[str, Callable[[str], object]] = {
        "uuid": UUID_WRITTEN.fullmatch, "uri": _is_uri, "email": _is_address, "date-time": _is_moment,
    }  # fmt: skip
    return name not in checks or bool(checks[name](text))


def _is_uri(text: str) -> bool:
    if not URI_WRITTEN.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme not in ("http", "https") or bool(parts.hostname)


def _is_address(text: str) -> bool:
    try:
        _is_email(text)
    except ValidationError:
        return False
    return True


def _is_moment(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None and "T" in text.upper()
    except ValueError:
        return False


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
