from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from localoffer.core.leftovers import prune_leftovers


class Command(BaseCommand):
    help = "Remove what lies about when work is over: open forms, unfinished uploads, mail written to files, old copies of pages, keys of forms."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how much would go, remove nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        report = prune_leftovers(now=timezone.now())
        self.stdout.write(f"Removed: {report}.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
