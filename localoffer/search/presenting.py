"""What is found, in the shape that the page and the JSON print."""

from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.core import things
from localoffer.core.frame import contacts_now, council_now
from localoffer.core.pagination import page_links
from localoffer.core.templatetags.core_tags import age, contact_card, miles

from . import shipped
from .finding import ANSWERS_SHOWN, SERVICES_SHOWN, Found
from .forms import AskedFor
from .models import SearchDocument
from .passages import marked, passage_of, shortened
from .ranking import Hit

CHIPS = ("place", "age", "need", "kind", "cost")


def as_json(found: Found, page_number: int) -> dict:
    """The contract of `?format=json`. Answers and services of this page of the list; answers stand on the first only."""
    query, page = found.query, services_page(found, page_number)
    answers = found.answers if page.number == 1 else []
    hits = [*page.object_list, *answers] if found.services_first else [*answers, *page.object_list]
    return {
        "query": found.typed.text,
        "results": [_json_hit(hit, found) for hit in hits],
        "urgent": query.urgent == "danger",
        "no_result": found.is_empty,
        **({"showing_for": found.showing_for} if found.showing_for else {}),
        "parsed": {
            "near": query.place.code if query.place else None, "needs": list(query.needs), "age_months": query.age_months,
            "kind": list(query.service_kinds), "day": query.day or None, "when": query.when or None, "cost": query.cost or None,
            "phase": query.phase or None, "audience": query.audience or None,
        },
        "facets": {"kind": found.kind_counts, "need": found.need_counts},
        "total": found.total,
    }  # fmt: skip


def _json_hit(hit: Hit, found: Found) -> dict:
    document = hit.document
    return {
        "type": document.kind, "id": document.key, "title": document.title, "url": document.url,
        "snippet": passage_of(document, found.tokens),
        **({} if hit.distance_metres is None else {"distance_m": round(hit.distance_metres)}),
    }  # fmt: skip


def as_page(found: Found, asked: AskedFor, get: QueryDict) -> dict:
    """The context of search/results_list.html."""
    query, page = found.query, services_page(found, asked.page)
    answers = found.answers if page.number == 1 else []
    return {
        "found": found, "query": query, "query_text": found.typed.text, "place": query.place,
        "is_blank": not found.typed.text and not query.place,
        "chips": chips(found, asked), "clear_url": address(asked.kept(without=CHIPS)),
        "exact_url": address(asked.kept() | {"exactly": "1"}),
        "best": _best(answers[0], found) if answers else None,
        "answers": [_result(hit, found) for hit in answers[1:ANSWERS_SHOWN]],
        "services": [_service(hit) for hit in page.object_list], "services_count": len(found.services),
        "pagination": page_links(page, get),
        "facets": facets(found, asked), "selected_count": len(asked.kinds) + len(asked.needs),
        "hidden": pairs(asked.kept(but=("kind", "need"))), "hidden_without_place": pairs(asked.kept(but=("postcode",))),
        "facets_off_url": address(asked.kept(but=("kind", "need"))),
        "directory_url": _directory_address(found), "counted": _counted(found), "also": ", ".join(found.also),
        **(where_else(found) if found.is_empty and found.typed.text else {}),
    }  # fmt: skip


def services_page(found: Found, number: int) -> Page:
    return Paginator(found.services, SERVICES_SHOWN).get_page(number)


def pairs(kept: dict) -> list[dict]:
    return [{"name": name, "value": value} for name, values in kept.items() for value in ([values] if isinstance(values, str) else values)]


def address(kept: dict) -> str:
    return f"{reverse('search:results-list')}?{urlencode(kept, doseq=True)}"


def chips(found: Found, asked: AskedFor) -> list[dict]:
    """What was understood, each with the address of the same search without it."""
    query = found.query
    needs = shipped.names_of("needs")
    words = {
        "place": query.place and _("Near %(place)s") % {"place": query.place.code},
        "age": query.age_months is not None and _("Age %(age)s") % {"age": age(query.age_months)},
        "need": query.needs and ", ".join(needs.get(code, code) for code in query.needs),
        "kind": query.service_kinds and _("Services: %(kind)s") % {"kind": query.kind_words},
        "cost": query.cost and _("Free"),
    }
    return [{"text": words[name], "remove_url": address(asked.kept(without=[name]))} for name in CHIPS if words[name]]


