from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from ...actions.imports import Reading
from ...importers.mapped import read_mapped, read_mapping
from ..importing import ImportingCommand


class Command(ImportingCommand):
    help = "Load services from any CSV or XLSX file, by a mapping that says which column holds what."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--mapping", type=Path, required=True, help="the YAML file that says which column holds what")
        parser.add_argument("--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day the file speaks of")
        super().add_arguments(parser)

    def read_with(self, *, file: Path, mapping: Path, as_of: date | None, **_ignored: Any) -> Reading:
        return read_mapped(file, mapping=read_mapping(mapping), as_of=as_of, watched_on=self.stderr)
