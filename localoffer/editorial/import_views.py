"""Registers at the desk: read a file, see what it would change, apply it. Reading and applying are two steps by design (ADR 5)."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from localoffer.accounts.permissions import requires
from localoffer.directory.actions.imports import apply_import, stage_import, unpublish_gone
from localoffer.directory.errors import DirectoryError
from localoffer.directory.importers.sources import SOURCES, Order, source_of
from localoffer.directory.models import ImportBatch, ImportRow
from localoffer.directory.provenance import kinds_by_code

from . import queries
from .forms import ApplyImportForm, RegisterFileForm

ROWS_SHOWN = 50


@requires("bring-in-registers")
def list_imports(request: HttpRequest) -> HttpResponse:
    names = {source.code: source.name for source in SOURCES}
    batches = [(batch, names.get(batch.source, batch.source)) for batch in queries.latest_imports()]
    return render(request, "editorial/import_list.html", {"batches": batches})


@requires("bring-in-registers")
def read_file(request: HttpRequest) -> HttpResponse:
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _stage(form.cleaned_data, by=request.user)
        except DirectoryError as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("editorial:import-view", batch.pk)
    return render(request, "editorial/import_new.html", {"form": form})


@requires("bring-in-registers")
def show_import(request: HttpRequest, batch_id) -> HttpResponse:
    """What the file would change, one outcome at a time."""
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    counted = [(outcome, batch.counts.get(outcome.value, 0)) for outcome in ImportRow.Outcome]
    wanted = request.GET.get("outcome", "")
    outcome = wanted if wanted in ImportRow.Outcome.values else next((one.value for one, count in counted if count), ImportRow.Outcome.NEW)
    page = Paginator(batch.rows.filter(outcome=outcome), ROWS_SHOWN).get_page(request.GET.get("page"))
    kinds = kinds_by_code()
    context = {
        "batch": batch,
        "counted": counted,
        "outcome": outcome,
        "page": page,
        "rows": [(row, queries.changes_of(row, kinds=kinds)) for row in page],
        "form": ApplyImportForm(must_say_why=_waits(batch)),
        "can_apply": batch.state != ImportBatch.State.APPLIED,
    }
    return render(request, "editorial/import_view.html", context)


@require_POST
@requires("bring-in-registers")
def apply(request: HttpRequest, batch_id) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    form = ApplyImportForm(request.POST, must_say_why=_waits(batch))
    if not form.is_valid():
        messages.error(request, _("Nothing was changed. Write why it is right that so many are gone."))
        return redirect("editorial:import-view", batch.pk)
    try:
        apply_import(batch, now=timezone.now(), accepted_because=form.cleaned_data["because"])
    except DirectoryError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Done. What is new or changed stands on the site now."))
    return redirect("editorial:import-view", batch.pk)


@require_POST
@requires("bring-in-registers")
def take_gone_down(request: HttpRequest, batch_id) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=batch_id, state=ImportBatch.State.APPLIED)
    count = unpublish_gone(batch, by=request.user)
    messages.success(request, _("%(count)d taken off the public pages. Nothing was deleted.") % {"count": count})
    return redirect("editorial:import-view", batch.pk)


def _stage(answer: dict, *, by) -> ImportBatch:
    """Put the upload where a reader can open it, for as long as it is read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / _file_name(answer["file"])
        with path.open("wb") as target:
            shutil.copyfileobj(answer["file"], target)
        reading = source_of(answer["source"]).read(Order(path, answer["area"], answer["as_of"]))
        return stage_import(reading, by=by, now=timezone.now())


def _file_name(upload: UploadedFile) -> str:
    """The name it had at the officer's: it may hold the day that the file speaks of."""
    return get_valid_filename(Path(upload.name or "").name or "register.csv")[-120:]


def _waits(batch: ImportBatch) -> bool:
    return batch.state == ImportBatch.State.WAITING
