from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.content_folder import read_folder
from localoffer.guidance.duties import AnsweredDuty, duties_of_files
from localoffer.guidance.queries import duties


class Command(BaseCommand):
    help = "Say for each duty of the law on local offers which page answers it, and which are not answered. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="Content files; without it, the published pages are looked at.")

    def handle(self, *, folder: Path | None, **options):
        today = timezone.localdate()
        found = self._read(folder, today) if folder else duties(on=today)
        for each in found:
            self._print(each)
        gaps = [each for each in found if not each.is_answered]
        self.stdout.write(
            f"Duties answered: {len(found) - len(gaps)} of {len(found)}. A person must still read whether each answer is good."
        )
        if gaps:
            raise CommandError(f"Duties that no page answers: {', '.join(each.duty.id for each in gaps)}.")

    def _print(self, each: AnsweredDuty) -> None:
        duty = each.duty
        number = duty.ref if duty.ref_is_checked else f"{duty.ref}, number not checked"
        self.stdout.write(f"{'answered' if each.is_answered else 'GAP     '}  {duty.id} ({number}): {duty.asks}")
        for answer in each.answers:
            words = f"“{answer.phrase}”" if answer.stands else f"these words are no longer there: “{answer.phrase}”"
            self.stdout.write(f"          {answer.url}: {words}")

    @staticmethod
    def _read(folder: Path, today: date) -> tuple[AnsweredDuty, ...]:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            return duties_of_files(read_folder(folder), on=today)
        except ContentFault as fault:
            raise CommandError(str(fault)) from fault
