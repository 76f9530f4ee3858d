"""Whether a feed keeps to Open Referral UK 3.0, ours or anybody's.

The rules are those of the standard's own validator: each answer is there, is JSON, and keeps to its schema. Three endpoints decide
whether a feed passes (`/`, `/services`, `/services/{id}`); what is wrong with the others is a warning. Beyond that validator we
count the pages and follow the ids, because a reader of the feed does; those are warnings too.
Source: Open Referral UK, compliance criteria, 2, and "Understanding the results" of its validator (2025).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .feeds import Feed, NoAnswer
from .json_schema import Fault, faults, found_faults

ERROR, WARNING = "error", "warning"
DECIDING = ("/", "/services", "/services/{id}")
NOUNS = {
    "/services": "service", "/organizations": "organization", "/service_at_locations": "service_at_location", "/taxonomies": "taxonomy",
    "/taxonomy_terms": "taxonomy_term",
}  # fmt: skip
MOST_FAULTS, MOST_PAGES, MOST_LINKS = 20, 1000, 10


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong where. An error fails the feed, a warning does not."""

    severity: str
    endpoint: str
    words: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.endpoint}: {self.words}"


@dataclass(frozen=True, slots=True)
class Verdict:
    feed: str
    answers: int
    findings: list[Finding]

    @property
    def passes(self) -> bool:
        return not any(finding.severity == ERROR for finding in self.findings)


class FeedCheck:
    """One look at a feed. It asks for the root, for `pages` pages of each list and one record of each noun, and follows links."""

    def __init__(self, feed: Feed, *, pages: int = 2):
        self.feed, self.pages = feed, min(pages, MOST_PAGES) if feed.is_live else 1
        self.answers, self.findings = 0, []

    def verdict(self) -> Verdict:
        """Ask for everything once, and say what was found."""
        self._answer("/", "api_details.json")
        records = {endpoint: self._list(endpoint) for endpoint in NOUNS}
        first = {endpoint: self._record(endpoint, found[0]) for endpoint, found in records.items() if found}
        if self.feed.is_live:
            self._links(first.get("/services") or {})
        return Verdict(self.feed.name, self.answers, self.findings)

    def _answer(self, endpoint: str, schema: str, *, key: str = "", **parameters: Any) -> Any:
        """The answer of an endpoint, its faults noted; None where there is none."""
        try:
            answer = self.feed.ask(endpoint, key=key, **parameters)
        except NoAnswer as problem:
            self._note(endpoint, str(problem))
            return None
        self.answers += 1
        for fault in islice(found_faults(answer, schema), MOST_FAULTS):
            self._note(endpoint, str(fault))
        return answer if isinstance(answer, dict) else None

    def _list(self, endpoint: str) -> list[dict]:
        """The records of the first pages of a list."""
        records: list[dict] = []
        for number in range(1, self.pages + 1):
            asked: dict[str, Any] = {"page": number} if number > 1 else {}
            page = self._answer(endpoint, f"{NOUNS[endpoint]}_list.json", **asked)
            if page is None:
                break
            contents = [record for record in _items(page.get("contents")) if isinstance(record, dict)]
            for words in paging_faults(page, number=number, seen={record.get("id") for record in records}):
                self._note(endpoint, words, severity=WARNING)
            records += contents
            if page.get("last_page") is not False or not contents:
                break
        return records

    def _record(self, endpoint: str, listed: dict) -> dict | None:
        """One record by its id, as the list names it."""
        one, key = f"{endpoint}/{{id}}", listed.get("id")
        if not isinstance(key, str):
            return None
        record = self._answer(one, f"{NOUNS[endpoint]}.json", key=key)
        if record and self.feed.is_live and record.get("id") != key:
            self._note(one, f"Asked for {key}, it gave {record.get('id')}.", severity=WARNING)
        return record

    def _links(self, service: dict) -> None:
        """Follow the ids that a service names: whoever keeps a copy looks there for the rest."""
        organization = service.get("organization")
        if isinstance(organization, dict):
            self._follow("/organizations/{id}", organization.get("id"))
        attributes = [each for each in _items(service.get("attributes")) if isinstance(each, dict)]
        named = dict.fromkeys(each.get("taxonomy_term_id") for each in attributes if "taxonomy_id" in _object(each.get("taxonomy_term")))
        for key in list(named)[:MOST_LINKS]:
            self._follow("/taxonomy_terms/{id}", key)

    def _follow(self, endpoint: str, key: Any) -> None:
        if not isinstance(key, str):
            return
        try:
            self.feed.ask(endpoint, key=key)
            self.answers += 1
        except NoAnswer as problem:
            self._note(endpoint, f"A service names {key[:60]}, but: {problem}", severity=WARNING)

    def _note(self, endpoint: str, words: str, *, severity: str = "") -> None:
        self.findings.append(Finding(severity or (ERROR if endpoint in DECIDING else WARNING), endpoint, words))


def paging_faults(page: dict, *, number: int, seen: set) -> Iterator[str]:
    """What a page says of itself and is not so."""
    contents = _items(page.get("contents"))
    says = {"size": len(contents), "empty": not contents, "page_number": number, "first_page": number == 1}
    for name, truth in says.items():
        if name in page and page[name] != truth:
            yield f"Page {number} says {name} is {page[name]!r}; it is {truth!r}."
    pages = page.get("total_pages")
    if isinstance(pages, int) and "last_page" in page and page["last_page"] != (number >= pages):
        yield f"Page {number} of {pages} says last_page is {page['last_page']!r}."
    twice = [record["id"] for record in contents if isinstance(record, dict) and isinstance(record.get("id"), str) and record["id"] in seen]
    if twice:
        yield f"Page {number} gives {len(twice)} records that an earlier page has given, {twice[0][:60]} first."


def check_document(document: Any) -> tuple[str, list[Fault]]:
    """The schema that one saved answer seems to be written by, and its faults."""
    name = _seems(document)
    return name, faults(document, name)


def _seems(document: Any) -> str:
    """Which noun a document is, by the fields that only that noun has."""
    record = _object(document)
    listed = "contents" in record
    if listed:
        record = _object(next(iter(_items(record["contents"])), {}))
    if not listed and "openapi_url" in record:
        return "api_details.json"
    telling = {"status": "service", "location_id": "service_at_location", "taxonomy_terms": "taxonomy", "taxonomy_id": "taxonomy_term"}
    noun = next((noun for name, noun in telling.items() if name in record), "service")
    return f"{noun}_list.json" if listed else f"{noun}.json"


def _items(value: Any) -> list:
    return value if isinstance(value, list) else []


def _object(value: Any) -> dict:
    return value if isinstance(value, dict) else {}
