from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.core.frame import council_now
from localoffer.core.page_cache import never_cached, not_kept, reads_parameters
from localoffer.core.pagination import page_links

from .calendars import days_now
from .cards import service_card
from .comparing import MOST_COMPARED, compare, compared_keys
from .finding import Found, find
from .forms import ServiceFilterForm
from .listing import PARAMETERS, asked_for, chips, everywhere_url, facet_groups, kept_in_form, order_links, ways_in
from .models import Service
from .queries import register_summary
from .service_page import service_page
from .service_table import ServiceTable, table_now

PER_PAGE = 20


@reads_parameters(*PARAMETERS)
def list_services(request: HttpRequest) -> HttpResponse:
    """The list of services. With a postcode in the address the answer is kept nowhere."""
    return (_list_uncached if request.GET.get("postcode") else _list)(request)


def _list(request: HttpRequest) -> HttpResponse:
    return _show(request, "directory/service_list.html", listed(request) | {"path": [_home()], "register": register_summary()})


_list_uncached = never_cached(_list)


def _show(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    """A list from a table that another thread is reading anew is not kept: it would stand for minutes after the change."""
    response = render(request, template, context)
    return not_kept(response) if context["is_behind"] else response


def listed(request: HttpRequest, *, schools: bool = False) -> dict:
    """What a list of services prints for this address: its cards, the choices with their counts, the links to other pages."""
    council, table, now = council_now(), table_now(), timezone.now()
    is_behind = table.is_behind  # before anything else: the news may come in while this page is made
    form = ServiceFilterForm(request.GET, postcode_example=council.postcode_example)
    form.is_valid()
    asked = asked_for(form, request.GET, table, schools=schools)
    today = timezone.localdate(now)
    number = _page_number(request.GET.get("page", ""))
    found = find(table, asked, today=today, page=slice((number - 1) * PER_PAGE, number * PER_PAGE))
    page = Paginator(range(found.count), PER_PAGE).get_page(number)
    if page.number != number:
        found = find(table, asked, today=today, page=slice(page.start_index() - 1, page.end_index()))
    known = days_now()
    return {
        "is_behind": is_behind, "form": form, "asked": asked, "found": found, "count": found.count, "page": page, "links": page_links(page, request.GET),
        "cards": [
            service_card(service, today=today, home_area=council.local_authority, now=now, known=known)
            for service in services_of_rows(table, found)
        ],
        "chips": chips(asked, table, request.GET), "facets": facet_groups(table, asked, found), "narrowed": asked.narrowed,
        "orders": order_links(asked, request.GET), "kept": kept_in_form(asked, compared_keys(request.GET)), "everywhere_url": everywhere_url(request.GET),
    }  # fmt: skip


@reads_parameters(*PARAMETERS)
def list_schools(request: HttpRequest) -> HttpResponse:
    """Schools, colleges and nurseries with places for children with SEND, by name, need or place, up to four to be compared."""
    return (_schools_uncached if request.GET.get("postcode") else _schools)(request)


def _schools(request: HttpRequest) -> HttpResponse:
    keys = compared_keys(request.GET)
    context = listed(request, schools=True) | {"path": [_home()], "compared": keys, "ways_in": ways_in(), "most": MOST_COMPARED}
    context["elsewhere_compared"] = [key for key in keys if key not in {card.key for card in context["cards"]}]
    return _show(request, "directory/school_list.html", context)


_schools_uncached = never_cached(_schools)


@reads_parameters("id")
def compare_services(request: HttpRequest) -> HttpResponse:
    """Up to four services side by side. Which ones stands in the address, and nowhere else."""
    keys = compared_keys(request.GET)
    found = {str(one.pk): one for one in Service.objects.published().filter(pk__in=keys).for_detail()}
    council = council_now()
    comparison = compare([found[key] for key in keys if key in found], now=timezone.now(), home_area=council.local_authority)
    context = {
        "comparison": comparison, "most": MOST_COMPARED, "asked_for_more": len(request.GET.getlist("id")) > MOST_COMPARED,
        "more_url": f"{reverse('directory:school-list')}?{urlencode({'id': keys}, doseq=True)}",
        "path": [_home(), {"title": _("Schools and colleges"), "url": reverse("directory:school-list")}],
    }  # fmt: skip
    return render(request, "directory/service_compare.html", context)


def services_of_rows(table: ServiceTable, found: Found) -> list[Service]:
    """The services of a page in its order, ready for cards, with their distances. One that has gone since is left out."""
    ids = table.ids(found.rows)
    known = {service.pk: service for service in Service.objects.published().filter(pk__in=ids).for_listing()}
    for key, metres, serves in zip(ids, found.metres, found.serves, strict=True):
        if key in known:
            known[key].distance_metres = None if metres != metres else float(metres)  # NaN is not itself
            known[key].serves_place = bool(serves)
    return [known[key] for key in ids if key in known]


def _page_number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def view_service(request: HttpRequest, pk: UUID, slug: str) -> HttpResponse:
    """The page of one service. The slug is decoration: a wrong one leads to the right one."""
    service = get_object_or_404(Service.objects.published().for_detail(), pk=pk)
    if slug != service.slug:
        return redirect(service)
    council = council_now()
    context = service_page(service, home_area=council.local_authority) | {
        "path": [_home(), {"title": _("Services"), "url": reverse("directory:service-list")}]
    }
    return render(request, "directory/service_view.html", context)


def _home() -> dict[str, str]:
    return {"title": _("Home"), "url": "/"}
