from django.core.management.base import BaseCommand

from ... import held
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
        self.stdout.write("  score = what each kind of evidence brought; how much of the query was found; the nearest way of asking")
        index = held.answers()
        for hit in found.answers:
            shares = " + ".join(f"{name} {share:5.2f}" for name, share in hit.shares)
            nearest = index.nearest_phrase(query, hit.document)
            self.stdout.write(f"{hit.score:7.2f} = {shares}  {hit.coverage:4.0%}  {hit.document}  “{nearest}”")
        for hit in found.services[:SERVICES_EXPLAINED]:
            away = "" if hit.distance_metres is None else f"  {hit.distance_metres:.0f} m"
            self.stdout.write(f"{hit.score:7.2f}  {hit.coverage:4.0%}{away}  {hit.document}  {hit.document.title}")
