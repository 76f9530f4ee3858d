from django.core.management.base import BaseCommand

from ...actions import rebuild_index


class Command(BaseCommand):
    help = "Build the search index anew from everything that is published. Visitors search the old one meanwhile."

    def handle(self, *args, **options):
        self.stdout.write(f"The index holds {rebuild_index()} documents.")
