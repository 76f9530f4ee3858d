"""Services as the registry of things describes them, for search, lists and the sitemap."""

import uuid
from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from localoffer.core.things import Description, Kind, ThingRef

from .cards import is_free, service_card, terms_of
from .models import Service
from .school_facts import school_words

AT_ONCE = 500


def describe_services(keys: Iterable[str] | None) -> Iterator[Description]:
    """Yield the published services of these keys (UUIDs as text), or all. A key that is no UUID is passed by."""
    services = Service.objects.published().for_search().order_by("pk")
    if keys is not None:
        services = services.filter(pk__in=[key for key in keys if is_uuid(key)])
    today = timezone.localdate()
    for service in services.iterator(chunk_size=AT_ONCE):
        yield _description(service, today)


def _description(service: Service, today) -> Description:
    card = service_card(service, today=today)
    point = next((place for place in service.locations if place.latitude is not None), None)
    words = (
        service.description, service.route_words, service.accessibility, service.expected_note, service.area_words, service.transport,
        *school_words(service), *(answer.words for answer in service.answers.all()), *(term.name for term in service.languages.all()),
        *(term.name for term in service.needs.all()), *(term.name for term in service.features.all()),
        *(str(place) for place in service.locations),
    )  # fmt: skip
    return Description(
        ref=ThingRef("service", str(service.pk)),
        title=service.name,
        url=card.url,
        summary=card.summary,
        body="\n".join(part for part in words if part),
        phrases=(card.kind, *((card.organisation,) if card.organisation else ())),
        terms=terms_of(service),
        min_age_months=service.min_age_months,
        max_age_months=service.max_age_months,
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        is_free=is_free(service),
        extra={
            "kind": card.kind, "place": card.place, "age": card.who_for, "cost": card.cost, "when": card.when,
            "features": [feature["name"] for feature in card.features], "freshness": card.freshness.text,
            "freshness_state": card.freshness.state, "organisation": card.organisation, "phone": card.phone,
            "area": service.source_area,
        },
    )  # fmt: skip


def is_uuid(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True


SERVICE = Kind("service", _("Service"), describe_services)
