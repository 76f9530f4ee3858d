"""Which records other systems are given, and the few queries that read them.

Everything starts from `given_services()`: what families see, less what would break the standard (`OpenRecord`). An organisation
or a place is given because a given service has it, never by itself.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from localoffer.core.versions import KeptForVersion
from localoffer.directory.custom_values import fields_now
from localoffer.directory.models import OpenRecord, Organisation, ProviderAnswer, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm
from localoffer.directory.queries import Place
from localoffer.directory.terms import FACTS
from localoffer.search.queries import service_keys

from .hsds import Background

ROOT = "/api/open-referral/v3"
_facts = KeptForVersion(
    lambda _key: {term.code: term for term in TaxonomyTerm.objects.filter(taxonomy__code=FACTS).select_related("taxonomy")}
)
# When this process first saw the content as it is now: never before the last change, so a safe `Last-Modified`.
_seen_at = KeptForVersion(lambda _day: timezone.now())


def background_now() -> Background:
    own = tuple(field for field in fields_now() if field.is_public)
    return Background(timezone.localdate(), settings.SITE_ADDRESS, settings.SITE_ADDRESS + ROOT, _facts.get(), own)


def content_seen_at() -> datetime:
    """The moment since when the content is as it is. A new day counts as new content: a service may have closed overnight."""
    return _seen_at.get(timezone.localdate().isoformat())


def given_services() -> QuerySet[Service]:
    """The services that other systems are given, in the order of their ids.

    That a service is published is asked of its own row too, not of the note alone: a note could be wrong, a leak cannot be undone.
    """
    return Service.objects.published().filter(open_record__is_public=True, open_record__problem="").order_by("pk")


def narrowed(services: QuerySet[Service], asked: dict[str, Any]) -> QuerySet[Service]:
    """The services that a request asks for, by `forms.ServiceListForm.cleaned_data`."""
    if asked["search"]:
        services = services.filter(pk__in=service_keys(asked["search"]))
    if asked["organization_id"]:
        services = services.filter(organisation=asked["organization_id"])
    if asked["modified_after"]:
        services = services.filter(open_record__changed_at__gte=asked["modified_after"])
    if asked["taxonomy_term_id"]:
        services = services.filter(bears(Q(pk=asked["taxonomy_term_id"])))
    if asked["taxonomy_id"]:
        services = services.filter(bears(Q(taxonomy=asked["taxonomy_id"])))
    return around(services, asked["postcode"], within_metres=asked["proximity"])


def bears(term: Q) -> Q:
    """Services that are sorted by a term like this in any way."""
    terms = TaxonomyTerm.objects.filter(term).order_by()
    links = [getattr(Service, name).through for name in ("topics", "needs", "features", "languages")]
    found = Q(kind__in=terms) | Q(Exists(ProviderAnswer.objects.filter(service=OuterRef("pk"), question__in=terms)))
    for link in links:
        found |= Q(Exists(link.objects.filter(service=OuterRef("pk"), taxonomyterm__in=terms)))
    return found


def around(services: QuerySet[Service], place: Place | None, *, within_metres: float | None) -> QuerySet[Service]:
    """Those that serve this place (or name no area), and with a distance those that have a door within it."""
    if place is None:
        return services
    serving = services.serving(place)
    return serving.near(place, within_metres=within_metres).order_by("pk") if within_metres else serving


def with_organisation(services: QuerySet[Service]) -> QuerySet[Service]:
    """With what `hsds.service` reads: one query."""
    return services.select_related("organisation", "open_record")


def with_all(services: QuerySet[Service]) -> QuerySet[Service]:
    """With what `hsds.full_service` reads: as many queries for one service as for a hundred."""
    terms = TaxonomyTerm.objects.select_related("taxonomy")
    links = [Prefetch(name, terms) for name in ("topics", "needs", "features")]
    answers = Prefetch("answers", ProviderAnswer.objects.select_related("question__taxonomy"))
    doors = Prefetch("at_locations", ServiceAtLocation.objects.select_related("location"))
    return (
        with_organisation(services)
        .select_related("kind__taxonomy", "school")
        .prefetch_related(*links, "languages", doors, "cost_options", "schedules", "areas", answers, "school__units__needs")
    )


def given_doors(services: QuerySet[Service]) -> QuerySet[ServiceAtLocation]:
    """Where these services run."""
    return ServiceAtLocation.objects.filter(service__in=services.order_by()).select_related("location").order_by("pk")


def given_organisations(search: str = "") -> QuerySet[Organisation]:
    """Those that provide a given service."""
    found = Organisation.objects.filter(Exists(given_services().order_by().filter(organisation=OuterRef("pk")))).order_by("pk")
    return found.filter(name__icontains=search) if search else found


def doors_with_service(doors: QuerySet[ServiceAtLocation]) -> QuerySet[ServiceAtLocation]:
    return doors.select_related("location", "service__organisation", "service__open_record")


def doors_with_all(doors: QuerySet[ServiceAtLocation]) -> QuerySet[ServiceAtLocation]:
    return doors.select_related("location").prefetch_related(Prefetch("service", with_all(Service.objects.all())))


def organisations_with_services(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """With the given services of each, as `given`."""
    return organisations.prefetch_related(Prefetch("services", given_services(), to_attr="given"))


def organisations_with_all(organisations: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """The same, each service with all that belongs to it."""
    return organisations.prefetch_related(Prefetch("services", with_all(given_services()), to_attr="given"))


def page_of(rows: QuerySet, fetch: Callable[[QuerySet], QuerySet] | None, *, page: int, per_page: int) -> tuple[list[Any], int]:
    """The records of a page, in order, and how many there are in all.

    Keys first: the wide rows and all that hangs on them are read for one page only, however far back it is.
    """
    start = (page - 1) * per_page
    keys = list(rows.values_list("pk", flat=True)[start : start + per_page])
    total = start + len(keys) if 0 < len(keys) < per_page else rows.order_by().count()
    found = rows.model._default_manager.filter(pk__in=keys) if fetch else rows.filter(pk__in=keys)
    records = {record.pk: record for record in (fetch(found) if fetch else found)}
    return [records[key] for key in keys], total


def was_given(key: UUID) -> bool:
    """Whether a service was given once and is gone."""
    return OpenRecord.objects.removed().filter(pk=key).exists()


def removed_services(since: datetime | None) -> QuerySet[OpenRecord]:
    """Services that are gone, the latest last."""
    removed = OpenRecord.objects.removed().order_by("changed_at", "pk")
    return removed.filter(changed_at__gte=since) if since else removed


def latest_change() -> datetime:
    """The moment of the newest change of any record."""
    return OpenRecord.objects.aggregate(latest=Max("changed_at"))["latest"] or datetime.min.replace(tzinfo=UTC)


def taxonomies(search: str = "") -> QuerySet[Taxonomy]:
    found = Taxonomy.objects.order_by("pk")
    return found.filter(name__icontains=search) if search else found


def taxonomy_terms(asked: dict[str, Any]) -> QuerySet[TaxonomyTerm]:
    """Terms by `forms.TermListForm.cleaned_data`. `top_only` as the standard has it: terms that have no child terms."""
    found = TaxonomyTerm.objects.select_related("taxonomy").order_by("pk")
    if asked["search"]:
        found = found.filter(name__icontains=asked["search"])
    if asked["taxonomy_id"]:
        found = found.filter(taxonomy=asked["taxonomy_id"])
    if asked["parent_id"]:
        found = found.filter(parent=asked["parent_id"])
    return found.filter(~Exists(TaxonomyTerm.objects.filter(parent=OuterRef("pk")))) if asked["top_only"] else found
