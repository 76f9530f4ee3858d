from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Make the .mo files that the site reads from the .po files that people translate. Needs no gettext on the machine."

    def handle(self, **options):
        for folder in settings.LOCALE_PATHS:
            for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                words = polib.pofile(str(path), encoding="utf-8")
                path.with_suffix(".mo").write_bytes(words.to_binary())
                self.stdout.write(f"{path.parent.parent.name}: {len(words.translated_entries())} of {len(words)} translated")
