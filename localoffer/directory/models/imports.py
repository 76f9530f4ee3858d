import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ImportBatchQuerySet(models.QuerySet):
    def applied(self) -> "ImportBatchQuerySet":
        """Those whose rows are in the directory, the newest first."""
        return self.filter(state=ImportBatch.State.APPLIED).order_by("-applied_at")

    def waiting(self) -> "ImportBatchQuerySet":
        """Those that a person must look at, the oldest first."""
        return self.filter(state=ImportBatch.State.WAITING).order_by("staged_at")


class ImportBatch(models.Model):
    """One reading of one file: staged, then applied whole, or waiting for a person.

    `area` is the part of the source that was read (a local authority), `as_of` the day the file speaks of, `counts` what
    was found: {"rows", "new", "changed", "same", "kept", "refused", "gone", "home_based", "childminders", …}.
    """

    class State(models.TextChoices):
        STAGED = "staged", _("read, not applied")
        WAITING = "waiting", _("waits for a person")
        APPLIED = "applied", _("applied")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.SlugField(max_length=40)
    area = models.CharField(max_length=120, blank=True)
    as_of = models.DateField(null=True, blank=True)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State.choices, default=State.STAGED)
    waits_because = models.TextField(blank=True)
    accepted_because = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    staged_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        ordering = ["-staged_at"]
        verbose_name = _("import")
        indexes = [models.Index(fields=["source", "area", "-applied_at"], name="batch_latest")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["staged", "waiting", "applied"]), name="batch_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="applied", applied_at__isnull=False) | (~Q(state="applied") & Q(applied_at__isnull=True)),
                name="batch_applied_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(state="waiting") | ~Q(waits_because=""), name="batch_waits_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.get_state_display()})"


class ImportRow(models.Model):
    """What one row of the file means for the directory. Rows that change nothing are counted in the batch, not kept.

    `row_number` counts as a spreadsheet does, the file's first line being 1; none for a record that the file no longer
    names. `changes` is {field: [value now, value in the file]}.
    """

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        KEPT = "kept", _("kept, because a person changed it")
        REFUSED = "refused", _("refused")
        GONE = "gone", _("no longer in the file")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    row_number = models.PositiveIntegerField(null=True, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)

    class Meta:
        ordering = ["batch", F("row_number").asc(nulls_last=True), "source_id"]
        verbose_name = _("row of an import")
        indexes = [models.Index(fields=["batch", "outcome", "id"], name="row_by_outcome")]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=["new", "changed", "kept", "refused", "gone"]), name="row_outcome_is_known"),
            models.CheckConstraint(condition=~Q(outcome="refused") | ~Q(reason=""), name="row_refused_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.row_number or '-'}: {self.get_outcome_display()}"
