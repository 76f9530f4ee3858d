from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ...actions.service_files import load_services
from ...errors import CannotReadFile
from ...importers.service_files import read_services
from ...models.sourced import EXAMPLE


class Command(BaseCommand):
    help = "Load services from a text file that people write and review. What a person changed since is left alone."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="For example data/demo/luton/services.yaml")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *, file: Path, dry_run: bool, **options):
        try:
            services = read_services(file)
            if services.source == EXAMPLE and not settings.IS_DEMO:
                raise CommandError("These services are made up. They are loaded in demo mode only (LOCALOFFER_MODE=demo).")
            report = load_services(services, now=timezone.now(), dry_run=dry_run)
        except CannotReadFile as problem:
            raise CommandError(f"Nothing was changed.\n{problem}") from problem
        self.stdout.write(f"{report.added} added, {report.changed} changed, {report.same} as they were.")
        for name in report.kept:
            self.stdout.write(f"  kept as a person left it: {name}")
        for name in report.gone:
            self.stdout.write(f"  no longer in the file, nothing done: {name}")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")
