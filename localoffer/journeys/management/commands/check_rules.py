from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from localoffer.journeys.queries import rules_to_read


class Command(BaseCommand):
    help = "List the tools' rules that end soon or have ended, that nobody read at their source, or that must be read again. Fails if there are any."

    def handle(self, **options):
        found = list(rules_to_read(timezone.localdate()))
        for due in found:
            self.stdout.write(f"{due.tool}: {due.rule.id}: {due.why} {due.rule.law_url}")
        if found:
            raise CommandError(f"{len(found)} rules to read.")
        self.stdout.write("Every rule is in force and was read in the last year.")
