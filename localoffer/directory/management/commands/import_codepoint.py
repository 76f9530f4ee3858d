import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from localoffer.core.fetch import CannotFetch, fetch

from ...actions.postcodes import save_postcodes
from ...errors import CannotReadFile
from ...importers import code_point_open
from ...progress import counted


class Command(BaseCommand):
    help = "Load every postcode of Great Britain from Ordnance Survey's Code-Point Open (a folder, a ZIP or a CSV file)."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", help="the folder, ZIP or CSV file")
        parser.add_argument("--download", action="store_true", help="get the newest edition from Ordnance Survey instead")
        parser.add_argument("--dry-run", action="store_true", help="read and count, write nothing")

    def handle(self, *args, file=None, download=False, dry_run=False, **options):
        if bool(file) == download:
            raise CommandError("Name a file, or say --download.")
        try:
            with tempfile.TemporaryDirectory() as folder, transaction.atomic():
                path = _downloaded(Path(folder)) if download else Path(file)
                self._load(path)
                transaction.set_rollback(dry_run)
        except (CannotReadFile, CannotFetch) as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")

    def _load(self, path: Path) -> None:
        skipped = code_point_open.Skipped()
        points = code_point_open.read_points(path, skipped=skipped)
        counts = save_postcodes(counted(points, what="postcodes", to=self.stderr))
        self.stdout.write(
            f"Postcodes: {counts['postcode']} loaded, {counts['sector']} sectors, {counts['outward']} first halves; "
            f"{skipped.without_place} have no known place, {skipped.unreadable} could not be read."
        )


def _downloaded(folder: Path) -> Path:
    path = folder / "code-point-open.zip"
    path.write_bytes(fetch(code_point_open.DOWNLOAD, largest=code_point_open.LARGEST_DOWNLOAD, seconds=300))
    return path
