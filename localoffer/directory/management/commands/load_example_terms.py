from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from ...actions.terms import load_example_terms


class Command(BaseCommand):
    help = "Write example school terms around today for the demo council. A term that is there already is left alone."

    def handle(self, **options):
        if not settings.IS_DEMO:
            raise CommandError("These terms are made up. They are loaded in demo mode only (LOCALOFFER_MODE=demo).")
        self.stdout.write(f"{load_example_terms(today=timezone.localdate())} example terms written.")
