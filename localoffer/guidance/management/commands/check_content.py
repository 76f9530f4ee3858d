from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.guidance.content_checks import CheckedFile, check_content
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.plain_words import HARDEST_MEDIAN


class Command(BaseCommand):
    help = "Say what is wrong with a council's content files: facts left out, hard words, links to nowhere. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="For example data/demo/luton")
        parser.add_argument("only", nargs="*", help="Ids of pages; without any, all files are checked.")

    def handle(self, *, folder: Path, only: list[str], **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            report = check_content(folder, only=only)
        except ContentFault as fault:
            raise CommandError(str(fault)) from fault
        for file in report.files:
            self._print(file)
        self.stdout.write(f"The median reading age is {report.median_age:.1f}. Aim at {HARDEST_MEDIAN} or less.")
        if report.faults:
            raise CommandError(f"{len(report.faults)} faults.")

    def _print(self, file: CheckedFile) -> None:
        measures = "" if file.age is None else f" age {file.age}, {file.words} words, {file.phrasings} ways to ask"
        self.stdout.write(f"{file.name}:{measures}{'' if file.faults else '  OK'}")
        for fault in file.faults:
            self.stdout.write(f"   - {fault}")
