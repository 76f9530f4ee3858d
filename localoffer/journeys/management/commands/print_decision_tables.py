from django.core.management.base import BaseCommand

from localoffer.journeys.decision_tables import as_markdown


class Command(BaseCommand):
    help = "Print the tools' rules as docs/reference/decision-tables.md holds them."

    def handle(self, **options):
        self.stdout.write(as_markdown(), ending="")
