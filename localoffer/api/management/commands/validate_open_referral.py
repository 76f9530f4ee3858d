from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from ...feed_check import FeedCheck, check_document
from ...feeds import Feed, NoAnswer, feed_at, own_feed, read_json, saved_feed


class Command(BaseCommand):
    help = "Say whether a feed keeps to Open Referral UK 3.0: this site's own, one at an address, or saved answers. Writes nothing."

    def add_arguments(self, parser):
        parser.add_argument("where", nargs="?", metavar="ADDRESS|FILE|FOLDER", help="Leave it out to check this site's own feed.")
        parser.add_argument("--pages", type=int, default=2, help="How many pages of each list to read (2; at most 1,000).")

    def handle(self, *, where: str | None, pages: int, **options):
        if where and Path(where).is_file():
            return self._document(Path(where))
        verdict = FeedCheck(self._feed(where), pages=max(1, pages)).verdict()
        for finding in verdict.findings:
            self.stdout.write(str(finding))
        self.stdout.write(f"{verdict.feed}: {verdict.answers} answers read, {len(verdict.findings)} findings.")
        if not verdict.passes:
            raise CommandError("It does not pass Open Referral UK 3.0.")
        self.stdout.write("It passes Open Referral UK 3.0.")

    def _feed(self, where: str | None) -> Feed:
        if not where:
            return own_feed()
        if Path(where).is_dir():
            return saved_feed(Path(where))
        if where.startswith("https://"):
            return feed_at(where)
        raise CommandError("Give an address that begins with https://, or a file or folder that is there.")

    def _document(self, path: Path) -> None:
        """One saved answer."""
        try:
            name, found = check_document(read_json(path.read_bytes()))
        except NoAnswer as problem:
            raise CommandError(str(problem)) from problem
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{path.name} breaks {name} in {len(found)} places.")
        self.stdout.write(f"{path.name} keeps to {name}.")
