"""What is found, in the shape that the page and the JSON print."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from localoffer.core import things
from localoffer.core.models import CouncilSettings, HelpContact
from localoffer.core.templatetags.core_tags import age, miles

from .finding import ANSWERS_SHOWN, SERVICES_SHOWN, Found
from .models import SearchDocument
from .ranking import Hit
from .understanding import Query, clean

SNIPPET = 240


def as_json(found: Found) -> dict:
    """The contract of `?format=json`."""
    query = found.query
    return {
        "query": found.typed.text,
        "results": [_json_hit(hit) for hit in (*found.answers, *found.services[:SERVICES_SHOWN])],
        "urgent": query.urgent == "danger",
        "no_result": found.is_empty,
        **({"showing_for": found.showing_for} if found.showing_for else {}),
        "parsed": {
            "near": query.place.code if query.place else None, "needs": list(query.needs), "age_months": query.age_months,
            "kind": list(query.service_kinds), "day": query.day or None, "when": query.when or None, "cost": query.cost or None,
            "phase": query.phase or None, "audience": query.audience or None,
        },
        "facets": {"kind": found.kind_counts},
        "total": found.total,
    }  # fmt: skip


def _json_hit(hit: Hit) -> dict:
    document = hit.document
    return {
        "type": document.kind, "id": document.key, "title": document.title, "url": document.url, "snippet": snippet(document),
        **({} if hit.distance_metres is None else {"distance_m": round(hit.distance_metres)}),
    }  # fmt: skip


def as_page(found: Found, asked: QueryDict) -> dict:
    """The context of search/results_list.html."""
    query, kept = found.query, _kept(asked)
    return {
        "found": found, "query": query, "query_text": found.typed.text,
        "is_blank": not found.typed.text and not query.place,
        "chips": chips(query, kept), "clear_url": address({"q": kept["q"], "without": ["age", "place", "kind"]}),
        "exact_url": address(kept | {"exactly": "1"}),
        "best": _result(found.answers[0]) if found.answers else None,
        "answers": [_result(hit) for hit in found.answers[1:ANSWERS_SHOWN]],
        "services": [_service(hit) for hit in found.services[:SERVICES_SHOWN]],
        "services_count": len(found.services), "place": query.place,
        "facet": kind_facet(found, asked.getlist("kind")),
        "hidden": [{"name": name, "value": value} for name, value in _pairs(kept) if name != "kind"],
        "directory_url": _directory_address(query),
        "also": _also(found), **(_where_else() if found.is_empty else {}),
    }  # fmt: skip


def _kept(asked: QueryDict) -> dict[str, str | list[str]]:
    """The parameters that are ours, cleaned, so that every link on the page can be written."""
    kept: dict[str, str | list[str]] = {"q": clean(asked.get("q", ""))}
    for name in ("near", "exactly"):
        if value := clean(asked.get(name, ""))[:24]:
            kept[name] = value
    for name in ("kind", "without"):
        if values := [clean(value)[:60] for value in asked.getlist(name)[:30]]:
            kept[name] = values
    return kept


def _pairs(kept: dict) -> list[tuple[str, str]]:
    return [(name, value) for name, values in kept.items() for value in ([values] if isinstance(values, str) else values)]


def address(kept: dict) -> str:
    return f"{reverse('search:results-list')}?{urlencode(kept, doseq=True)}"


def chips(query: Query, kept: dict) -> list[dict]:
    """What was understood, each with the address of the same search without it."""

    def off(name: str) -> str:
        rest = {key: value for key, value in kept.items() if not (name == "place" and key == "near")}
        return address(rest | {"without": [*kept.get("without", []), name]})

    found = []
    if query.place:
        found.append({"text": _("Near %(place)s") % {"place": query.place.code}, "remove_url": off("place")})
    if query.age_months is not None:
        found.append({"text": _("Age %(age)s") % {"age": age(query.age_months)}, "remove_url": off("age")})
    if query.service_kinds:
        found.append({"text": _("Services: %(kind)s") % {"kind": query.kind_words}, "remove_url": off("kind")})
    return found


def snippet(document: SearchDocument) -> str:
    text = document.summary or document.body
    return text if len(text) <= SNIPPET else f"{text[:SNIPPET].rsplit(' ', 1)[0]} …"


def _result(hit: Hit) -> dict:
    kind = things.kinds().get(hit.document.kind)
    return {
        "title": hit.document.title, "url": hit.document.url, "kind": str(kind.label) if kind else "", "snippet": snippet(hit.document),
        "steps": hit.document.extra.get("steps", [])[:1], "contacts": hit.document.contacts[:1],
    }  # fmt: skip


def _service(hit: Hit) -> dict:
    extra = hit.document.extra
    away = _("about %(distance)s away") % {"distance": miles(hit.distance_metres)} if hit.distance_metres is not None else ""
    where = ", ".join(part for part in (extra.get("place", ""), away) if part)
    return {
        "title": hit.document.title, "url": hit.document.url, "organisation": extra.get("organisation", ""),
        "summary": snippet(hit.document), "who_for": extra.get("age", ""), "distance": where, "cost": extra.get("cost", ""),
        "features": _features(extra.get("features", [])), "freshness": _freshness(extra.get("freshness")),
    }  # fmt: skip


def _features(features: list) -> list[dict]:
    return [feature if isinstance(feature, dict) else {"name": str(feature), "icon": "tick"} for feature in features]


def _freshness(freshness) -> dict | None:
    if isinstance(freshness, str) and freshness:
        return {"state": "unconfirmed", "text": freshness}
    return freshness or None


def kind_facet(found: Found, chosen: list[str]) -> list[dict]:
    """Kinds among the services found, the commonest first; each counted as if none was chosen."""
    ordered = sorted(found.kind_counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        {"value": code, "text": _kind_name(code), "count": count, "is_selected": code in chosen}
        for code, count in ordered
    ]  # fmt: skip


def _kind_name(code: str) -> str:
    return code.replace("-", " ").capitalize()


def _directory_address(query: Query) -> str:
    """The directory's own list, narrowed the same way."""
    narrowed: dict[str, str | list[str]] = {}
    if query.place:
        narrowed["postcode"] = query.place.code
    if query.service_kinds:
        narrowed["kind"] = list(query.service_kinds)
    return f"/services/?{urlencode(narrowed, doseq=True)}" if narrowed else "/services/"


def _where_else() -> dict:
    """When nothing fits: the topics, the council's main site, and the independent advice service to ring."""
    council = CouncilSettings.load()
    links = [{"title": _("Look through the topics"), "url": "/topics/"}]
    if council.main_site:
        links.append({"title": _("Go to the main site of %(council)s") % {"council": council.name}, "url": council.main_site})
    return {"links": links, "helper": HelpContact.objects.filter(key__startswith="sendiass").exclude(phone="").first()}


def _also(found: Found) -> str:
    """A sentence on how many there are, for people and for screen readers."""
    answers, services = len(found.answers), len(found.services)
    parts = []
    if answers:
        parts.append(ngettext("%d answer", "%d answers", answers) % answers)
    if services:
        parts.append(ngettext("%d service", "%d services", services) % services)
    return _(" and ").join(parts)
