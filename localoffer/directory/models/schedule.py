import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from ..recurrence import ALL_YEAR, HOLIDAYS, TERM_TIME, BadRule, Rule, read_rule


class Schedule(models.Model):
    """When a service runs: local dates, London wall time and a rule of RFC 5545; never instants, never only words.

    One of three: a rule ("FREQ=WEEKLY;BYDAY=SA") between a first and a last day, either of which may be open; one day
    (first and last day the same, no rule); or only a part of the year, for a service whose days nobody has told us.
    Expanded by `directory.recurrence`. `words` add to it ("ring the bell at the side"); they never stand for it.
    """

    class Term(models.TextChoices):
        ALL_YEAR = ALL_YEAR, _("All year")
        TERM_TIME = TERM_TIME, _("In term time")
        HOLIDAYS = HOLIDAYS, _("In the school holidays")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="schedules")
    location = models.ForeignKey(
        "directory.Location", on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("place")
    )
    rrule = models.CharField(_("how often"), max_length=100, blank=True, help_text=_("Leave empty for one day only."))
    opens_at = models.TimeField(_("from"), null=True, blank=True)
    closes_at = models.TimeField(_("until"), null=True, blank=True)
    is_all_day = models.BooleanField(_("all day and all night"), default=False)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)
    term = models.CharField(_("part of the year"), max_length=10, choices=Term.choices, blank=True)
    opens_on_bank_holidays = models.BooleanField(
        _("open on bank holidays"), null=True, blank=True, help_text=_("While it is unknown we do not say that they are open on one.")
    )
    words = models.CharField(_("anything to add"), max_length=200, blank=True, help_text=_("As in: come to the side door."))

    class Meta:
        ordering = ["valid_from", "opens_at", "pk"]
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
            models.CheckConstraint(condition=~Q(rrule="") | ~Q(term="") | Q(valid_from__isnull=False), name="schedule_says_when"),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True, is_all_day=False)
                | ~Q(rrule="")
                | Q(valid_from__isnull=False, valid_to__isnull=False, valid_from=F("valid_to")),
                name="schedule_hours_belong_to_days",
            ),
            models.CheckConstraint(condition=Q(is_all_day=False) | Q(opens_at__isnull=True), name="schedule_all_day_has_no_hours"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=False) | (~Q(rrule__contains="INTERVAL") & ~Q(rrule__startswith="FREQ=YEARLY")),
                name="schedule_every_other_has_a_first_day",
            ),
        ]

    def __str__(self) -> str:
        return self.rrule or self.get_term_display() or str(self.valid_from or self.words)

    @property
    def rule(self) -> Rule:
        """As `directory.recurrence` takes it."""
        return Rule(
            self.rrule,
            self.valid_from,
            self.valid_to,
            self.opens_at,
            self.closes_at,
            self.is_all_day,
            self.term,
            self.opens_on_bank_holidays,
        )

    def clean(self) -> None:
        """Say in words what the database would refuse, and write the rule in its normal form."""
        super().clean()
        problems = self._problems_of_hours()
        if not self.rrule and not self.term and not self.valid_from:
            problems["rrule"] = _("Say when: choose days, or give the first day, or a part of the year.")
        if self.rrule:
            try:
                self.rrule = read_rule(self.rrule)
            except BadRule as problem:
                problems["rrule"] = str(problem)
        if self.valid_from is None and ("INTERVAL" in self.rrule or self.rrule.startswith("FREQ=YEARLY")):
            problems["valid_from"] = _("Give the first day: we count from it.")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            problems["valid_to"] = _("The last day must not be before the first.")
        if problems:
            raise ValidationError(problems)

    def _problems_of_hours(self) -> dict:
        problems = {}
        if (self.opens_at is None) != (self.closes_at is None):
            problems["closes_at"] = _("Give both times, or none.")
        elif self.opens_at and self.closes_at and self.opens_at >= self.closes_at:
            problems["closes_at"] = _("The end must be after the start. For a night, give two times: until 11:59pm, and from midnight.")
        if self.is_all_day and self.opens_at:
            problems["is_all_day"] = _("All day and all night has no times. Take out one of the two.")
        is_one_day = self.valid_from and self.valid_from == self.valid_to
        if (self.opens_at or self.is_all_day) and not self.rrule and not is_one_day:
            problems["rrule"] = _("Say on which days these times are.")
        return problems
