"""What the lists of services print around their cards: the choices with their counts, what was understood, the orders."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .finding import BEST_FIT, BY_NAME, FACETS, NEAREST, NEWEST, Asked, Found
from .forms import ServiceFilterForm
from .freshness import DUE, FRESH, UNCONFIRMED
from .models import ACCESS, Location, School, SchoolUnit, Service
from .opening_words import DAYS
from .recurrence import HOLIDAYS, TERM_TIME
from .service_table import ServiceTable

Options = list[tuple[str, str]]
MOST_CODES = 40
SHOWN_AT_FIRST = 8
MILES = (1, 3, 5, 10, 20)
OF_SCHOOLS = ("kind", "phase", "need", "unit", "named", "report", "access", "route", "language", "fresh")
NOT_OF_SCHOOLS = ("phase", "unit", "named", "report")
SAID_AS_ACCESS = ("step-free", "changing-place", "hoist")  # features that stand under access
OPEN_AT_FIRST = "kind"
PARAMETERS = ("postcode", "age", "name", "within", "sort", "page", "everywhere", "id", *FACETS)

TITLES = {
    "kind": gettext_lazy("Kind of service"), "need": gettext_lazy("Need"), "day": gettext_lazy("Day of the week"),
    "time": gettext_lazy("Time of day"), "season": gettext_lazy("Part of the year"), "cost": gettext_lazy("Cost"),
    "route": gettext_lazy("How to get a place"), "feature": gettext_lazy("What sessions offer"), "access": gettext_lazy("Access"),
    "language": gettext_lazy("Language"), "fresh": gettext_lazy("When it was checked"), "phase": gettext_lazy("Phase"),
    "unit": gettext_lazy("Places for certain needs"), "named": gettext_lazy("EHC plan"), "report": gettext_lazy("SEN information report"),
}  # fmt: skip
STATIC: dict[str, Options] = {
    "day": list(DAYS.items()),
    "time": [("morning", gettext_lazy("Morning")), ("afternoon", gettext_lazy("Afternoon")), ("evening", gettext_lazy("Evening, after 5pm"))],
    "season": [(TERM_TIME, gettext_lazy("In term time")), (HOLIDAYS, gettext_lazy("In the school holidays"))],
    "cost": [("free", gettext_lazy("Free")), ("paid", gettext_lazy("Costs something"))],
    "route": [(value, label) for value, label in Service.Route.choices if value],
    "access": [(name, capfirst(str(Location._meta.get_field(name).verbose_name))) for name in ACCESS],
    "fresh": [
        (FRESH, gettext_lazy("Checked in the last six months")), (DUE, gettext_lazy("Checked in the last year")),
        (UNCONFIRMED, gettext_lazy("Not checked, or long ago")),
    ],
    "phase": [(value, label) for value, label in School.Phase.choices if value],
    "unit": SchoolUnit.Kind.choices,
    "named": [("yes", gettext_lazy("If a plan names it, it must take your child"))],
    "report": [("yes", gettext_lazy("We have the link to the report"))],
}  # fmt: skip
ORDERS = {
    BEST_FIT: gettext_lazy("Best fit"), NEAREST: gettext_lazy("Nearest"), BY_NAME: gettext_lazy("A to Z"), NEWEST: gettext_lazy("Newest"),
}  # fmt: skip


def asked_for(form: ServiceFilterForm, get: QueryDict, table: ServiceTable, *, schools: bool = False) -> Asked:
    """What the address asks for. What makes no sense narrows nothing."""
    said = form.cleaned_data
    years, miles = said.get("age"), get.get("within", "")
    chosen = {facet: _known(get.getlist(facet), options_of(facet, table)) for facet in facets_of(schools=schools)}
    return Asked(
        chosen={facet: codes for facet, codes in chosen.items() if codes},
        place=form.place,
        within_miles=int(miles) if form.place and miles in map(str, MILES) else None,
        months=None if years is None else (years * 12, years * 12 + 11),
        order=said.get("sort") or BEST_FIT,
        name=said.get("name", ""),
        everywhere=get.get("everywhere") == "1",
        schools=schools,
    )


def facets_of(*, schools: bool) -> tuple[str, ...]:
    return OF_SCHOOLS if schools else tuple(facet for facet in FACETS if facet not in NOT_OF_SCHOOLS)


def options_of(facet: str, table: ServiceTable) -> Options:
    return table.labels[facet] if facet in table.labels else STATIC[facet]


def facet_groups(table: ServiceTable, asked: Asked, found: Found) -> list[dict[str, Any]]:
    """As `components/facet-group.html` takes them: choices that would find something, or that are chosen."""
    groups = []
    for facet in facets_of(schools=asked.schools):
        items = _items(facet, table, asked, found.counts[facet])
        if items:
            is_open = bool(asked.codes(facet)) or facet == OPEN_AT_FIRST
            groups.append({"name": facet, "title": TITLES[facet], "items": items, "is_open": is_open, "limit": SHOWN_AT_FIRST})
    if asked.place:
        groups.insert(0, _how_far(asked))
    return groups


def _items(facet: str, table: ServiceTable, asked: Asked, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    chosen = asked.codes(facet)
    items = [
        {"value": code, "text": label, "count": counts.get(code, 0), "is_selected": code in chosen}
        for code, label in options_of(facet, table)
        if (counts.get(code) or code in chosen)
        and not (facet == "feature" and code in SAID_AS_ACCESS and code not in chosen)
        and not (facet == "need" and code in table.broad_needs and code not in chosen)
    ]
    return sorted(items, key=lambda item: not item["is_selected"]) if facet not in ("day", "time") else items


def _how_far(asked: Asked) -> dict[str, Any]:
    any_distance = {"value": "", "text": _("Any distance"), "count": None, "is_selected": asked.within_miles is None}
    items = [{"value": str(miles), "text": _within(miles), "count": None, "is_selected": miles == asked.within_miles} for miles in MILES]
    return {
        "name": "within",
        "title": _("How far"),
        "items": [any_distance, *items],
        "type": "radio",
        "is_open": asked.within_miles is not None,
    }


def chips(asked: Asked, table: ServiceTable, query: QueryDict) -> list[dict[str, str]]:
    """What was understood, each with the address of the list without it."""
    understood = [("postcode", "", _("near %(place)s") % {"place": asked.place.asked})] if asked.place else []
    if asked.within_miles:
        understood.append(("within", "", _within(asked.within_miles)))
    if asked.name:
        understood.append(("name", "", _("name: %(words)s") % {"words": asked.name}))
    if asked.months:
        understood.append(("age", "", _("age %(years)d") % {"years": asked.months[0] // 12}))
    for facet, codes in asked.chosen.items():
        words = dict(options_of(facet, table))
        understood += [(facet, code, str(words[code])) for code in codes]
    return [{"text": text, "remove_url": _without(query, name, value)} for name, value, text in understood]


def order_links(asked: Asked, query: QueryDict) -> list[dict[str, Any]]:
    """The orders, each with its address. Nearest only where we know from where."""
    return [
        {"title": title, "url": _with(query, "sort", "" if order == BEST_FIT else order), "is_current": order == asked.order}
        for order, title in ORDERS.items()
        if order != NEAREST or asked.place
    ]


def ways_in() -> list[dict[str, str]]:
    """What families most often look for among schools, one press away."""
    asked = [
        (_("Every special school"), "kind=special-school"),
        (_("Units and bases in schools"), "unit=sen-unit&unit=resourced"),
        (_("Nurseries with places for SEND"), "kind=resourced-nursery&kind=special-school-nursery"),
        (_("Colleges"), "kind=college"),
    ]
    return [{"title": title, "url": f"?{query}"} for title, query in asked]


def everywhere_url(query: QueryDict) -> str:
    """The address of the same list with those that serve other areas only."""
    return _with(query, "everywhere", "1")


def kept_in_form(asked: Asked, compared: list[str]) -> list[dict[str, str]]:
    """What the form hands on without showing it: the order, and the keys of those that are chosen to be compared."""
    pairs = [("sort", asked.order)] if asked.order != BEST_FIT else []
    pairs += [("everywhere", "1")] if asked.everywhere else []
    pairs += [("id", key) for key in compared]
    return [{"name": name, "value": value} for name, value in pairs]


def _known(codes: list[str], options: Options) -> tuple[str, ...]:
    known = {code for code, _label in options}
    return tuple(dict.fromkeys(code for code in codes[:MOST_CODES] if code in known))


def _within(miles: int) -> str:
    return _("within 1 mile") if miles == 1 else _("within %(miles)d miles") % {"miles": miles}


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [one for one in query.getlist(name) if value and one != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"


def _with(query: QueryDict, name: str, value: str) -> str:
    asked = query.copy()
    asked.pop("page", None)
    asked.pop(name, None)
    if value:
        asked[name] = value
    return f"?{asked.urlencode()}"
