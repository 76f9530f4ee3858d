"""Open data at 30,000 services: seconds to answer each kind of question, first page and last, with Wagtail's starter page as control.

var/env-test/bin/python benchmarks/open_data.py [--services 30000] [--times 60]

The services are copies of the demo's: each with an organisation, a place, needs, a schedule and a cost of its own.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from datetime import time as clock
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from sites import HOUSE, PYTHON, free_port, our_environ, wagtail_starter, wait_for

ROOT = "/api/open-referral/v3"
BATCH = 2000


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--services", type=int, default=30_000)
    parser.add_argument("--times", type=int, default=60)
    parser.add_argument("--fill", action="store_true", help="Fill the database of the environment, and nothing else.")
    asked = parser.parse_args()
    if asked.fill:
        return fill(asked.services)
    with tempfile.TemporaryDirectory() as scratch:
        measure(Path(scratch), asked.services, asked.times)


def measure(scratch: Path, services: int, times: int) -> None:
    port = free_port()
    environ = our_environ(scratch / "data", port) | {"LOCALOFFER_WORKERS": "1"}
    subprocess.run([PYTHON, "-m", "localoffer.config.cli", "prepare_demo"], env=environ, check=True, stdout=subprocess.DEVNULL)
    subprocess.run([PYTHON, __file__, "--fill", "--services", str(services)], env=environ, check=True)
    server = subprocess.Popen([PYTHON, "-m", "localoffer.config.cli", "serve"], env=environ, cwd=HOUSE)
    (scratch / "starter").mkdir()
    try:
        wait_for(f"http://127.0.0.1:{port}/health/live")
        with wagtail_starter(scratch / "starter") as control:
            show("control: Wagtail starter, /", timed(f"{control}/", times))
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{ROOT}/taxonomies?search=Needs") as answer:
                needs = json.load(answer)["contents"][0]["id"]
            for words, query in questions(services, needs):
                show(words, timed(f"http://127.0.0.1:{port}{ROOT}{query}", times))
        export(environ, services)
    finally:
        server.terminate()
        server.wait()


def questions(services: int, needs: str) -> list[tuple[str, str]]:
    last = services // 20
    return [
        ("/services, first page of 20", "/services"),
        ("/services, middle page", f"/services?page={last // 2}"),
        ("/services, last page", f"/services?page={last}"),
        ("/services, 100 to a page", "/services?per_page=100"),
        ("/services, 20 whole", "/services?full=true"),
        ("/services, 100 whole", "/services?full=true&per_page=100"),
        ("/services, by need", f"/services?taxonomy_id={needs}"),
        ("/services, changed since a moment", "/services?modified_after=2026-01-01"),
        ("/services, words", "/services?search=club"),
        ("/services, near a postcode", "/services?postcode=LU1+2BQ&proximity=2000"),
        ("/services, all ids (minimal)", "/services?minimal=true"),
        ("/organizations, first page", "/organizations"),
        ("/organizations, last page", f"/organizations?page={last}"),
        ("/service_at_locations, first page", "/service_at_locations"),
    ]


def timed(address: str, times: int) -> list[float]:
    """Milliseconds of each answer, one after the other, the first three left out."""
    found = []
    for number in range(times + 3):
        request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
        started = time.perf_counter()
        with urllib.request.urlopen(request, timeout=120) as answer:
            answer.read()
        if number >= 3:
            found.append((time.perf_counter() - started) * 1000)
    return found


def export(environ: dict[str, str], services: int) -> None:
    """The largest file, made once; how fast, and how much memory the process has taken at most."""
    code = (
        "import django; django.setup(); import resource, time; from localoffer.api.downloads import opened; started = time.perf_counter();"
        f"opened('services.json'); took = time.perf_counter() - started; print(f'services.json: {services} services in {{took:.1f}} s,"
        f" {{{services} / took:.0f}} a second;', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, 'MB at most')"
    )
    subprocess.run([PYTHON, "-c", code], env=environ | {"DJANGO_SETTINGS_MODULE": "localoffer.config.settings"}, check=True)


def show(words: str, milliseconds: list[float]) -> None:
    p95 = statistics.quantiles(milliseconds, n=20)[18]
    print(f"{words:40} median {statistics.median(milliseconds):7.1f} ms   p95 {p95:7.1f} ms", flush=True)


def fill(services: int) -> None:
    """Make so many services, told and checked as an import tells and checks them; print how fast."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "localoffer.config.settings")
    django.setup()
    from django.db import transaction

    from localoffer.api.own_records import check_records
    from localoffer.directory.actions.services import tell

    random.seed(9)
    started, told, checked = time.perf_counter(), 0.0, 0.0
    for start in range(0, services, BATCH):
        with transaction.atomic():
            keys = _make(start, min(BATCH, services - start))
            before = time.perf_counter()
            tell(keys)
            told += time.perf_counter() - before
            before = time.perf_counter()
            check_records(keys)  # once more, to know its share
            checked += time.perf_counter() - before
    print(
        f"{services} services made in {time.perf_counter() - started - checked:.0f} s; of them told, indexed and checked in {told:.0f} s,"
    )
    print(f"of them checked against the standard in {checked:.0f} s: {services / checked:.0f} a second")


def _make(start: int, number: int) -> list[uuid.UUID]:
    from localoffer.directory.models import CostOption, Location, Organisation, Schedule, Service, ServiceAtLocation, TaxonomyTerm

    kinds = list(TaxonomyTerm.objects.of("service-kinds"))
    needs = list(TaxonomyTerm.objects.of("needs"))
    organisations = [Organisation(name=f"Example Trust {start + each}", email=f"t{start + each}@example.org") for each in range(number)]
    places = [
        Location(name=f"Hall {start + each}", address_1=f"{each} Example Street", town="Exampleton", postcode="LU1 1AA",
                 latitude=51.8 + random.random() / 5, longitude=-0.5 + random.random() / 5, precision="postcode", is_step_free=True)
        for each in range(number)
    ]  # fmt: skip
    made = [
        Service(name=f"Example Club {start + each}", summary="A club.", description="Games, a quiet room and a garden. " * 10, route="book",
                organisation=organisations[each], kind=random.choice(kinds), phone="01632 960001", website="https://example.org/club",
                min_age_months=60, max_age_months=131)
        for each in range(number)
    ]  # fmt: skip
    Organisation.objects.bulk_create(organisations)
    Location.objects.bulk_create(places)
    Service.objects.bulk_create(made)
    ServiceAtLocation.objects.bulk_create(ServiceAtLocation(service=each, location=place) for each, place in zip(made, places, strict=True))
    Schedule.objects.bulk_create(
        Schedule(service=each, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at=clock(10), closes_at=clock(12)) for each in made
    )
    CostOption.objects.bulk_create(CostOption(service=each, amount_pence=500, unit="a session") for each in made)
    link = Service.needs.through
    link.objects.bulk_create(link(service_id=each.pk, taxonomyterm_id=random.choice(needs).pk) for each in made)
    return [each.pk for each in made]


if __name__ == "__main__":
    main()
