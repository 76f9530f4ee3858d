import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


class Schedule(models.Model):
    """When a service runs: local dates and London wall time, never instants. `weekdays` is "MO,WE" as in RFC 5545."""

    class Term(models.TextChoices):
        ALL_YEAR = "all-year", _("All year")
        TERM_TIME = "term-time", _("In term time")
        HOLIDAYS = "holidays", _("In the school holidays")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey(
        "directory.Location", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    words = models.CharField(_("when, in words"), max_length=200, blank=True, help_text=_("As in: every first Saturday, 10am to 12 noon."))
    term = models.CharField(_("part of the year"), max_length=10, choices=Term.choices, blank=True)
    weekdays = models.CharField(_("days"), max_length=20, blank=True, help_text=_("Two letters each: MO,TU,WE,TH,FR,SA,SU."))
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("until"), null=True, blank=True)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        ordering = ["valid_from", "opens_at"]
        verbose_name = _("time")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, closes_at__isnull=True)
                | Q(opens_at__isnull=False, closes_at__isnull=False, opens_at__lt=F("closes_at")),
                name="schedule_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="schedule_begins_before_it_ends",
            ),
            models.CheckConstraint(
                condition=~Q(words="") | ~Q(weekdays="") | Q(opens_at__isnull=False) | ~Q(term=""), name="schedule_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_term_display() or self.weekdays
