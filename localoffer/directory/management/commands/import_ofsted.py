from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from localoffer.core.models import CouncilSettings

from ...actions.imports import apply_import, stage_import, unpublish_gone
from ...errors import DirectoryError
from ...importers.ofsted import Kinds, read_register
from ...models import ImportBatch

REASONS_SHOWN = 20
COUNTED = (
    ("rows", "rows in the file"),
    ("elsewhere", "of other local authorities"),
    ("not_active", "no longer running"),
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


class Command(BaseCommand):
    help = "Load nurseries and clubs from Ofsted's childcare register (the CSV of provider level data)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--local-authority", help="whose rows to take; by default the council's own, from its settings")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day the file speaks of, where it does not say"
        )
        parser.add_argument("--dry-run", action="store_true", help="show what would change, change nothing")
        parser.add_argument("--accept-shrink", default="", metavar="WORDS", help="why it is right that more than 1 in 10 are gone")
        parser.add_argument("--unpublish-gone", action="store_true", help="take those off the public pages that the file no longer names")

    def handle(self, *args, file, local_authority, as_of, dry_run, accept_shrink, **options):
        area = local_authority or CouncilSettings.load().local_authority
        if not area:
            raise CommandError("Say whose rows to take, with --local-authority, or set it in the council's settings.")
        try:
            kinds = Kinds.read(Path(settings.SHIPPED_DATA_DIR) / "taxonomies" / "ofsted_kinds.yaml")
            reading = read_register(file, area=area, kinds=kinds, as_of=as_of, watched_on=self.stderr)
            with transaction.atomic():
                batch = stage_import(reading, by=None, now=timezone.now())
                self._finish(batch, accept_shrink=accept_shrink, unpublish=options["unpublish_gone"], dry_run=dry_run)
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
    def _finish(batch: ImportBatch, *, accept_shrink: str, unpublish: bool, dry_run: bool) -> None:
        if dry_run or (batch.state == ImportBatch.State.WAITING and not accept_shrink.strip()):
            return
        done = apply_import(batch, now=timezone.now(), accepted_because=accept_shrink)
        batch.state = done.state
        if unpublish:
            unpublish_gone(batch, by=None)

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


def _fields(row) -> str:
    return f" ({', '.join(key.partition('.')[2] for key in row.changes)})" if row.changes else ""
