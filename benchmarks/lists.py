"""The list of services with facets: what one answer costs in memory, and as SQL (the control), at several sizes.

LOCALOFFER_MODE=test var/env-test/bin/python benchmarks/lists.py [SIZE …]     default 3000 30000

Services are made up by seeded chance, about as full of facts as those of the demo. DATABASE_URL is honoured.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
QUERIES = 200
CONTROL_QUERIES = 15
BATCH = 2000


def main() -> None:
    for size in map(int, sys.argv[1:] or ("3000", "30000")):
        with tempfile.TemporaryDirectory() as scratch:
            environ = os.environ | {"LOCALOFFER_DATA_DIR": scratch, "PYTHONPATH": str(HOUSE)}
            for command in ("migrate", "load_taxonomies", "load_postcodes"):
                subprocess.run([sys.executable, "-m", "localoffer.config.cli", command], env=environ, check=True, stdout=subprocess.DEVNULL)
            subprocess.run([sys.executable, __file__, "--measure", str(size)], env=environ, check=True)


def measure(size: int) -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.config.settings")
    django.setup()
    from django.db import connection
    from django.test.client import Client

    chance = random.Random(20261124)  # noqa: S311  the same services at each run
    make_services(size, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    from localoffer.directory import finding, service_table
    from localoffer.directory.queries import locate

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    table = service_table.table_now()
    print(
        f"{size:,} services: read in {time.monotonic() - started:.2f} s, +{(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024:.0f} MB"
    )
    places = [locate(text) for text in ("LU1 2BQ", "LU2", "LU3 2", "LU4 9TT")]
    from django.utils import timezone

    today = timezone.localdate()
    asked = [asked_by_chance(chance, places, finding.Asked) for _ in range(QUERIES)]
    report(
        "  found and counted, in memory",
        [seconds(lambda one=one: finding.find(table, one, today=today, page=slice(0, 20))) for one in asked],
    )
    report("  control: the same questions as SQL", [seconds(lambda one=one: in_sql(one)) for one in asked[:CONTROL_QUERIES]])
    near = finding.Asked(place=places[0], within_miles=5, order=finding.NEAREST)
    report("  within 5 miles by distance", [seconds(lambda: finding.find(table, near, today=today, page=slice(0, 20))) for _ in range(50)])
    client = Client(headers={"host": "localhost"})
    client.get("/services/")
    report("  the whole page", [seconds(lambda one=one: client.get("/services/", address_of(one))) for one in asked[:100]])


def make_services(size: int, chance: random.Random) -> None:
    """Write so many services in batches."""
    from localoffer.directory.models import (
        CostOption,
        Location,
        Organisation,
        Postcode,
        Schedule,
        Service,
        ServiceArea,
        ServiceAtLocation,
        TaxonomyTerm,
    )

    terms = {code: list(TaxonomyTerm.objects.of(code)) for code in ("service-kinds", "needs", "session-features", "languages")}
    points = list(Postcode.objects.values_list("code", "latitude", "longitude"))
    body = Organisation.objects.create(name="Example Organisation")
    for start in range(0, size, BATCH):
        services, others, links = [], {}, {"needs": [], "features": [], "languages": []}
        for number in range(start, min(start + BATCH, size)):
            low = chance.choice([None, 0, 24, 60, 132])
            one = Service(
                name=f"Example {chance.choice(['Club', 'Nursery', 'Group', 'Team'])} {number}", organisation=body,
                kind=chance.choice(terms["service-kinds"]), route=chance.choice(Service.Route.values), min_age_months=low,
                max_age_months=None if low is None else low + chance.choice([35, 71, 119]), is_for_everyone=chance.random() < 0.2,
            )  # fmt: skip
            services.append(one)
            code, north, east = chance.choice(points)
            door = Location(postcode=code, latitude=north, longitude=east, is_step_free=chance.random() < 0.5)
            rule = chance.choice(["FREQ=WEEKLY;BYDAY=SA", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "FREQ=DAILY"])
            for row in (
                door, ServiceAtLocation(service=one, location=door), Schedule(service=one, rrule=rule, opens_at="10:00", closes_at="16:00"),
                CostOption(service=one, amount_pence=chance.choice([0, 500])), ServiceArea(service=one, code=code.partition(" ")[0]),
            ):  # fmt: skip
                others.setdefault(type(row), []).append(row)
            for name, taxonomy in (("needs", "needs"), ("features", "session-features"), ("languages", "languages")):
                links[name] += [(one.pk, term.pk) for term in chance.sample(terms[taxonomy], 2)]
        Service.objects.bulk_create(services)
        for model, rows in others.items():
            model.objects.bulk_create(rows)
        for name, pairs in links.items():
            through = getattr(Service, name).through
            through.objects.bulk_create(through(service_id=service, taxonomyterm_id=term) for service, term in pairs)


def asked_by_chance(chance: random.Random, places: list, make):
    chosen = {}
    if chance.random() < 0.5:
        chosen["kind"] = tuple(chance.sample(["club", "nursery", "advice", "therapy"], 2))
    if chance.random() < 0.5:
        chosen["need"] = (chance.choice(["ASD", "PD", "SLCN"]),)
    if chance.random() < 0.3:
        chosen["day"] = ("SA",)
    if chance.random() < 0.3:
        chosen["feature"] = ("relaxed",)
    years = chance.choice([None, 3, 7, 15])
    return make(chosen=chosen, place=chance.choice([None, *places]), months=None if years is None else (years * 12, years * 12 + 11))


def in_sql(asked) -> None:
    """The list and six facets as the QuerySet's words would give them: one count for each facet, grouped, without its own choice."""
    from django.db.models import Count

    from localoffer.directory.models import Service

    def filtered(*, but: str = ""):
        found = Service.objects.published()
        if asked.codes("kind") and but != "kind":
            found = found.of_kinds(list(asked.codes("kind")))
        if asked.codes("need") and but != "need":
            found = found.with_needs(list(asked.codes("need")))
        if asked.codes("day") and but != "day":
            found = found.on_weekdays(list(asked.codes("day")))
        if asked.codes("feature"):
            found = found.with_features(list(asked.codes("feature")))
        if asked.months:
            found = found.for_age_months(asked.months[0], through=asked.months[1])
        return found.serving(asked.place) if asked.place else found

    whole = filtered()
    list((whole.nearest_first(asked.place) if asked.place else whole.order_by("name", "pk")).values_list("pk")[:20])
    whole.count()
    for facet, field in (("kind", "kind"), ("route", "route"), ("need", "needs"), ("feature", "features"), ("language", "languages")):
        list(filtered(but=facet).order_by().values(field).annotate(number=Count("pk", distinct=True)))
    for day in ("MO", "TU", "WE", "TH", "FR", "SA", "SU"):
        filtered(but="day").on_weekdays([day]).count()


def address_of(asked) -> dict:
    address = {facet: list(codes) for facet, codes in asked.chosen.items()}
    if asked.place:
        address["postcode"] = [asked.place.asked]
    if asked.months:
        address["age"] = [str(asked.months[0] // 12)]
    return address


def seconds(call) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def report(words: str, times: list[float]) -> None:
    times = sorted(times)
    print(
        f"{words}: p50 {times[len(times) // 2] * 1000:.1f} ms, p95 {times[int(len(times) * 0.95)] * 1000:.1f} ms ({len(times)} times)",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(int(sys.argv[2]))
    else:
        main()
