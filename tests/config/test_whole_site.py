"""The demo council, whole: every public address answers without writing, without a cookie and with few questions to the database."""

import re
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from localoffer.core import versions

pytestmark = pytest.mark.django_db
BESIDE_THE_SITEMAP = [
    "/robots.txt", "/theme.css", "/sitemap.xml", "/health/live", "/health/ready", "/gallery/", "/search/", "/search/?q=ehcp+refused",
    "/search/?q=nursery+near+LU4+9TT+age+3", "/search/?q=i+want+to+die", "/search/?q=xyzzy", "/search/?q=ehcp&format=json",
    "/services/?postcode=LU4+9TT", "/services/?postcode=rubbish&kind=nursery&age=3", "/services/?page=2", "/account/login/",
    "/api/open-referral/v3/", "/api/open-referral/v3/services", "/api/open-referral/v3/service_at_locations?search=nursery",
    "/api/open-referral/v3/organizations", "/api/open-referral/v3/taxonomy_terms", "/api/downloads/services.csv",
    "/services/schools/?name=primary&postcode=LU4", "/services/compare/", "/services/?day=SA&need=ASD&access=is_step_free&sort=newest",
]  # fmt: skip
MOST_QUERIES, MOST_QUERIES_FOR_A_SEARCH = 12, 8
CLICKS = 3


@contextmanager
def nothing_may_be_written():
    """The database refuses to be written to, as a replica would."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA query_only=ON")
        try:
            yield
        finally:
            connection.cursor().execute("PRAGMA query_only=OFF")
        return
    with transaction.atomic():
        connection.cursor().execute("SET LOCAL transaction_read_only = on")
        yield
        transaction.set_rollback(True)


def published(client) -> list[str]:
    return [urlsplit(found).path for found in re.findall(r"<loc>([^<]+)</loc>", client.get("/sitemap.xml").content.decode())]


def links_of(client, address: str) -> set[str]:
    answer = client.get(address)
    body = "" if answer.streaming else answer.content.decode()  # a download has no links
    return {link.split("#")[0] for link in re.findall(r'<a[^>]*\bhref="(/[^"]*)"', body)}


def test_every_public_address_answers_without_writing_and_with_few_queries(demo_council, client):
    faults = []
    addresses = [*published(client), *BESIDE_THE_SITEMAP]
    with nothing_may_be_written():
        for address in addresses:
            versions.forget_version()
            client.get(address)  # what is read once a content version is read here
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            most = MOST_QUERIES_FOR_A_SEARCH if address.startswith("/search/") else MOST_QUERIES
            if answer.status_code != 200:
                faults.append(f"{address}: {answer.status_code}")
            if len(asked) > most and address != "/sitemap.xml":
                faults.append(f"{address}: {len(asked)} queries, {most} are allowed")
            if answer.cookies and not address.startswith("/account/"):
                faults.append(f"{address} sets a cookie")
    assert len(addresses) > 100
    assert not faults, "\n".join(faults)


def test_every_page_says_in_a_sentence_what_it_is(demo_council, client):
    said = {}
    for address in published(client):
        found = re.search(r'<meta name="description" content="([^"]*)"', client.get(address).content.decode())
        said[address] = found[1].strip() if found else ""
    assert [address for address, words in said.items() if not 5 < len(words) < 450] == []


def test_every_link_works_and_every_page_is_three_clicks_from_the_start(demo_council, client):
    seen, edge = {"/"}, {"/"}
    for _click in range(CLICKS):
        edge = {link for address in edge for link in links_of(client, address) if not link.startswith(("/account/", "/admin/"))} - seen
        seen |= edge
    broken = [address for address in sorted(seen) if client.get(address).status_code not in (200, 301, 302)]
    assert broken == []
    assert {address for address in published(client) if not address.startswith("/services/")} - seen == set()
