from django.core.management.base import BaseCommand

from ...actions import learn_answers


class Command(BaseCommand):
    help = "Learn which wording leads to which answer from the published pages. Does nothing when they have not changed."

    def handle(self, *args, **options):
        learned = learn_answers()
        self.stdout.write(f"Learned from {learned} pages." if learned else "Nothing new to learn from.")
