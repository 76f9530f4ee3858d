from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.core.languages import other_languages
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.queries import page_to_translate
from localoffer.guidance.segments import segments_of
from localoffer.guidance.translation_files import write_translation


class Command(BaseCommand):
    help = "Write the file in which a translator translates a page; words that it holds already are kept."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="For example data/demo/luton")
        parser.add_argument("language", choices=other_languages())
        parser.add_argument("pages", nargs="+", metavar="page", help="The id of a page, for example new-to-area")
        parser.add_argument("--dry-run", action="store_true", help="Count what is to do, and write nothing.")

    def handle(self, *, folder: Path, language: str, pages: list[str], dry_run: bool, **options):
        for name in pages:
            page = page_to_translate(name)
            if page is None:
                raise CommandError(f"There is no published page {name}.")
            segments = segments_of(page.title, page.short_answer, page.body.get_prep_value())
            path = folder / language / f"{name}.po"
            try:
                counts = write_translation(path, segments, language=language, dry_run=dry_run)
            except ContentFault as fault:
                raise CommandError(str(fault)) from fault
            self.stdout.write(f"{path}: " + ", ".join(f"{number} {words}" for words, number in sorted(counts.items())))
