"""A service as pages and search print it: facts turned into words. What is not known is said to be unknown, or left out."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from localoffer.core.templatetags.core_tags import age_range, miles

from .freshness import Freshness, freshness_of
from .models import Service, TaxonomyTerm
from .opening_words import closed_in_words, next_opening_of, opening_in_words, schedule_in_words
from .recurrence import Days
from .school_facts import report_of, school_of, unit_in_words


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """What the component `service-card` takes. `route`, `units` and `report` are of schools only."""

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
    free_places: str = ""
    serves: str = ""
    route: str = ""
    units: str = ""
    report: dict[str, str] | None = None
    key: str = ""
    features: list[dict[str, str]] = field(default_factory=list)


def service_card(
    service: Service, *, today: date, home_area: str = "", now: datetime | None = None, known: Days | None = None
) -> ServiceCard:
    """Return the card of a service that was fetched `for_listing()`. Runs no query.

    `home_area` is the council's own name in the registers; a service of another area says so. With `now` and the `known` days the
    card says when it is open next; without, for what is kept longer than a page, what its schedule says.
    """
    school = school_of(service)
    return ServiceCard(
        key=str(service.pk),
        route=(service.route_words or str(service.get_route_display() if service.route else "")) if school else "",
        units=units_in_words(service),
        report=report_of(school) if school else None,
        title=service.name,
        url=service.get_absolute_url(),
        kind=service.kind.name,
        freshness=freshness_of(service, today=today),
        organisation=provider_in_words(service),
        summary=one_line(service),
        who_for=ages_in_words(service),
        distance=miles(getattr(service, "distance_metres", None)),
        place=area_in_words(service),
        when=closed_in_words(service, today=today)
        or (next_in_words(service, now=now, known=known) if now and known else "")
        or times_in_words(service),
        cost=cost_in_words(service),
        outside=outside_in_words(service, home_area),
        phone=service.phone,
        free_places=free_places_in_words(service),
        serves=_("Serves your address") if getattr(service, "serves_place", False) else "",
        features=[{"name": term.name, "icon": term.icon} for term in service.features.all()[:3]],
    )


def one_line(service: Service) -> str:
    """Its own words; "Nursery, LU4, Luton" for a service that nobody has put in one line yet."""
    return service.summary or ", ".join(part for part in (service.kind.name, area_in_words(service)) if part)


def times_in_words(service: Service) -> str:
    """What its schedule says, of more than two times the first two."""
    return "; ".join(schedule_in_words(schedule) for schedule in service.schedules.all()[:2])


def next_in_words(service: Service, *, now: datetime, known: Days) -> str:
    """ "Open now, closes at 4pm"; nothing when nobody knows."""
    opening = next_opening_of(service, now=now, known=known)
    return opening_in_words(opening, now=now) if opening else ""


def ages_in_words(service: Service) -> str:
    """`24, 59` → "2 to 4 years"; "Any age" only where a person has said so, nothing where nobody has said anything."""
    if service.min_age_months is None and service.max_age_months is None:
        return _("Any age") if service.assured_on else ""
    return age_range(service.min_age_months, service.max_age_months)


def area_in_words(service: Service) -> str:
    """ "LU4, Luton"; of several places the first, and how many more."""
    places = service.locations
    if not places:
        return ways_in_words(service)
    more = len(places) - 1
    return _("%(place)s and %(more)d more") % {"place": places[0].area, "more": more} if more else places[0].area


def ways_in_words(service: Service) -> str:
    """ "Online, by phone": how one gets it without going there."""
    ways = [(service.is_online, _("online")), (service.is_by_phone, _("by phone")), (service.is_at_home, _("they come to your home"))]
    words = ", ".join(str(word) for holds, word in ways if holds)
    return words[:1].upper() + words[1:]


def cost_in_words(service: Service) -> str:
    """ "Free" or "£5 a session", up to two of them."""
    return "; ".join(option.in_words for option in service.cost_options.all()[:2])


def is_free(service: Service) -> bool | None:
    """True when all it costs is nothing, False when something costs, None when nobody has said."""
    amounts = [option.amount_pence for option in service.cost_options.all()]
    if not amounts or None in amounts:
        return None
    return not any(amounts)


def free_places_in_words(service: Service) -> str:
    """ "Free places: 3, on 3 March 2026", as they said; nothing where they have not."""
    if service.vacancies is None:
        return ""
    return _("Free places: %(free)d, on %(day)s") % {"free": service.vacancies, "day": date_format(service.vacancies_on, "j F Y")}


def units_in_words(service: Service) -> str:
    """ "The Nest: SEN unit (Autism)"; nothing for what is no school."""
    school = school_of(service)
    return "; ".join(unit_in_words(unit) for unit in school.units.all()) if school else ""


def provider_in_words(service: Service) -> str:
    """Who provides it; nothing where that is the service's own name."""
    name = service.organisation.name
    return "" if name.casefold() == service.name.casefold() else name


def outside_in_words(service: Service, home_area: str) -> str:
    """Says that a service is outside the council's area; nothing when it is inside, or nobody knows."""
    if not home_area or not service.source_area or service.source_area.casefold() == home_area.casefold():
        return ""
    return _("In %(area)s, outside %(home)s") % {"area": service.source_area, "home": home_area}


def terms_of(service: Service) -> tuple[str, ...]:
    """The codes that search filters by ("needs:ASD", "service-kinds:nursery"), a need's broad area too."""
    needs: list[TaxonomyTerm] = list(service.needs.all())
    needs += [term.parent for term in needs if term.parent]
    codes = [f"service-kinds:{service.kind.code}"]
    codes += [f"topics:{term.code}" for term in service.topics.all()]
    codes += [f"needs:{term.code}" for term in needs]
    codes += [f"languages:{term.code}" for term in service.languages.all()]
    codes += [f"routes:{service.route}"] if service.route else []
    codes += [f"session-features:{term.code}" for term in service.features.all()]
    return tuple(dict.fromkeys(codes))
