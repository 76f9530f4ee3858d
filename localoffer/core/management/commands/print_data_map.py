from django.core.management.base import BaseCommand

from localoffer.core.data_map import as_markdown


class Command(BaseCommand):
    help = "Print the data map as docs/reference/privacy.md shows it."
    requires_system_checks = []

    def handle(self, **options):
        self.stdout.write(as_markdown(), ending="")
