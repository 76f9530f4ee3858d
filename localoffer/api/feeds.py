"""Where a feed of Open Referral UK can be read from: an address on the network, a folder or file on this machine, this site itself."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.test.client import RequestFactory
from django.urls import resolve

from localoffer.core.fetch import CannotFetch, fetch

from .queries import ROOT

# A feed that is saved as files, one for each kind of answer, as the standard's own validator names its examples.
FILES = {
    "/": ["api_details.json"],
    "/services": ["service_list.json"],
    "/services/{id}": ["service_full.json", "service.json"],
    "/service_at_locations": ["service_at_location_list.json"],
    "/service_at_locations/{id}": ["service_at_location_full.json", "service_at_location.json"],
    "/organizations": ["organization_list.json"],
    "/organizations/{id}": ["organization_full.json", "organization.json"],
    "/taxonomies": ["taxonomy_list.json"],
    "/taxonomies/{id}": ["taxonomy.json"],
    "/taxonomy_terms": ["taxonomy_term_list.json"],
    "/taxonomy_terms/{id}": ["taxonomy_term.json"],
}


class NoAnswer(Exception):
    """The feed gave no readable answer; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed by its name. `ask` takes an endpoint ("/services/{id}"), an id and parameters, gives the JSON, raises NoAnswer.

    `is_live` is False for saved files: they hold one answer for each kind, so other pages and ids cannot be asked for.
    """

    name: str
    ask: Callable[..., Any]
    is_live: bool = True


def feed_at(address: str) -> Feed:
    """A feed on the network, read through the guarded fetch: allowed hosts only, five seconds, ten megabytes."""

    def ask(endpoint: str, *, key: str = "", **parameters: Any) -> Any:
        query = f"?{urlencode(parameters)}" if parameters else ""
        try:
            return read_json(fetch(address.rstrip("/") + endpoint.format(id=key) + query))
        except CannotFetch as problem:
            raise NoAnswer(str(problem)) from problem

    return Feed(address, ask)


def own_feed() -> Feed:
    """This site's own, without a network: the views are asked as a visitor would ask them."""

    def ask(endpoint: str, *, key: str = "", **parameters: Any) -> Any:
        request = RequestFactory().get(ROOT + endpoint.format(id=key), parameters)
        view, args, kwargs = resolve(request.path)
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            raise NoAnswer(f"The site answered with the code {response.status_code}.")
        return read_json(response.content)

    return Feed("this site", ask)


def saved_feed(folder: Path) -> Feed:
    """A feed saved as files: see FILES."""

    def ask(endpoint: str, **_ignored: Any) -> Any:
        path = next((folder / name for name in FILES[endpoint] if (folder / name).is_file()), None)
        if path is None:
            raise NoAnswer(f"There is no file {FILES[endpoint][0]}.")
        return read_json(path.read_bytes())

    return Feed(folder.name, ask, is_live=False)


def read_json(body: bytes) -> Any:
    """Raises NoAnswer for what is no JSON, or nested so deep that it is meant to do harm."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as problem:
        raise NoAnswer("The answer is no JSON.") from problem
