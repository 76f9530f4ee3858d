from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from localoffer.directory.actions.open_records import note_missed

from ...own_records import check_all_records


class Command(BaseCommand):
    help = "Check every record that other systems are given against the standard; those that would break it are kept out."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say how many there are, write nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        missed = note_missed(now=timezone.now())
        counts = check_all_records()
        self.stdout.write(f"{counts['checked']} records checked, {counts['held_out']} kept out; {missed} changes had not been noted.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
