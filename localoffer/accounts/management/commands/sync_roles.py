from django.core.management.base import BaseCommand
from django.db import transaction

from localoffer.accounts.actions import sync_roles


class Command(BaseCommand):
    help = "Give each role its group, rights and review workflow, as the permission table says. Runs by itself after migrate."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what there is, change nothing.")

    @transaction.atomic
    def handle(self, *, dry_run: bool, **options):
        report = sync_roles()
        self.stdout.write(f"{report.groups} groups with {report.permissions} rights, {report.users} users put in theirs.")
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")
