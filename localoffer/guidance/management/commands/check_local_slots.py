from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.content_folder import read_folder
from localoffer.guidance.local_slots import LocalSlots, slots_of_files
from localoffer.guidance.queries import local_slots


class Command(BaseCommand):
    help = "List what a council has yet to write: empty slots for local facts, contacts that nobody can reach. Changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", nargs="?", type=Path, help="Content files; without it, the published pages are looked at.")

    def handle(self, *, folder: Path | None, **options):
        found = self._read(folder) if folder else local_slots()
        for slot in found.filled:
            self.stdout.write(f"filled    {slot.page}: {slot.heading}")
        for slot in found.empty:
            word = "REQUIRED" if slot.is_required else "empty   "
            self.stdout.write(f"{word}  {slot.page}: {slot.heading}\n          Write: {slot.slot}")
        for name in found.unreachable:
            word = "REQUIRED" if name in found.out_of_reach else "empty   "
            self.stdout.write(f"{word}  no number, email or web address: {name}")
        self.stdout.write(f"Slots filled: {len(found.filled)} of {len(found.slots)}. Contacts out of reach: {len(found.unreachable)}.")
        if found.missing or found.out_of_reach:
            numbers = f"Required slots that are empty: {len(found.missing)}. Required contacts out of reach: {len(found.out_of_reach)}."
            raise CommandError(f"{numbers} Fill them before the site opens.")

    @staticmethod
    def _read(folder: Path) -> LocalSlots:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            return slots_of_files(read_folder(folder))
        except ContentFault as fault:
            raise CommandError(str(fault)) from fault
