from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.guidance.actions import load_content
from localoffer.guidance.content_files import ContentFault


class Command(BaseCommand):
    help = "Turn a council's content files into its settings, contacts and pages."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="For example data/demo/luton")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *, folder: Path, dry_run: bool, verbosity: int, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            report = load_content(folder, dry_run=dry_run)
        except ContentFault as fault:
            raise CommandError(f"Nothing was loaded.\n{fault}") from fault
        if verbosity:
            self._print(report, dry_run)

    def _print(self, report, dry_run: bool) -> None:
        for words, number in sorted(report.counts.items()):
            self.stdout.write(f"{number:5} {words}")
        for title in report.kept:
            self.stdout.write(f"      kept as a person left it: {title}")
        if report.missing:
            self.stdout.write(f"{len(report.missing):5} related questions are not written yet: {', '.join(sorted(report.missing))}")
        if dry_run:
            self.stdout.write("This was a trial: nothing was changed.")
