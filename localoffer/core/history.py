"""What is remembered of who changed what, and how it ends.

Wagtail keeps every revision, every line of its log, every review and every note between colleagues for ever, each with a
name. Here all of that goes once it is old, except what is still in force: the latest and the live words of a thing, a
review that is open, and one line of the log for each thing, the last change by a person (loading content asks it).
"""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from wagtail.models import Comment, ModelLogEntry, PageLogEntry, Revision, RevisionMixin, WorkflowState

CHANGES = ("wagtail.create", "wagtail.edit", "wagtail.publish", "wagtail.unpublish", "wagtail.revert")
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """How many of each were removed."""

    notes: int
    reviews: int
    revisions: int
    log_lines: int

    def __str__(self) -> str:
        return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in asdict(self).items())


@transaction.atomic
def prune_history(*, before: datetime) -> HistoryReport:
    """Remove what is older than `before` and no longer in force. Safe to run again. Removes nothing that a family reads."""
    return HistoryReport(
        notes=_prune_notes(before=before),
        reviews=_prune_reviews(before=before),
        revisions=_prune_revisions(before=before),
        log_lines=_prune_log(PageLogEntry, thing=["page_id"], before=before)
        + _prune_log(ModelLogEntry, thing=["content_type_id", "object_id"], before=before),
    )


def _prune_notes(*, before: datetime) -> int:
    """Notes on a page that nobody has written to since. One that nobody answered in all that time is dead too."""
    old = Comment.objects.filter(updated_at__lt=before).exclude(replies__updated_at__gte=before)
    return old.delete()[1].get(Comment._meta.label, 0)


def _prune_reviews(*, before: datetime) -> int:
    old = WorkflowState.objects.filter(created_at__lt=before).exclude(status__in=OPEN).exclude(task_states__finished_at__gte=before)
    return old.delete()[1].get(WorkflowState._meta.label, 0)


def _prune_revisions(*, before: datetime) -> int:
    """One by one: Wagtail moves the notes on a revision to the next. Its own purge_revisions would take the live words too."""
    old = Revision.objects.filter(created_at__lt=before, approved_go_live_at__isnull=True)
    old = old.exclude(task_states__workflow_state__status__in=OPEN)
    for model in _models_with_revisions():
        for name in ("latest_revision", "live_revision"):
            old = old.exclude(pk__in=model._base_manager.filter(**{f"{name}__isnull": False}).values(name))
    revisions = list(old.only("pk", "base_content_type", "object_id", "created_at"))
    for revision in revisions:
        revision.delete()
    return len(revisions)


def _models_with_revisions() -> list[type[models.Model]]:
    """Each model whose own table names a latest and a live revision: all pages share one."""
    found = (model for model in apps.get_models() if issubclass(model, RevisionMixin))
    return [model for model in found if model._meta.get_field("latest_revision").model is model]


def _prune_log(log: type[models.Model], *, thing: list[str], before: datetime) -> int:
    """Old lines, except each thing's last change by a person. Of what was deleted, and of accounts, no old line stays."""
    same = {name: OuterRef(name) for name in thing}
    changes = log._base_manager.filter(action__in=CHANGES, user_id__isnull=False)
    newer, deleted = changes.filter(**same, timestamp__gt=OuterRef("timestamp")), log._base_manager.filter(**same, action="wagtail.delete")
    last = changes.exclude(content_type=ContentType.objects.get_for_model(get_user_model())).filter(~Exists(newer), ~Exists(deleted))
    old = log._base_manager.filter(timestamp__lt=before).exclude(pk__in=last.values("pk"))
    return old.delete()[0]
