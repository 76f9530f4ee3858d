from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from ...actions.duplicates import find_duplicates


class Command(BaseCommand):
    help = "Find services that may be one and the same, for a person to decide at the desk. Nothing that families see changes."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how many there are, write nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        counts = find_duplicates(now=timezone.now())
        self.stdout.write(f"{counts['found']} pairs are alike; {counts['new']} of them are new, {counts['gone']} are no longer alike.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
