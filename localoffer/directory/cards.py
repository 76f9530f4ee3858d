"""A service as pages and search print it: facts turned into words. What is not known is said to be unknown, or left out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.templatetags.core_tags import age_range, clock, miles

from .freshness import Freshness, freshness_of
from .models import Schedule, Service, TaxonomyTerm

DAYS = {
    "MO": gettext_lazy("Monday"), "TU": gettext_lazy("Tuesday"), "WE": gettext_lazy("Wednesday"), "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"), "SA": gettext_lazy("Saturday"), "SU": gettext_lazy("Sunday"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """What the component `service-card` takes."""

    title: str
    url: str
    kind: str
    freshness: Freshness
    organisation: str = ""
    summary: str = ""
    who_for: str = ""
    distance: str = ""
    place: str = ""
    when: str = ""
    cost: str = ""
    outside: str = ""
    phone: str = ""
    features: list[dict[str, str]] = field(default_factory=list)


def service_card(service: Service, *, today: date, home_area: str = "") -> ServiceCard:
    """Return the card of a service that was fetched `for_listing()`. Runs no query.

    `home_area` is the council's own name in the registers; a service of another area says so.
    """
    return ServiceCard(
        title=service.name,
        url=service.get_absolute_url(),
        kind=service.kind.name,
        freshness=freshness_of(service, today=today),
        organisation=provider_in_words(service),
        summary=service.summary or kind_and_area(service),
        who_for=ages_in_words(service),
        distance=miles(getattr(service, "distance_metres", None)),
        place=area_in_words(service),
        when="; ".join(schedule_in_words(schedule) for schedule in service.schedules.all()[:2]),
        cost=cost_in_words(service),
        outside=outside_in_words(service, home_area),
        phone=service.phone,
        features=[{"name": term.name, "icon": term.icon} for term in service.features.all()[:3]],
    )


def service_page(service: Service, *, today: date | None = None, home_area: str = "") -> dict[str, Any]:
    """Return what the page of a service prints, for one that was fetched `for_detail()`."""
    today = today or timezone.localdate()
    return {
        "service": service,
        "freshness": freshness_of(service, today=today),
        "glance": glance(service),
        "register_facts": register_facts(service),
        "features": [{"name": term.name, "icon": term.icon} for term in service.features.all()],
        "locations": service.locations,
        "organisation": provider_in_words(service),
        "outside": outside_in_words(service, home_area),
    }


def glance(service: Service) -> list[dict[str, str]]:
    """The facts at a glance, each a question that a family has. An empty answer is left out, but for ages and getting a place.

    The number to ring is among them: on a phone the contact panel stands far below.
    """
    needs = ", ".join(term.name for term in service.needs.all())
    ages = ages_in_words(service) or _("We do not know the ages yet. Ask them.")
    route = service.get_route_display() if service.route else _("We do not know yet. Contact them and ask.")
    waiting = (
        _("%(words)s (on %(day)s)") % {"words": service.waiting_words, "day": date_format(service.waiting_on, "j F Y")}
        if service.waiting_words
        else ""
    )
    phone = (
        format_html('<a class="govuk-link" href="tel:{}">{}</a>', service.phone.replace(" ", ""), service.phone) if service.phone else ""
    )
    facts = [
        (_("Kind"), service.kind.name, "signpost"),
        (_("Ages"), ages, "child"),
        (_("Who it is for"), needs, "people"),
        (_("When"), "; ".join(schedule_in_words(schedule) for schedule in service.schedules.all()), "calendar"),
        (_("Where"), area_in_words(service), "pin"),
        (_("Phone"), phone, "phone"),
        (_("Who it serves"), service.area_words or service.area_outward, "map"),
        (_("Cost"), cost_in_words(service), "coin"),
        (_("How to get a place"), route, "tick"),
        (_("Places"), str(service.places or ""), "list"),
        (_("Waiting time"), waiting, "clock"),
    ]
    return [{"term": term, "text": text, "icon": icon} for term, text, icon in facts if text]


def register_facts(service: Service) -> list[dict[str, str]]:
    """What the register says. Of inspections only the day: an old judgement would be read as today's."""
    facts = [
        (_("On these registers"), service.registers),
        (_("Registered on"), date_format(service.registered_on, "j F Y") if service.registered_on else ""),
        (_("Last inspected on"), date_format(service.inspected_on, "j F Y") if service.inspected_on else ""),
        (_("Register number"), service.source_id),
    ]
    return [{"term": term, "text": text} for term, text in facts if text]


def kind_and_area(service: Service) -> str:
    """ "Nursery, LU4, Luton": what a card says of a service that nobody has put in one line yet."""
    return ", ".join(part for part in (service.kind.name, area_in_words(service)) if part)


def ages_in_words(service: Service) -> str:
    """`24, 59` → "2 to 4 years"; "Any age" only where a person has said so, nothing where nobody has said anything."""
    if service.min_age_months is None and service.max_age_months is None:
        return _("Any age") if service.assured_on else ""
    return age_range(service.min_age_months, service.max_age_months)


def area_in_words(service: Service) -> str:
    """ "LU4, Luton"; of several places the first, and how many more."""
    places = service.locations
    if not places:
        return ""
    more = len(places) - 1
    return _("%(place)s and %(more)d more") % {"place": places[0].area, "more": more} if more else places[0].area


def cost_in_words(service: Service) -> str:
    """ "Free" or "£5 a session", up to two of them."""
    return "; ".join(option.in_words for option in service.cost_options.all()[:2])


def is_free(service: Service) -> bool | None:
    """True when all it costs is nothing, False when something costs, None when nobody has said."""
    amounts = [option.amount_pence for option in service.cost_options.all()]
    if not amounts or None in amounts:
        return None
    return not any(amounts)


def provider_in_words(service: Service) -> str:
    """Who provides it; nothing where that is the service's own name."""
    name = service.organisation.name
    return "" if name.casefold() == service.name.casefold() else name


def outside_in_words(service: Service, home_area: str) -> str:
    """Says that a service is outside the council's area; nothing when it is inside, or nobody knows."""
    if not home_area or not service.source_area or service.source_area.casefold() == home_area.casefold():
        return ""
    return _("In %(area)s, outside %(home)s") % {"area": service.source_area, "home": home_area}


def schedule_in_words(schedule: Schedule) -> str:
    """ "Monday and Wednesday, 10am to 2pm, in term time"."""
    days = [str(DAYS[day]) for day in schedule.weekdays.upper().split(",") if day in DAYS]
    hours = (
        _("%(opens)s to %(closes)s") % {"opens": clock(schedule.opens_at), "closes": clock(schedule.closes_at)} if schedule.opens_at else ""
    )
    term = str(schedule.get_term_display()).lower() if schedule.term else ""
    return ", ".join(part for part in (_list(days), hours, term, schedule.words) if part)


def terms_of(service: Service) -> tuple[str, ...]:
    """The codes that search filters by ("needs:ASD", "service-kinds:nursery"), a need's broad area too."""
    needs: list[TaxonomyTerm] = list(service.needs.all())
    needs += [term.parent for term in needs if term.parent]
    codes = [f"service-kinds:{service.kind.code}"]
    codes += [f"topics:{term.code}" for term in service.topics.all()]
    codes += [f"needs:{term.code}" for term in needs]
    codes += [f"session-features:{term.code}" for term in service.features.all()]
    return tuple(dict.fromkeys(codes))


def _list(words: list[str]) -> str:
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]} if len(words) > 1 else "".join(words)
