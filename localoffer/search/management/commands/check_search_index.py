from django.core.management.base import BaseCommand, CommandError

from ...actions import IndexFaults, find_index_faults, rebuild_index

SHOWN = 10


class Command(BaseCommand):
    help = "Compare the search index with what is published. Ends with an error when they differ."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Build the index anew when something is wrong.")

    def handle(self, *args, **options):
        faults = find_index_faults()
        if not faults:
            self.stdout.write("The search index is in step.")
            return
        self._say(faults)
        if not options["repair"]:
            raise CommandError("The search index is out of step. Run check_search_index --repair.")
        self.stdout.write(f"Repaired: the index holds {rebuild_index()} documents.")

    def _say(self, faults: IndexFaults) -> None:
        for line in faults.tables:
            self.stdout.write(line)
        for words, names in (("missing", faults.missing), ("out of date", faults.stale), ("not published any more", faults.surplus)):
            if names:
                self.stdout.write(f"{len(names)} {words}: {', '.join(names[:SHOWN])}{' …' if len(names) > SHOWN else ''}")
