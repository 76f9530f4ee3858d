from django.core.management.base import BaseCommand

from localoffer.accounts.permissions import as_markdown


class Command(BaseCommand):
    help = "Print the permission table as docs/reference/permissions.md shows it."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(as_markdown(), ending="")
