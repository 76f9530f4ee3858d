"""A few services side by side, fact by fact: the facts of their own pages, so that both say the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import cards
from .freshness import freshness_of
from .models import ACCESS, Location, Service
from .recurrence import LONDON
from .school_facts import report_of, school_facts, school_of
from .service_page import answers, glance

MOST_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Compared:
    """The head of one column. `without_url` is the same comparison without it."""

    title: str
    url: str
    without_url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of all of them, in the order of the columns; empty where nobody has said. `is_same` when all say the same."""

    term: str
    cells: list[str]
    is_same: bool

    @property
    def cells_apart(self) -> list[str]:
        """The cells of a row in which not all say the same."""
        return [] if self.is_same else self.cells


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: list[Compared]
    rows: list[Row]


def compared_keys(query: QueryDict) -> list[str]:
    """The keys in an address, each once, at most four. What is no key is passed by."""
    keys = dict.fromkeys(key for key in (_key(text) for text in query.getlist("id")[:20]) if key)
    return list(keys)[:MOST_COMPARED]


def compare(services: list[Service], *, now: datetime, home_area: str) -> Comparison:
    """Compare services that were fetched `for_detail()`. Runs no query. A fact that none of them has is left out."""
    keys = [str(service.pk) for service in services]
    columns = [
        Compared(service.name, service.get_absolute_url(), f"?{urlencode({'id': [k for k in keys if k != str(service.pk)]}, doseq=True)}")
        for service in services
    ]
    facts = [_facts(service, now=now, home_area=home_area) for service in services]
    terms = dict.fromkeys(term for one in facts for term in one)
    rows = [_row(term, [one.get(term, "") for one in facts]) for term in terms]
    return Comparison(columns, rows)


def _row(term: str, cells: list[str]) -> Row:
    return Row(term, cells, len(cells) > 1 and len(set(cells)) == 1)


def _facts(service: Service, *, now: datetime, home_area: str) -> dict[str, str]:
    """The facts of one, by what they are called, in the order in which a family asks."""
    today = now.astimezone(LONDON).date()
    school = school_of(service)
    pairs: list[tuple[str, Any]] = [(fact["term"], fact["text"]) for fact in glance(service, now=now)]
    pairs.append((_("Outside the area"), cards.outside_in_words(service, home_area)))
    pairs.append((_("What sessions offer"), ", ".join(term.name for term in service.features.all())))
    pairs += [(_("Access"), _access(service))]
    if school:
        pairs += [(fact["term"], fact["text"]) for fact in school_facts(school)]
        pairs.append((_("Places for certain needs"), cards.units_in_words(service)))
        pairs.append((_("SEN information report"), _report(service)))
    pairs += [(answer.question, f"{answer.said} {answer.words}") for answer in answers(service)]
    pairs.append((_("When it was checked"), freshness_of(service, today=today).text))
    if service.source_as_of:
        pairs.append((_("Day of the register"), date_format(service.source_as_of, "j F Y")))
    return {term: text for term, text in pairs if text}


def _access(service: Service) -> str:
    """What one of its places has."""
    holds = [name for name in ACCESS if any(getattr(place, name) for place in service.locations)]
    return ", ".join(capfirst(str(Location._meta.get_field(name).verbose_name)) for name in holds)


def _report(service: Service) -> str:
    report = report_of(service.school)
    if not report["url"]:
        return ""
    return format_html('<a class="govuk-link" href="{}" rel="nofollow">{}</a> ({})', report["url"], report["text"], report["dated"])


def _key(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""
