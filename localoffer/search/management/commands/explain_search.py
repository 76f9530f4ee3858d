from django.core.management.base import BaseCommand

from ...finding import find

SERVICES_EXPLAINED = 10
UNDERSTOOD = ("text", "words", "concepts", "language", "place", "age_months", "service_kinds", "needs", "cost", "urgent", "is_out_of_scope")


class Command(BaseCommand):
    help = "Show how a text is understood and why each answer stands where it does."

    def add_arguments(self, parser):
        parser.add_argument("text")

    def handle(self, *args, text: str, **options):
        found = find(text)
        query = found.query
        for name in UNDERSTOOD:
            self.stdout.write(f"{name}: {getattr(query, name)}")
        if found.showing_for:
            self.stdout.write(f"showing for: {found.showing_for}")
        self.stdout.write("  score = words + phrase, by kind; how much of the query was found; the nearest way of asking")
        for hit in found.answers:
            self.stdout.write(
                f"{hit.score:7.2f} = {hit.by_words:5.2f} + {hit.by_phrase:5.2f}  {hit.coverage:4.0%}  {hit.document}  “{hit.nearest}”"
            )
        for hit in found.services[:SERVICES_EXPLAINED]:
            away = "" if hit.distance_metres is None else f"  {hit.distance_metres:.0f} m"
            self.stdout.write(f"{hit.score:7.2f}  {hit.coverage:4.0%}{away}  {hit.document}  {hit.document.title}")
