from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.errors import FolderNotEmpty
from localoffer.guidance.new_council import start_council

DEMO = Path(settings.SHIPPED_DATA_DIR) / "demo" / "luton"


class Command(BaseCommand):
    help = "Write a new council's content files: all national text, every local fact taken out. Refuses a folder that is not empty."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="A folder that is not there yet")
        parser.add_argument("--name", default="Your council", help="As families know it, for example: Example County Council")
        parser.add_argument("--area", default="your area", help="As in: help in Exampleshire")
        parser.add_argument("--from", dest="source", type=Path, default=DEMO, help="The council to start from; by default the demo's")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be written, and write nothing.")

    def handle(self, *, folder: Path, name: str, area: str, source: Path, dry_run: bool, **options):
        try:
            written = start_council(folder, source=source, name=name, area_name=area, dry_run=dry_run)
        except (FolderNotEmpty, ContentFault) as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{len(written)} files {'would be written' if dry_run else 'written'} to {folder}.")
        if not dry_run:
            self.stdout.write(f"Now fill {folder}/council.yaml and contacts.yaml, and run check_local_slots {folder}.")
