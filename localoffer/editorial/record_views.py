"""What a person decides about a service besides its words: that it is right, that it is held back, that it is another one twice."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from localoffer.accounts.permissions import requires
from localoffer.directory.actions.duplicates import keep_apart, take_as_same
from localoffer.directory.actions.services import confirm_service, hold_back, let_go
from localoffer.directory.errors import DirectoryError
from localoffer.directory.freshness import freshness_of
from localoffer.directory.models import PossibleDuplicate, Service
from localoffer.directory.queries import services_to_ask_about

from . import queries
from .forms import RecordForm

SHOWN = 100


@requires("enter-desk")
def list_unvouched(request: HttpRequest) -> HttpResponse:
    """Services that nobody has vouched for in a long time: hold back, or confirm. No rule does it."""
    services = services_to_ask_about(today=timezone.localdate())
    return render(request, "editorial/record_list.html", {"services": services[:SHOWN], "count": len(services)})


@requires("enter-desk")
def list_held_out(request: HttpRequest) -> HttpResponse:
    """Services whose record would break the standard, and what to mend."""
    records = queries.held_out_records()
    return render(request, "editorial/held_out_list.html", {"records": records[:SHOWN], "count": records.count()})


@requires("enter-desk")
def decide_record(request: HttpRequest, service_id: UUID) -> HttpResponse:
    """Confirm a service, hold it back, or let it go."""
    service = get_object_or_404(Service.objects.select_related("kind", "organisation", "assured_by", "held_back_by"), pk=service_id)
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            said = _decide(service, form.cleaned_data, by=request.user)
        except DirectoryError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, said)
        return redirect("editorial:record-decide", service.pk)
    context = {"service": service, "form": form, "freshness": freshness_of(service, today=timezone.localdate())}
    return render(request, "editorial/record_decide.html", context)


def _decide(service: Service, answer: dict, *, by) -> str:
    """Do it, and return what to say."""
    now = timezone.now()
    if answer["decision"] == RecordForm.CONFIRM:
        confirm_service(service, by=by, now=now)
        return _("Confirmed today.")
    if answer["decision"] == RecordForm.HOLD:
        hold_back(service, because=answer["because"], by=by, now=now)
        return _("Held back. Families do not see it.")
    let_go(service, by=by)
    return _("Families see it again.")


@requires("enter-desk")
def list_duplicates(request: HttpRequest) -> HttpResponse:
    pairs = queries.possible_duplicates()
    return render(request, "editorial/duplicate_list.html", {"pairs": pairs[:SHOWN], "count": pairs.count()})


@requires("enter-desk")
@require_POST
def decide_duplicate(request: HttpRequest, pair_id: UUID) -> HttpResponse:
    """ "Not a duplicate, because …", or which of the two stays."""
    pair = get_object_or_404(PossibleDuplicate.objects.select_related("first", "second"), pk=pair_id)
    decision, because, now = request.POST.get("decision", ""), request.POST.get("because", ""), timezone.now()
    try:
        if decision == "apart":
            keep_apart(pair, because=because, by=request.user, now=now)
            messages.success(request, _("Noted: not a duplicate."))
        else:
            keep = pair.second if decision == "keep-second" else pair.first
            take_as_same(pair, keep=keep, because=because, by=request.user, now=now)
            messages.success(request, _("Noted. %(name)s stays, the other is held back.") % {"name": keep.name})
    except DirectoryError as problem:
        messages.error(request, str(problem))
    return redirect("editorial:duplicate-list")
