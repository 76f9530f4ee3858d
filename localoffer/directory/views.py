from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.core.frame import council_now
from localoffer.core.page_cache import never_cached, reads_parameters
from localoffer.core.pagination import page_links

from .calendars import days_now
from .cards import service_card
from .forms import BY_NAME, ServiceFilterForm
from .models import Service
from .queries import register_summary
from .service_page import service_page

PER_PAGE = 20


@reads_parameters("postcode", "kind", "age", "sort", "page")
def list_services(request: HttpRequest) -> HttpResponse:
    """The list of services. With a postcode in the address the answer is kept nowhere."""
    return (_list_uncached if request.GET.get("postcode") else _list)(request)


def _list(request: HttpRequest) -> HttpResponse:
    council = council_now()
    form = ServiceFilterForm(request.GET, postcode_example=council.postcode_example)
    form.is_valid()
    page = Paginator(found_services(form).for_listing(), PER_PAGE).get_page(request.GET.get("page"))
    now, known = timezone.now(), days_now()
    today = timezone.localdate(now)
    context = {
        "form": form,
        "path": [_home()],
        "cards": [service_card(service, today=today, home_area=council.local_authority, now=now, known=known) for service in page],
        "count": page.paginator.count,
        "page": page,
        "links": page_links(page, request.GET),
        "register": register_summary(),
        "chips": chips(form, request.GET),
    }
    return render(request, "directory/service_list.html", context)


_list_uncached = never_cached(_list)


def found_services(form: ServiceFilterForm):
    """The published services that the form asks for, in its order. What is wrong in the form does not narrow the list."""
    asked, services = form.cleaned_data, Service.objects.published()
    if asked.get("kind"):
        services = services.of_kinds(asked["kind"])
    if asked.get("age") is not None:
        services = services.for_age_months(asked["age"] * 12, through=asked["age"] * 12 + 11)
    if form.place:
        services = services.with_distance(form.place) if asked.get("sort") == BY_NAME else services.nearest_first(form.place)
    return services if form.place and asked.get("sort") != BY_NAME else services.order_by("name", "pk")


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


def chips(form: ServiceFilterForm, query: QueryDict) -> list[dict[str, str]]:
    """What was understood, each with the address of the list without it."""
    asked = form.cleaned_data
    understood = [("postcode", "", _("near %(place)s") % {"place": form.place.asked})] if form.place else []
    if asked.get("age") is not None:
        understood.append(("age", "", _("age %(years)d") % {"years": asked["age"]}))
    chosen = asked.get("kind") or []
    understood += [("kind", kind.code, kind.name) for kind in form.kinds if kind.code in chosen]
    return [{"text": text, "remove_url": _without(query, name, value)} for name, value, text in understood]


def _without(query: QueryDict, name: str, value: str) -> str:
    left = query.copy()
    left.setlist(name, [one for one in query.getlist(name) if value and one != value])
    left.pop("page", None)
    return f"?{left.urlencode()}"


def _home() -> dict[str, str]:
    return {"title": _("Home"), "url": "/"}
