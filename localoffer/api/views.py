"""The endpoints of Open Referral UK 3.0. Each checks what is asked, reads one page of records and writes it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import forms, hsds, openapi, queries
from .answers import envelope, problem, write_json
from .values import moment

VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"


def asks(form_class: type[forms.PageForm]) -> Callable:
    """Give the view what its form has read from the address; answer 400 with each mistake in words where it cannot be read."""

    def read(view: Callable) -> Callable:
        @require_safe
        @wraps(view)
        def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            form = form_class(request.GET)
            if not form.is_valid():
                return problem(400, _("The address asks for something that we cannot read."), problems=form.problems())
            return view(request, form.cleaned_data, *args, **kwargs)

        return answered

    return read


@require_safe
def view_root(request: HttpRequest) -> HttpResponse:
    """Which standard this is, and where it is written down."""
    base = queries.background_now().base
    return write_json(request, {"version": VERSION, "profile": PROFILE, "openapi_url": f"{base}/openapi.json"})


@require_safe
def view_openapi(request: HttpRequest) -> HttpResponse:
    """The description of this API for programs."""
    return write_json(request, openapi.description(queries.background_now().base))


@asks(forms.ServiceListForm)
def list_services(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    services = queries.narrowed(queries.given_services(), asked)
    if asked["minimal"]:
        return _minimal(request, services, asked)
    fetch, write = (queries.with_all, hsds.full_service) if asked["full"] else (queries.with_organisation, hsds.service)
    return _page(request, services, asked, fetch=fetch, write=write)


@require_safe
def view_service(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One service with all that belongs to it; 410 for one that was here and is gone, so that copies of it are removed."""
    service = queries.with_all(queries.given_services()).filter(pk=pk).first()
    if service is None:
        gone = queries.was_given(pk)
        return problem(410, _("This service is no longer published.")) if gone else _not_here()
    return write_json(request, hsds.full_service(service, queries.background_now()))


@asks(forms.RemovedListForm)
def list_removed_services(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """Services that were given once and are gone, so that a copy can be kept in step. Ours: the standard has no word for it."""
    return _page(
        request,
        queries.removed_services(asked["modified_after"]),
        asked,
        write=lambda one, _about: {"id": str(one.pk), "removed_date": moment(one.changed_at)},
    )


@asks(forms.ServiceListForm)
def list_service_at_locations(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    doors = queries.given_doors(queries.narrowed(queries.given_services(), asked))
    fetch, write = (
        (queries.doors_with_all, hsds.full_service_at_location)
        if asked["full"]
        else (queries.doors_with_service, hsds.service_at_location_with_service)
    )
    return _page(request, doors, asked, fetch=fetch, write=write)


@require_safe
def view_service_at_location(request: HttpRequest, pk: UUID) -> HttpResponse:
    door = queries.doors_with_all(queries.given_doors(queries.given_services()).filter(pk=pk)).first()
    return write_json(request, hsds.full_service_at_location(door, queries.background_now())) if door else _not_here()


@asks(forms.OrganizationListForm)
def list_organizations(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    organisations = queries.given_organisations(asked["search"])
    if not (asked["full"] or asked["full_service"]):
        return _page(request, organisations, asked, write=lambda one, _about: hsds.organization(one))
    return _page(request, organisations, asked, fetch=_fetch_organization(asked), write=_write_organization(asked))


@asks(forms.OrganizationListForm)
def view_organization(request: HttpRequest, asked: dict[str, Any], pk: UUID) -> HttpResponse:
    found = _fetch_organization(asked)(queries.given_organisations().filter(pk=pk)).first()
    return write_json(request, _write_organization(asked)(found, queries.background_now())) if found else _not_here()


@asks(forms.SearchForm)
def list_taxonomies(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    return _page(request, queries.taxonomies(asked["search"]), asked, write=lambda one, _about: hsds.taxonomy(one))


@require_safe
def view_taxonomy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A taxonomy with its terms."""
    found = queries.taxonomies().filter(pk=pk).prefetch_related("terms__taxonomy").first()
    if found is None:
        return _not_here()
    return write_json(request, hsds.taxonomy(found) | {"taxonomy_terms": [hsds.taxonomy_term(term) for term in found.terms.all()]})


@asks(forms.TermListForm)
def list_taxonomy_terms(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    return _page(request, queries.taxonomy_terms(asked), asked, write=lambda one, _about: hsds.taxonomy_term(one))


@require_safe
def view_taxonomy_term(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = queries.taxonomy_terms(dict.fromkeys(("search", "taxonomy_id", "parent_id", "top_only"))).filter(pk=pk).first()
    return write_json(request, hsds.taxonomy_term(found)) if found else _not_here()


@require_safe
def view_nothing(request: HttpRequest, path: str) -> HttpResponse:
    return problem(404, _("There is nothing at this address."))


def _page(
    request: HttpRequest, rows: QuerySet, asked: dict[str, Any], *, write: Callable, fetch: Callable[[QuerySet], QuerySet] | None = None
) -> HttpResponse:
    """One page of a list. The keys of the page are found first, and only its records are read with all that belongs to them."""
    about = queries.background_now()
    records, total = queries.page_of(rows, fetch, page=asked["page"], per_page=asked["per_page"])
    contents = [write(record, about) for record in records]
    return write_json(request, envelope(contents, total=total, page=asked["page"], per_page=asked["per_page"]))


def _minimal(request: HttpRequest, services: QuerySet, asked: dict[str, Any]) -> HttpResponse:
    """Ids and when each changed, all on one page: "aim to return all services within one page"."""
    rows = services.values_list("pk", "open_record__changed_at")
    start = (asked["page"] - 1) * forms.MOST_MINIMAL
    contents = [{"id": str(key), "modified_date": moment(at)} for key, at in rows[start : start + forms.MOST_MINIMAL]]
    return write_json(request, envelope(contents, total=rows.count(), page=asked["page"], per_page=forms.MOST_MINIMAL))


def _fetch_organization(asked: dict[str, Any]) -> Callable[[QuerySet], QuerySet]:
    return queries.organisations_with_all if asked["full_service"] else queries.organisations_with_services


def _write_organization(asked: dict[str, Any]) -> Callable:
    """An organization with its services: each whole, or only its id, name and status."""

    service = hsds.full_service if asked["full_service"] else hsds.service_in_brief
    return lambda one, about: hsds.organization_with_services(one, [service(each, about) for each in one.given])


def _not_here() -> HttpResponse:
    return problem(404, _("There is nothing with this id."))