def _result(hit: Hit, found: Found) -> dict:
    document = hit.document
    kind = things.kinds().get(document.kind)
    return {
        "title": document.title, "url": document.url, "kind": str(kind.label) if kind else "",
        "snippet": marked(passage_of(document, found.tokens), found.tokens), "lang": document.language if document.language != "en" else "",
    }  # fmt: skip


def _best(hit: Hit, found: Found) -> dict:
    return _result(hit, found) | {"steps": hit.document.extra.get("steps", [])[:1], "contacts": hit.document.contacts[:1]}


def _service(hit: Hit) -> dict:
    extra = hit.document.extra
    away = _("about %(distance)s away") % {"distance": miles(hit.distance_metres)} if hit.distance_metres is not None else ""
    where = ", ".join(part for part in (extra.get("place", ""), away) if part)
    return {
        "title": hit.document.title, "url": hit.document.url, "organisation": extra.get("organisation", ""),
        "summary": shortened(hit.document.summary, frozenset()), "who_for": extra.get("age", ""), "distance": where,
        "when": extra.get("when", ""), "cost": extra.get("cost", ""), "features": _features(extra.get("features", [])),
        "freshness": {"state": extra.get("freshness_state", "unconfirmed"), "text": extra["freshness"]} if extra.get("freshness") else None,
    }  # fmt: skip


def _features(features: list) -> list[dict]:
    return [feature if isinstance(feature, dict) else {"name": str(feature), "icon": "tick"} for feature in features]


def facets(found: Found, asked: AskedFor) -> list[dict]:
    """Kinds and needs among the services found, the commonest first, as the component `filter-panel` takes them."""
    if not found.typed.text and not found.services:
        return []
    groups = (
        ("kind", _("Kind of service"), found.kind_counts, asked.kinds, shipped.names_of("service-kinds")),
        ("need", _("Need"), found.need_counts, asked.needs, shipped.names_of("needs")),
    )
    return [
        {"name": name, "title": title, "items": _options(counts, chosen, names), "limit": 8, "is_open": True, "type": "checkbox"}
        for name, title, counts, chosen, names in groups
        if counts or chosen
    ]


def _options(counts: dict[str, int], chosen: tuple[str, ...], names: dict[str, str]) -> list[dict]:
    """One option a code; what was chosen stays to be taken off, though nothing is left of it."""
    codes = [*counts, *(code for code in chosen if code not in counts and code in names)]
    return [
        {"value": code, "text": names.get(code, code), "count": counts.get(code, 0), "is_selected": code in chosen} for code in codes
    ]  # fmt: skip


def _directory_address(found: Found) -> str:
    """The directory's own list, narrowed the same way."""
    query = found.query
    narrowed: dict[str, str | list[str]] = {}
    if query.place:
        narrowed["postcode"] = query.place.code
    if query.service_kinds:
        narrowed["kind"] = list(query.service_kinds)
    start = reverse("directory:service-list")
    return f"{start}?{urlencode(narrowed, doseq=True)}" if narrowed else start


def where_else(found: Found) -> dict:
    """When nothing fits: the nearest topic, the council's main site, somebody to ask, and how to tell us."""
    council = council_now()
    contact_page = SearchDocument.objects.filter(kind="information", key="contact").first()
    links = [{"title": found.closest.title, "url": found.closest.url}] if found.closest else []
    links.append({"title": _("Look through all topics"), "url": "/"})
    if council.main_site:
        links.append({"title": _("Go to the main site of %(council)s") % {"council": council.name}, "url": council.main_site})
    return {
        "links": links, "helper": next(map(contact_card, contacts_now(["sendiass"])), None), "tell_us_url": contact_page.url if contact_page else "",
    }  # fmt: skip


def _counted(found: Found) -> str:
    """How many there are, for people and for screen readers."""
    answers, services = len(found.answers), len(found.services)
    parts = []
    if answers:
        parts.append(ngettext("%d answer", "%d answers", answers) % answers)
    if services:
        parts.append(ngettext("%d service", "%d services", services) % services)
    return _(" and ").join(parts)
