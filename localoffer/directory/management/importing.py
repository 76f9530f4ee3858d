"""What every command that brings in a register does alike: read, show the difference, apply it whole or not at all."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from ..actions import imports
from ..actions.imports import Reading
from ..errors import DirectoryError
from ..importers.sources import Order, source_of
from ..models import ImportBatch

REASONS_SHOWN = 20
COUNTED = (
    ("rows", "rows in the file"),
    ("elsewhere", "of other areas"),
    ("other_kinds", "of kinds that are not for a Local Offer"),
    ("not_active", "no longer running"),
    ("too_old", "for people over 26 only"),
    ("home_based", "in somebody's home, counted only"),
    ("repeated", "repeated"),
    ("refused", "refused"),
    ("new", "new"),
    ("changed", "changed"),
    ("same", "as they were"),
    ("kept", "kept, because a person changed it"),
    ("gone", "no longer in the file"),
    ("without_point", "with a postcode we cannot place"),
)


class ImportingCommand(BaseCommand):
    """A command that gets a reading and brings it in. `read_with(**options)` gives the reading."""

    read_with: Callable[..., Reading]

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--accept-shrink", default="", metavar="WORDS", help="why it is right that more than 1 in 10 are gone")
        parser.add_argument("--unpublish-gone", action="store_true", help="take those off the public pages that the file no longer names")

    def handle(self, *args: Any, dry_run: bool, accept_shrink: str, unpublish_gone: bool, **options: Any) -> None:
        try:
            reading = self.read_with(**options)
            with transaction.atomic():
                batch = imports.stage_import(reading, by=None, now=timezone.now())
                if not dry_run:
                    self._finish(batch, accept_shrink=accept_shrink, unpublish=unpublish_gone)
                self._report(batch)
                transaction.set_rollback(dry_run)
        except DirectoryError as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
        elif batch.state == ImportBatch.State.WAITING:
            raise CommandError(
                f"{batch.waits_because} Nothing was changed. If it is right, run this again with --accept-shrink and say why."
            )

    @staticmethod
    def _finish(batch: ImportBatch, *, accept_shrink: str, unpublish: bool) -> None:
        if batch.state == ImportBatch.State.WAITING and not accept_shrink.strip():
            return
        batch.state = imports.apply_import(batch, now=timezone.now(), accepted_because=accept_shrink).state
        if unpublish:
            imports.unpublish_gone(batch, by=None)

    def _report(self, batch: ImportBatch) -> None:
        day = f", as at {batch.as_of:%-d %B %Y}" if batch.as_of else ""
        self.stdout.write(f"{batch.file_name}: {batch.area}{day}")
        for key, words in COUNTED:
            if batch.counts.get(key) or key in ("new", "changed", "refused"):
                self.stdout.write(f"{batch.counts.get(key, 0):>7,} {words}")
        rows = batch.rows.exclude(outcome__in=["new", "changed"])
        for row in rows[:REASONS_SHOWN]:
            self.stdout.write(
                f"  {f'row {row.row_number}, ' if row.row_number else ''}{row.source_id} {row.get_outcome_display()}: {row.reason}{_fields(row)}"
            )
        if rows.count() > REASONS_SHOWN:
            self.stdout.write(f"  and {rows.count() - REASONS_SHOWN:,} more")


class RegisterCommand(ImportingCommand):
    """Brings in a file of the register with the code `source`."""

    source = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV or XLSX file")
        parser.add_argument("--local-authority", default="", help="whose rows to take; by default the council's own, from its settings")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day the file speaks of, where it does not say"
        )
        super().add_arguments(parser)

    def read_with(self, *, file: Path, local_authority: str, as_of: date | None, **_ignored: Any) -> Reading:
        return source_of(self.source).read(Order(file, local_authority or "", as_of, self.stderr))


def _fields(row) -> str:
    return f" ({', '.join(key.partition('.')[2] for key in row.changes)})" if row.changes else ""
