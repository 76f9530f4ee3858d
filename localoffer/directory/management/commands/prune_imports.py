from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from localoffer.core.periods import period

from ...actions.imports import prune_imports


class Command(BaseCommand):
    help = "Remove what the rows of old register files said, and files that were read but never brought in."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how many there are, remove nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        rows = prune_imports(before=timezone.now() - period("import_rows"))
        self.stdout.write(f"{rows} rows removed.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
