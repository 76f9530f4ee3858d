from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ...actions.taxonomies import flattened, save_taxonomy
from ...errors import CannotReadFile
from ...importers.taxonomies import read_shipped, read_topics


class Command(BaseCommand):
    help = "Load the words that services are sorted by: needs, kinds, features of sessions, topics. None is taken away."

    def add_arguments(self, parser):
        parser.add_argument("--topics", help="a topics.yaml; by default the demo council's")

    def handle(self, *args, topics=None, **options):
        data = Path(settings.SHIPPED_DATA_DIR)
        try:
            with transaction.atomic():
                for tree in (*read_shipped(data / "taxonomies"), read_topics(Path(topics or data / "demo" / "luton" / "topics.yaml"))):
                    self._save(tree)
        except CannotReadFile as problem:
            raise CommandError(f"{problem} Nothing was changed.") from problem

    def _save(self, tree: dict) -> None:
        counts = save_taxonomy(code=tree["code"], name=tree["name"], description=tree["description"], terms=flattened(tree["terms"]))
        self.stdout.write(f"{tree['name']}: {counts['added']} added, {counts['changed']} changed, {counts['same']} as they were.")
