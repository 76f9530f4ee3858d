from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from localoffer.guidance.addresses import check_addresses
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.content_folder import read_folder


class Command(BaseCommand):
    help = "List the addresses of other sites that nobody has confirmed, or too long ago. Opens no connection and changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="For example data/demo/luton")

    def handle(self, *, folder: Path, **options):
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        try:
            report = check_addresses(folder, read_folder(folder))
        except ContentFault as fault:
            raise CommandError(str(fault)) from fault
        stale = report.stale(today=timezone.localdate())
        for each in report.not_confirmed:
            self.stdout.write(f"not confirmed  {each.address}\n               {each.source}")
        for each in stale:
            self.stdout.write(f"too long ago   {each.address} ({each.confirmed_on})")
        for address in report.unused:
            self.stdout.write(f"on no page     {address}")
        for address, where in report.unlisted:
            self.stdout.write(f"NOT LISTED     {address} in {where}")
        self.stdout.write(f"Addresses: {len(report.listed)}. Not confirmed: {len(report.not_confirmed)}. Too long ago: {len(stale)}.")
        if report.unlisted or stale:
            raise CommandError(
                f"Write them into {folder}/addresses.yaml: {len(report.unlisted)} not listed, {len(stale)} to confirm again."
            )
