from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from localoffer.core.history import prune_history
from localoffer.core.periods import period


class Command(BaseCommand):
    help = "Remove old revisions, ended reviews, notes between colleagues and lines of the log. What is in force stays."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how much would go, remove nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        report = prune_history(before=timezone.now() - period("history"))
        self.stdout.write(f"Removed: {report}.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
