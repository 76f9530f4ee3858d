from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from ...actions.postcodes import add_missing_middles
from ...importers.shipped_postcodes import read_middles


class Command(BaseCommand):
    help = "Load the middles of postcode areas that ship with the product. What is there already stays."

    def handle(self, *args, **options):
        written = add_missing_middles(read_middles(Path(settings.SHIPPED_DATA_DIR) / "postcodes"))
        self.stdout.write(f"Postcodes: {written} areas added.")
