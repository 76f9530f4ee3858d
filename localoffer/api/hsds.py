"""Our directory in the words of Open Referral UK 3.0: one function a noun, each from a record of ours to what the standard calls it.

The standard's own fields come first. What it lacks travels in one of two ways, so that a reader of the plain standard loses
nothing it knows and trips over nothing it does not: under the name that the wider standard has for it (HSDS 3.0, in
`additional_urls` 3.1), or as an `attribute` with a `value`, its meaning a term of our published taxonomy `send-facts`.
A field without a value is left out, never null or empty (the compliance criteria of Open Referral UK, 1.2). Ids are UUIDs that
never change: a record's own, or one worked out from the ids of what it joins.

Runs no query on services fetched by `queries.with_all`. Reads no clock and no setting: see `Background`.
Source: Open Referral UK 3.0, `data/openreferral/3.0`.
"""

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst

from localoffer.directory import cards, service_page
from localoffer.directory.custom_values import value_in_words
from localoffer.directory.models import (
    ACCESS,
    CostOption,
    CustomField,
    Location,
    Organisation,
    ProviderAnswer,
    Schedule,
    School,
    SchoolUnit,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from localoffer.directory.opening_words import schedule_in_words
from localoffer.directory.school_facts import school_of

from .values import day_of, known, last_year, moment, number, part_of_the_country, time_of, worked_out, years, yes_no

Fields = dict[str, Any]

LONDON = "Europe/London"
PRICES_IN = "GBP"
AREA_URI = "http://statistics.data.gov.uk/id/statistical-geography/"  # Office for National Statistics, for its area codes
OFFICIAL_AREA = re.compile(r"[EWSN][0-9]{8}")


@dataclass(frozen=True, slots=True)
class Background:
    """What a record's words hang on besides its own rows.

    `site` is this site's address without a last slash, `base` the API's root; `facts` are the terms of `send-facts` by code;
    `own_fields` the council's own fields that families see.
    """

    today: date
    site: str
    base: str
    facts: Mapping[str, TaxonomyTerm] = field(default_factory=dict)
    own_fields: tuple[CustomField, ...] = ()


def service(one: Service, about: Background) -> Fields:
    """`service` as lists give it: the facts that are one to a service, and who provides it."""
    return known(
        id=str(one.pk),
        organization_id=str(one.organisation_id),
        name=one.name,
        description="\n\n".join(part for part in (one.summary, one.description) if part),
        url=one.website,
        email=one.email,
        status=_status(one, about),
        application_process=_how_to_get_a_place(one),
        wait_time=service_page.waiting_in_words(one),
        accreditations=one.registers,
        minimum_age=years(one.min_age_months),
        maximum_age=last_year(one.max_age_months),
        assured_date=day_of(one.assured_on),
        alert=one.closed_because if one.is_closed_on(about.today) else "",
        last_modified=moment(one.open_record.changed_at),
        additional_urls=_links(one, about),
        organization=organization(one.organisation),
    )


def service_in_brief(one: Service, about: Background) -> Fields:
    """`service` inside its organization: enough to ask for the rest."""
    return known(id=str(one.pk), name=one.name, status=_status(one, about))


def full_service(one: Service, about: Background) -> Fields:
    """`service` with all that belongs to it."""
    doors = list(one.at_locations.all())
    return service(one, about) | known(
        eligibility_description=". ".join(part.rstrip(".") for part in _who_for(one) if part),
        fees_description=cards.cost_in_words(one),
        schedules=[schedule(each, doors) for each in one.schedules.all()],
        service_areas=service_areas(one),
        service_at_locations=[service_at_location(each) for each in doors],
        languages=[language(term, one) for term in one.languages.all()],
        funding=funding(one),
        cost_options=[cost_option(each) for each in one.cost_options.all()],
        contacts=contacts(one),
        attributes=service_attributes(one, about),
    )


def organization(one: Organisation) -> Fields:
    """`organization`. The standard wants a description; where nobody has written one, it is the name and the sort of body."""
    return known(
        id=str(one.pk),
        name=one.name,
        description=one.description or ". ".join(str(part) for part in (one.name, one.get_body_display() if one.body else "") if part),
        email=one.email,
        website=one.website,
        phones=[phone(one.pk, one.phone)] if one.phone else [],
    )


def organization_with_services(one: Organisation, services: list[Fields]) -> Fields:
    """`organization` with the services that it provides, as `service` and its kin give them."""
    return organization(one) | known(services=services)


def service_at_location(one: ServiceAtLocation) -> Fields:
    """`service_at_location`: that a service runs at a place, and the place."""
    return known(
        id=str(one.pk),
        service_id=str(one.service_id),
        location_id=str(one.location_id),
        description=one.description,
        location=location(one.location),
    )


def service_at_location_with_service(one: ServiceAtLocation, about: Background) -> Fields:
    """`service_at_location` as lists give it: with the place and the facts that are one to the service."""
    return service_at_location(one) | {"service": service(one.service, about)}


def full_service_at_location(one: ServiceAtLocation, about: Background) -> Fields:
    """`service_at_location` with all of the service, and when it runs at this place (or at any, where nobody says at which)."""
    here = [each for each in one.service.schedules.all() if each.location_id in (None, one.location_id)]
    return service_at_location(one) | known(schedules=[schedule(each, [one]) for each in here], service=full_service(one.service, about))


def location(one: Location) -> Fields:
    """`location`. Of a masked place no name, no line of its address and no point: only the town and half a postcode, in words."""
    if one.is_masked:
        return known(id=str(one.pk), location_type="physical", description=", ".join(one.address_lines), accessibility=accessibility(one))
    return known(
        id=str(one.pk),
        location_type="physical",
        name=one.name,
        latitude=one.latitude,
        longitude=one.longitude,
        addresses=addresses(one),
        accessibility=accessibility(one),
    )


def addresses(one: Location) -> list[Fields]:
    """`address`, one or none: the standard knows no address without a first line, a town and a postcode."""
    first = one.address_1 or one.name
    if one.is_masked or not (first and one.town and one.postcode):
        return []
    address = known(
        id=worked_out(one.pk, "address"),
        location_id=str(one.pk),
        address_1=first,
        address_2=", ".join(part for part in (one.address_2, one.address_3) if part),
        city=one.town,
        state_province=part_of_the_country(one.postcode),
        postal_code=one.postcode,
        country="GB",
        address_type="physical",
    )
    return [address]


def accessibility(one: Location) -> list[Fields]:
    """`accessibility`: each fact that somebody has given, and what else there is to say."""
    facts = [(name, getattr(one, name)) for name in ACCESS]
    given = [
        known(
            id=worked_out(one.pk, name),
            location_id=str(one.pk),
            description=capfirst(str(Location._meta.get_field(name).verbose_name)),
            details="Yes" if holds else "No",
        )
        for name, holds in facts
        if holds is not None
    ]
    words = known(id=worked_out(one.pk, "accessibility"), location_id=str(one.pk), description=one.accessibility)
    return [*given, words] if one.accessibility else given


def schedule(one: Schedule, doors: Iterable[ServiceAtLocation]) -> Fields:
    """`schedule`. A rule the standard has no fields for (every day, once a year, the last working day) is told in words.

    Times are London's wall time, in winter and summer: an offset would be wrong for half of the year, so `timezone` says it.
    """
    door = next((each for each in doors if one.location_id and each.location_id == one.location_id), None)
    return known(
        id=str(one.pk),
        service_id=str(one.service_id),
        service_at_location_id=str(door.pk) if door else "",
        valid_from=day_of(one.valid_from),
        valid_to=day_of(one.valid_to),
        dtstart=day_of(one.valid_from),
        timezone=LONDON if one.opens_at or one.is_all_day else "",
        **_rule(one.rrule),
        description=schedule_in_words(one),
        opens_at="00:00" if one.is_all_day else time_of(one.opens_at),
        closes_at="23:59" if one.is_all_day else time_of(one.closes_at),
        notes=one.words,
    )


def service_areas(one: Service) -> list[Fields]:
    """`service_area`: each area that it names, and the area in words."""
    named = [service_area(each) for each in one.areas.all()]
    words = known(id=worked_out(one.pk, "area-words"), service_id=str(one.pk), name=one.area_words)
    return [*named, words] if one.area_words else named


def service_area(one: ServiceArea) -> Fields:
    """`service_area` by the code of the area: a district's as an address of the national statistics, a postcode's as text."""
    is_official = OFFICIAL_AREA.fullmatch(one.code)
    return known(
        id=str(one.pk),
        service_id=str(one.service_id),
        name=str(one),
        uri=f"{AREA_URI}{one.code}" if is_official else "",
        extent="" if is_official else one.code,
        extent_type="" if is_official else "text",
    )


def language(term: TaxonomyTerm, one: Service) -> Fields:
    """`language`: spoken or signed by somebody at the service."""
    return known(id=worked_out(one.pk, term.pk), service_id=str(one.pk), name=term.name, code=term.code)


def funding(one: Service) -> list[Fields]:
    return [known(id=worked_out(one.pk, "funding"), service_id=str(one.pk), source=one.funding)] if one.funding else []


def cost_option(one: CostOption) -> Fields:
    """`cost_option`, in pounds. No amount means that only the words say it; 0 is free."""
    return known(
        id=str(one.pk),
        service_id=str(one.service_id),
        valid_from=day_of(one.valid_from),
        valid_to=day_of(one.valid_to),
        option=one.words,
        currency=PRICES_IN if one.amount_pence is not None else "",
        amount=None if one.amount_pence is None else number(one.amount_pence / 100),
        amount_description=one.unit,
    )


def contacts(one: Service) -> list[Fields]:
    """`contact`: how to reach the service, and where another number gives places, that one. Never a person's name."""
    own = known(id=worked_out(one.pk, "contact"), service_id=str(one.pk), email=one.email)
    numbers = [phone(one.pk, one.phone, contact=own["id"])] if one.phone else []
    if one.route_phone and one.route_phone != one.phone:
        numbers.append(phone(one.pk, one.route_phone, contact=own["id"], description="To get a place"))
    return [own | known(phones=numbers)] if one.email or numbers else []


def phone(owner: uuid.UUID, number: str, *, contact: str = "", description: str = "") -> Fields:
    return known(id=worked_out(owner, f"phone:{number}"), contact_id=contact, number=number, description=description)


def service_attributes(one: Service, about: Background) -> list[Fields]:
    """All that a service is sorted by, what the provider says, the facts that the standard lacks, the council's own fields."""
    sorted_by = [("service_kind", [one.kind]), ("topic", one.topics.all()), ("need", one.needs.all()), ("feature", one.features.all())]
    return [
        *(attribute(one.pk, term, link_type) for link_type, terms in sorted_by for term in terms),
        *(answer(each) for each in one.answers.all()),
        *_facts(one, about),
        *(own_field(one, each) for each in about.own_fields if value_in_words(each, one.custom.get(each.code))),
    ]


def attribute(owner: uuid.UUID, term: TaxonomyTerm, link_type: str, value: str = "", as_of: date | None = None) -> Fields:
    """`attribute` of a service: a term, and where the term alone does not say it a `value`.

    `as_of` is ours: the day on which the value was so. A value without its day would be read as today's.
    """
    return known(
        id=worked_out(owner, f"{link_type}:{term.pk}"),
        link_id=str(owner),
        taxonomy_term_id=str(term.pk),
        link_type=link_type,
        link_entity="service",
        value=value,
        as_of=day_of(as_of),
        taxonomy_term=taxonomy_term(term),
    )


def answer(one: ProviderAnswer) -> Fields:
    """What the provider says to one of our questions, in their words, with the day on which they said it."""
    return attribute(one.service_id, one.question, "provider_answer", one.words, one.said_on) | {"id": str(one.pk)}


def own_field(one: Service, own: CustomField) -> Fields:
    """A fact that this council alone asks for. Its term stands in no taxonomy of ours."""
    value = one.custom[own.code]
    return known(
        id=worked_out(one.pk, own.pk),
        link_id=str(one.pk),
        taxonomy_term_id=str(own.pk),
        link_type="own_field",
        link_entity="service",
        value=yes_no(value) if isinstance(value, bool) else str(value),
        taxonomy_term=known(id=str(own.pk), name=own.name, description=own.help_text or own.name, taxonomy="Fields of our own"),
    )


def taxonomy(one: Taxonomy) -> Fields:
    """`taxonomy`. The standard wants a description; where there is none, it is the name."""
    return known(id=str(one.pk), name=one.name, description=one.description or one.name)


def taxonomy_term(one: TaxonomyTerm) -> Fields:
    """`taxonomy_term`, with its taxonomy's name. The code is HSDS's field; it never changes."""
    return known(
        id=str(one.pk),
        code=one.code,
        name=one.name,
        description=one.description or one.name,
        parent_id=str(one.parent_id or ""),
        taxonomy=one.taxonomy.name,
        taxonomy_id=str(one.taxonomy_id),
    )


def _status(one: Service, about: Background) -> str:
    return "temporarily closed" if one.is_closed_on(about.today) else "active"


def _facts(one: Service, about: Background) -> list[Fields]:
    """The facts of `send-facts` that are known of this service."""
    school = school_of(one)
    told = [*_service_facts(one), *(_school_facts(school) if school else [])]
    facts = [
        attribute(one.pk, about.facts[code], "send_fact", str(value), as_of)
        for code, value, as_of in told
        if value not in ("", None) and code in about.facts
    ]
    units = school.units.all() if school and "school-unit" in about.facts else []
    return facts + [_unit(one, each, about.facts["school-unit"]) for each in units]


def _service_facts(one: Service) -> list[tuple[str, Any, date | None]]:
    """(code, value, as of). An empty value is no fact."""
    return [
        ("route", one.route, None),
        ("needs-diagnosis", yes_no(one.needs_diagnosis), None),
        ("needs-plan", yes_no(one.needs_plan), None),
        ("for-everyone", yes_no(one.is_for_everyone or None), None),
        ("youngest", one.min_age_months, None),
        ("oldest", one.max_age_months, None),
        ("online", yes_no(one.is_online or None), None),
        ("by-phone", yes_no(one.is_by_phone or None), None),
        ("at-home", yes_no(one.is_at_home or None), None),
        ("access", one.accessibility, None),
        ("transport", one.transport, None),
        ("places", one.places, None),
        ("vacancies", one.vacancies, one.vacancies_on),
        ("waiting-time", one.waiting_words, one.waiting_on),
        ("expected", one.expected_note, None),
        ("decided-by", one.decided_by, None),
        ("commissioned-by", one.commissioned_by, None),
        ("complaints", one.complain_words, None),
        ("register-number", one.source_id, None),
        ("registered-on", day_of(one.registered_on), None),
        ("inspected-on", day_of(one.inspected_on), None),
    ]


def _school_facts(school: School) -> list[tuple[str, Any, date | None]]:
    return [
        ("school-type", school.type_name, None),
        ("school-phase", school.phase, None),
        ("school-gender", school.gender, None),
        ("school-religion", school.religion, None),
        ("school-nursery", yes_no(school.has_nursery), None),
        ("school-sixth-form", yes_no(school.has_sixth_form), None),
        ("school-boarding", yes_no(school.has_boarding), None),
        ("school-pupils", school.pupils, None),
        ("section-41", yes_no(school.is_section_41), school.section_41_on),
        ("sen-report", school.sen_report_url, school.sen_report_on),
    ]


def _unit(one: Service, unit: SchoolUnit, term: TaxonomyTerm) -> Fields:
    """A unit of a school, in words: what it is, for whom, how many places, how to get one."""
    parts = (
        unit.name,
        str(unit.get_kind_display()),
        ", ".join(need.name for need in unit.needs.all()),
        f"{unit.places} places" if unit.places else "",
        unit.route_words,
    )
    return attribute(one.pk, term, "unit", ". ".join(part for part in parts if part), unit.places_on) | {"id": str(unit.pk)}


def _who_for(one: Service) -> tuple[str, ...]:
    return (service_page.needs_in_words(one), cards.ages_in_words(one), service_page.papers_in_words(one))


def _how_to_get_a_place(one: Service) -> str:
    route = str(one.get_route_display()) if one.route else ""
    return "\n\n".join(part for part in (route, one.route_words) if part)


def _links(one: Service, about: Background) -> list[Fields]:
    """`additional_urls` of HSDS 3.1: our own page first."""
    links = [
        ("On this local offer", about.site + one.get_absolute_url()),
        ("How to get a place", one.route_link),
        ("Form to fill in", one.route_form),
        ("How to complain", one.complain_link),
        ("Inspection reports", one.inspection_report),
    ]
    return [known(id=worked_out(one.pk, f"link:{label}"), label=label, url=url) for label, url in links if url]


def _rule(rrule: str) -> Fields:
    """`FREQ=WEEKLY;BYDAY=SA` as the standard's fields; {} for a rule that they cannot hold."""
    rule = dict(part.split("=") for part in rrule.split(";") if part)
    if rule.get("FREQ") not in ("WEEKLY", "MONTHLY"):
        return {}
    days, position = rule.get("BYDAY", ""), rule.get("BYSETPOS", "")
    if position and "," in days:
        return {}
    return {
        "freq": rule["FREQ"],
        "interval": int(rule.get("INTERVAL", "1")),
        "byday": f"{position}{days}",
        "bymonthday": rule.get("BYMONTHDAY", ""),
    }
