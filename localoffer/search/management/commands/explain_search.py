from django.core.management.base import BaseCommand

from ...finding import find


class Command(BaseCommand):
    help = "Show how a text is understood and why each answer stands where it does."

    def add_arguments(self, parser):
        parser.add_argument("text")

    def handle(self, *args, text: str, **options):
        found = find(text)
        query = found.query
        for name in ("text", "words", "concepts", "place", "age_months", "service_kinds", "needs", "urgent", "is_out_of_scope"):
            self.stdout.write(f"{name}: {getattr(query, name)}")
        if found.showing_for:
            self.stdout.write(f"showing for: {found.showing_for}")
        for hit in (*found.answers, *found.services[:10]):
            self.stdout.write(f"{hit.score:7.2f}  {hit.coverage:4.0%}  {hit.document}  {hit.document.title}")
