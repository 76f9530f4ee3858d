"""The directory as files: CSV with a data dictionary, JSON, GeoJSON. Each is written whole before a byte of it is sent.

A file is made when somebody asks for it first after a change, kept beside the kept pages in the data directory, and given to
whoever asks until the content changes again: so what is taken back at the desk is gone from the files at once. Making it ahead in a
job was weighed: between two rounds a file would still give what a person has held back.
"""

import csv
import hashlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedReader
from pathlib import Path
from typing import Any, TextIO

from django.conf import settings
from django.utils import timezone

from localoffer.core.frame import council_now
from localoffer.core.untrusted import sheet_cell
from localoffer.core.versions import current_version

from . import hsds, queries
from .tables import ADDRESS, NUMBER, TABLES, TEXT, Column, Table

BATCH = 200
LICENCE = {
    "name": "OGL-UK-3.0",
    "title": "Open Government Licence v3.0",
    "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
_making = threading.Lock()


class NotNow(Exception):
    """The database is away: what was published since is not known, so no file is given."""


def opened(name: str) -> BufferedReader:
    """The file of this name (a key of FILES) as the content is now, open to be read. Raises NotNow.

    Another process may take a file away between the look and the opening, because the content has changed: then the new one is given.
    """
    for _attempt in range(3):
        with suppress(FileNotFoundError):
            return _made(name).open("rb")
    raise NotNow


def checksum(file: BufferedReader) -> bytes:
    """SHA-256 of the whole file, which then stands at its beginning again."""
    digest = hashlib.file_digest(file, "sha256").digest()
    file.seek(0)
    return digest


def _made(name: str) -> Path:
    """The path of the file, made where it is not there. One thread of a process makes a file; another process that makes the same
    writes the same bytes under the same name."""
    version = current_version()
    if version is None:
        raise NotNow
    folder = Path(settings.DATA_DIR) / "downloads"
    # The version alone would begin anew with a new database in an old folder.
    path = folder / f"{version}-{timezone.localdate():%Y%m%d}-{queries.latest_change():%Y%m%d%H%M%S%f}-{_fingerprint()}-{name}"
    with _making:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _write(name, path)
            _remove_older(folder, name, keep=path)
    return path


def package() -> dict[str, Any]:
    """The tabular data package (Frictionless Data): each file with its checksum, each column with its meaning, the licence."""
    base = f"{settings.SITE_ADDRESS}/api/downloads"
    return {
        "profile": "tabular-data-package",
        "name": "local-offer",
        "title": f"{council_now().name}: {council_now().site_title}",
        "homepage": f"{settings.SITE_ADDRESS}/open-data/",
        "licenses": [LICENCE],
        "sources": [{"title": council_now().licence_line}] if council_now().licence_line else [],
        "resources": [_resource(name, f"{base}/{name}") for name in FILES],
    }


def _resource(name: str, address: str) -> dict[str, Any]:
    stem, _dot, ending = name.partition(".")
    with opened(name) as file:
        told = {
            "name": name.replace(".", "-"),
            "path": address,
            "format": ending,
            "mediatype": MEDIA_TYPES[ending],
            "encoding": "utf-8",
            "bytes": os.fstat(file.fileno()).st_size,
            "hash": f"sha256:{checksum(file).hex()}",
        }
    return told | _dictionary(TABLES[stem]) if ending == "csv" else told


def _dictionary(table: Table) -> dict[str, Any]:
    keys = [{"fields": "service_id", "reference": {"resource": "services-csv", "fields": "id"}}]
    has_service = any(column.name == "service_id" for column in table.columns)
    fields = [_field(column) for column in table.columns]
    schema = {"fields": fields, "primaryKey": table.key, "missingValues": [""]} | ({"foreignKeys": keys} if has_service else {})
    return {"profile": "tabular-data-resource", "description": table.words, "schema": schema}


def _field(column: Column) -> dict[str, str]:
    kind = {"type": TEXT, "format": ADDRESS} if column.kind == ADDRESS else {"type": column.kind}
    return {"name": column.name, **kind, "description": column.words}


def _write(name: str, path: Path) -> None:
    """Whole or not at all."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            FILES[name](out)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _remove_older(folder: Path, name: str, *, keep: Path) -> None:
    """Files of earlier content. Whoever reads one just now reads it to its end."""
    for path in folder.glob(f"*-{name}"):
        if path != keep:
            with suppress(OSError):
                path.unlink()


def _fingerprint() -> str:
    """Of the code that says what is in a file: after an upgrade the files are made anew."""
    code = b"".join(Path(__file__).with_name(name).read_bytes() for name in ("hsds.py", "values.py", "tables.py", "downloads.py"))
    return hashlib.sha256(code).hexdigest()[:8]


def _records() -> Iterator[hsds.Fields]:
    """Every given service, whole, in the order of the ids; so many in memory at a time, however many there are."""
    about, last = queries.background_now(), None
    while True:
        services = queries.given_services()
        batch = list(queries.with_all(services.filter(pk__gt=last) if last else services)[:BATCH])
        yield from (hsds.full_service(service, about) for service in batch)
        if len(batch) < BATCH:
            return
        last = batch[-1].pk


def _write_table(table: Table) -> Callable[[TextIO], None]:
    def write(out: TextIO) -> None:
        sheet = csv.writer(out)
        sheet.writerow(column.name for column in table.columns)
        for record in _records():
            sheet.writerows([_cell(row.get(column.name), column) for column in table.columns] for row in table.rows(record))

    return write


def _cell(value: Any, column: Column) -> Any:
    """A number as it is, so that -0.42 stays a number; a text so that no program runs it as a formula."""
    return value if column.kind == NUMBER else sheet_cell(value)


def _write_json(out: TextIO) -> None:
    """All services whole, in an array, as `/services/{id}` gives each."""
    _write_array(out, {"licence": LICENCE["path"]}, "services", _records())


def _write_geojson(out: TextIO) -> None:
    """A point for each service at each place that has one (RFC 7946). A masked place has none."""
    _write_array(out, {"type": "FeatureCollection"}, "features", (each for record in _records() for each in _features(record)))


def _write_array(out: TextIO, head: dict[str, str], name: str, items: Iterator[Any]) -> None:
    out.write(json.dumps(head)[:-1] + f', "{name}": [')
    for number, item in enumerate(items):
        out.write((",\n" if number else "\n") + json.dumps(item, ensure_ascii=False, separators=(",", ":")))
    out.write("\n]}\n")


def _features(record: hsds.Fields) -> Iterator[dict[str, Any]]:
    for door in record.get("service_at_locations", []):
        place = door["location"]
        if "latitude" in place:
            [address] = place.get("addresses") or [{}]
            told = {"service_id": record["id"], "name": record["name"], "place": place.get("name"), "postcode": address.get("postal_code")}
            told |= {"page": record["additional_urls"][0]["url"]}
            point = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
            properties = {key: value for key, value in told.items() if value}
            yield {"type": "Feature", "id": door["id"], "geometry": point, "properties": properties}


MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}
FILES: dict[str, Callable[[TextIO], None]] = {
    **{f"{table.name}.csv": _write_table(table) for table in TABLES.values()},
    "services.json": _write_json,
    "places.geojson": _write_geojson,
}
