from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from ...actions.postcodes import add_missing_postcodes
from ...importers.shipped_postcodes import read_shipped


class Command(BaseCommand):
    help = "Load the postcodes that ship with the product. What is there already stays."

    def handle(self, *args, **options):
        written = add_missing_postcodes(read_shipped(Path(settings.SHIPPED_DATA_DIR) / "postcodes"))
        self.stdout.write(f"Postcodes: {written} added.")
