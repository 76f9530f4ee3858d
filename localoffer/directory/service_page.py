"""The page of one service: its facts in the order in which a family asks. Each fact that nobody has given is left out or said to
be unknown; what the provider says stands as theirs, with its day."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import cards
from .calendars import days_now
from .custom_values import custom_facts
from .freshness import freshness_of, who_runs
from .models import ACCESS, Location, Service
from .models.sourced import EXAMPLE
from .opening_words import closed_in_words, schedule_in_words
from .recurrence import LONDON
from .school_facts import naming_in_words, school_facts, school_of, units_in_words

BREAK = format_html("<br>{}", "")  # a break between lines: format_html_join takes no plain text as HTML
Facts = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider says to one question. `said` is "The club said on 3 March 2026:"."""

    question: str
    said: str
    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class PlaceInWords:
    """`access` is {name, icon, text} for each fact that somebody has given, "(no)" where the answer is no."""

    lines: list[str]
    access: Facts
    words: str
    runs_here: str
    is_masked: bool


def service_page(service: Service, *, now: datetime | None = None, home_area: str = "") -> dict[str, Any]:
    """Return what the page of a service prints, for one that was fetched `for_detail()`. Runs no query of its own but for days
    and fields that are kept for the content version."""
    now = now or timezone.now()
    today = now.astimezone(LONDON).date()
    school = school_of(service)
    return {
        "service": service,
        "one_line": cards.one_line(service),
        "is_example": service.source == EXAMPLE,
        "freshness": freshness_of(service, today=today),
        "glance": glance(service, now=now),
        "register_facts": register_facts(service),
        "features": [{"name": term.name, "icon": term.icon} for term in service.features.all()],
        "answers": answers(service),
        "places": [_place(at.location, at.description) for at in service.at_locations.all()],
        "organisation": cards.provider_in_words(service),
        "outside": cards.outside_in_words(service, home_area),
        "closed": closed_in_words(service, today=today),
        "behind": behind(service),
        "custom": custom_facts(service),
        "school": school,
        "school_facts": school_facts(school) if school else [],
        "school_units": units_in_words(school) if school else [],
        "school_naming": naming_in_words(school) if school else "",
    }


def glance(service: Service, *, now: datetime) -> Facts:
    """The facts at a glance, each a question that a family has. An empty answer is left out, but for ages and getting a place.

    The number to ring is among them: on a phone the contact panel stands far below.
    """
    facts = [
        (_("Kind"), service.kind.name, "signpost"),
        (_("Ages"), cards.ages_in_words(service) or _("We do not know the ages yet. Ask them."), "child"),
        (_("Who it is for"), needs_in_words(service), "people"),
        (_("What you need"), papers_in_words(service), "document"),
        (_("Open"), cards.next_in_words(service, now=now, known=days_now()), "clock"),
        (_("When"), _times(service), "calendar"),
        (_("Where"), _where(service), "pin"),
        (_("Phone"), _phone(service.phone), "phone"),
        (_("Who it serves"), service.area_words or ", ".join(str(area) for area in service.areas.all()), "map"),
        (_("Cost"), cards.cost_in_words(service), "coin"),
        (_("How to get a place"), service.get_route_display() if service.route else _("We do not know yet. Contact them and ask."), "tick"),
        (_("Places"), places_in_words(service), "list"),
        (_("Waiting time"), waiting_in_words(service), "calendar"),
        (_("Languages"), ", ".join(term.name for term in service.languages.all()), "language"),
    ]
    return [{"term": term, "text": text, "icon": icon} for term, text, icon in facts if text]


def needs_in_words(service: Service) -> str:
    """The needs it is for; everybody only where somebody has said so, nothing where nobody has said anything."""
    needs = ", ".join(term.name for term in service.needs.all())
    if not service.is_for_everyone:
        return needs
    everyone = _("Every child and young person with SEND")
    return _("%(everyone)s. They know most about: %(needs)s") % {"everyone": everyone, "needs": needs} if needs else everyone


def papers_in_words(service: Service) -> str:
    """Whether a diagnosis or a plan is asked for. What nobody has said is left out."""
    diagnosis = {True: _("A diagnosis."), False: _("You need no diagnosis."), None: ""}[service.needs_diagnosis]
    plan = {True: _("An EHC plan (education, health and care plan)."), False: _("You need no EHC plan."), None: ""}[service.needs_plan]
    return " ".join(part for part in (diagnosis, plan) if part)


def places_in_words(service: Service) -> str:
    """ "24. Free: 3, as they said on 3 March 2026"."""
    free = ""
    if service.vacancies is not None:
        free = _("Free: %(free)d, as they said on %(day)s") % {"free": service.vacancies, "day": date_format(service.vacancies_on, "j F Y")}
    return ". ".join(part for part in (str(service.places or ""), free) if part)


def waiting_in_words(service: Service) -> str:
    if not service.waiting_words:
        return ""
    return _("%(words)s (on %(day)s)") % {"words": service.waiting_words, "day": date_format(service.waiting_on, "j F Y")}


def answers(service: Service) -> list[Answer]:
    """What the provider says, each with its day."""
    said = _("The %(who)s said on %(day)s:")
    return [
        Answer(
            answer.question.name,
            said % {"who": who_runs(service), "day": date_format(answer.said_on, "j F Y")},
            answer.words,
            answer.question.icon,
        )
        for answer in service.answers.all()
    ]


def behind(service: Service) -> Facts:
    """Who decides, pays, provides and answers for it: what a parent asks when something goes wrong."""
    complain = service.complain_words
    if service.complain_link:
        link = format_html('<a class="govuk-link" href="{}" rel="nofollow">{}</a>', service.complain_link, _("How to complain to them"))
        complain = format_html("{} {}", complain, link)
    facts = [
        (_("Who provides it"), service.organisation.name),
        (_("Who decides who gets it"), service.decided_by),
        (_("Who asked for it to be there"), service.commissioned_by),
        (_("Who pays for it"), service.funding),
        (_("How to complain"), complain),
    ]
    kept = [{"term": term, "text": text} for term, text in facts if text]
    return kept if len(kept) > 1 else []


def register_facts(service: Service) -> list[dict[str, str]]:
    """What the register says. Of inspections only the day: an old judgement would be read as today's."""
    facts = [
        (_("On these registers"), service.registers),
        (_("Registered on"), date_format(service.registered_on, "j F Y") if service.registered_on else ""),
        (_("Last inspected on"), date_format(service.inspected_on, "j F Y") if service.inspected_on else ""),
        (_("Register number"), service.source_id),
    ]
    return [{"term": term, "text": text} for term, text in facts if text]


def _times(service: Service) -> str:
    """Each of its times on a line of its own."""
    times = [schedule_in_words(schedule) for schedule in service.schedules.all()]
    return format_html_join(BREAK, "{}", ((time,) for time in times))


def _where(service: Service) -> str:
    area, ways = cards.area_in_words(service), cards.ways_in_words(service)
    return area if area == ways else "; ".join(part for part in (area, ways) if part)


def _phone(number: str) -> str:
    return format_html('<a class="govuk-link" href="tel:{}">{}</a>', number.replace(" ", ""), number) if number else ""


def _place(location: Location, runs_here: str) -> PlaceInWords:
    known = [(capfirst(Location._meta.get_field(name).verbose_name), getattr(location, name)) for name in ACCESS]
    access = [
        {"name": name, "icon": "tick" if holds else "close", "text": "" if holds else _("(no)")}
        for name, holds in known
        if holds is not None
    ]
    return PlaceInWords(location.address_lines, access, location.accessibility, runs_here, location.is_masked)
