import uuid
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..terms import FEATURES, KINDS, LANGUAGES, NEEDS, TOPICS
from .location import Location
from .service_set import ServiceQuerySet
from .sourced import Sourced, source_constraints
from .taxonomy import TaxonomyTerm

OLDEST_MONTHS = 312  # 26 years: SEND law ends at 25, Care Act help goes on; nothing above says more than "no upper age"


class Service(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, Sourced, ClusterableModel):
    """Something a family can use: a nursery, a club, a therapy, a council team. Open Referral's `service`.

    The row is what families see; a change is a Wagtail revision until somebody publishes it. Three kinds of field are no
    part of a revision and keep the row's value when a draft is published (`with_content_json`): where the record came
    from, who confirmed it, and whether it is held back. A register fills what it knows; an unknown fact stays empty and is
    said to be unknown: no age means any age, and never hides a service.
    """

    class Route(models.TextChoices):
        UNKNOWN = "", _("We do not know yet")
        OPEN = "open", _("Just turn up")
        BOOK = "book", _("Contact them and book")
        APPLY = "apply", _("Apply to the council")
        REFERRAL = "referral", _("Ask a professional to refer you")
        PANEL = "panel", _("A panel decides")
        PLAN = "plan", _("Named in an EHC plan (education, health and care plan)")

    NOT_IN_REVISIONS = (
        "source", "source_id", "source_area", "source_as_of", "source_page", "source_dated", "source_read_on", "source_hash", "provenance",
        "assured_on", "assured_by_id",
        "held_back_on", "held_back_by_id", "held_back_because",
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    summary = models.CharField(_("in one line"), max_length=300, blank=True)
    description = models.TextField(_("what to expect"), blank=True, help_text=_("Plain text. An empty line begins a paragraph."))
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="services", verbose_name=_("who provides it")
    )
    kind = models.ForeignKey(
        TaxonomyTerm, on_delete=models.PROTECT, related_name="+", verbose_name=_("kind"), limit_choices_to={"taxonomy__code": KINDS}
    )
    topics = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", verbose_name=_("topics"), limit_choices_to={"taxonomy__code": TOPICS}
    )
    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", verbose_name=_("needs it is for"), limit_choices_to={"taxonomy__code": NEEDS}
    )
    features = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", verbose_name=_("what sessions offer"), limit_choices_to={"taxonomy__code": FEATURES}
    )

    is_for_everyone = models.BooleanField(
        _("for every child and young person with SEND, whatever their need"), default=False,
        help_text=_("Say so only where they do. Empty needs mean that we do not know."),
    )  # fmt: skip
    min_age_months = models.PositiveSmallIntegerField(
        _("youngest, in months"), null=True, blank=True, help_text=_("Leave empty for any age. 2 years is 24.")
    )
    max_age_months = models.PositiveSmallIntegerField(
        _("oldest, in months"), null=True, blank=True, help_text=_("The last month counts: up to 4 years 11 months is 59.")
    )
    needs_diagnosis = models.BooleanField(_("a diagnosis is needed"), null=True, blank=True)
    needs_plan = models.BooleanField(_("an EHC plan is needed"), null=True, blank=True)
    area_words = models.CharField(_("serves, in words"), max_length=200, blank=True)

    route = models.CharField(_("how to get a place"), max_length=10, choices=Route.choices, blank=True)
    route_words = models.TextField(_("how to get a place, in words"), blank=True)
    route_link = models.URLField(_("where to read how to get a place"), max_length=300, blank=True)
    route_form = models.URLField(_("form to fill in"), max_length=300, blank=True)
    route_phone = models.CharField(_("number to ring for a place"), max_length=40, blank=True)
    places = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    vacancies = models.PositiveSmallIntegerField(_("free places"), null=True, blank=True)
    vacancies_on = models.DateField(_("free places as they were on"), null=True, blank=True)
    waiting_words = models.CharField(_("waiting time"), max_length=200, blank=True, help_text=_("As in: about 6 weeks."))
    waiting_on = models.DateField(_("waiting time as it was on"), null=True, blank=True)

    is_online = models.BooleanField(_("online"), default=False)
    is_by_phone = models.BooleanField(_("by phone"), default=False)
    is_at_home = models.BooleanField(_("they come to your home"), default=False)
    languages = ParentalManyToManyField(
        TaxonomyTerm,
        blank=True,
        related_name="+",
        verbose_name=_("languages spoken or signed"),
        limit_choices_to={"taxonomy__code": LANGUAGES},
    )
    accessibility = models.TextField(_("access and facilities"), blank=True)
    transport = models.TextField(_("getting there"), blank=True, help_text=_("Buses, parking, whether they fetch people."))
    expected_note = models.TextField(
        _("expected to be available"), blank=True, help_text=_("What the council expects this service to offer children with SEND.")
    )
    closed_from = models.DateField(_("closed for now, from"), null=True, blank=True)
    closed_to = models.DateField(_("closed for now, last day"), null=True, blank=True, help_text=_("Leave empty while nobody knows."))
    closed_because = models.CharField(_("why it is closed"), max_length=200, blank=True)

    funding = models.TextField(_("who pays for it"), blank=True)
    decided_by = models.CharField(_("who decides who gets it"), max_length=200, blank=True)
    commissioned_by = models.CharField(_("who asked for it to be there"), max_length=200, blank=True, help_text=_("Who commissions it."))
    complain_words = models.TextField(_("how to complain"), blank=True)
    complain_link = models.URLField(_("where to complain"), max_length=300, blank=True)
    schedule2 = models.JSONField(_("duties of Schedule 2 it is evidence of"), default=list, blank=True)
    custom = models.JSONField(_("fields of our own"), default=dict, blank=True)

    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("web address"), max_length=300, blank=True)

    registers = models.CharField(_("registers it is on"), max_length=200, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    inspected_on = models.DateField(_("last inspected on"), null=True, blank=True)
    inspection_report = models.URLField(_("inspection reports"), max_length=300, blank=True)

    source_area = models.CharField(_("part of the source"), max_length=120, blank=True, editable=False)
    source_as_of = models.DateField(_("day the source speaks of"), null=True, blank=True, editable=False)
    source_page = models.URLField(_("page it was read on"), max_length=500, blank=True, editable=False)
    source_dated = models.CharField(_("date of that page, in words"), max_length=60, blank=True, editable=False)
    source_read_on = models.DateField(_("day that page was read"), null=True, blank=True, editable=False)
    source_hash = models.CharField(_("sum of what the file said"), max_length=64, blank=True, editable=False)
    assured_on = models.DateField(_("confirmed on"), null=True, blank=True, editable=False)
    assured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    held_back_on = models.DateField(_("held back on"), null=True, blank=True, editable=False)
    held_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("held back by"),
    )
    held_back_because = models.CharField(_("why it is held back"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("service")
        # Wagtail makes these when the desk registers the snippet; the permission table names them with or without a desk.
        permissions = [
            ("publish_service", "Can publish service"),
            ("lock_service", "Can lock service"),
            ("unlock_service", "Can unlock service"),
        ]
        indexes = [
            models.Index(fields=["live", "name"], name="service_live_name"),
            models.Index(fields=["source", "source_area"], name="service_source"),
            models.Index(fields=["live", "kind", "name"], name="service_live_kind"),
            models.Index(fields=["live", "assured_on"], name="service_live_assured"),
            models.Index(fields=["route"], name="service_route"),
            models.Index(fields=["min_age_months", "max_age_months"], name="service_ages"),
        ]
        constraints = [
            *source_constraints("service"),
            models.CheckConstraint(
                condition=Q(min_age_months__isnull=True) | Q(max_age_months__isnull=True) | Q(min_age_months__lte=F("max_age_months")),
                name="service_youngest_before_oldest",
            ),
            models.CheckConstraint(
                condition=(Q(min_age_months__isnull=True) | Q(min_age_months__range=(0, OLDEST_MONTHS)))
                & (Q(max_age_months__isnull=True) | Q(max_age_months__range=(0, OLDEST_MONTHS))),
                name="service_ages_are_0_to_312_months",
            ),
            models.CheckConstraint(
                condition=Q(waiting_words="", waiting_on__isnull=True) | (~Q(waiting_words="") & Q(waiting_on__isnull=False)),
                name="service_waiting_time_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(vacancies__isnull=True, vacancies_on__isnull=True) | Q(vacancies__isnull=False, vacancies_on__isnull=False),
                name="service_vacancies_have_their_day",
            ),
            models.CheckConstraint(
                condition=Q(vacancies__isnull=True) | Q(places__isnull=True) | Q(vacancies__lte=F("places")),
                name="service_vacancies_are_places",
            ),
            models.CheckConstraint(
                condition=Q(closed_from__isnull=True, closed_to__isnull=True, closed_because="")
                | (Q(closed_from__isnull=False) & (Q(closed_to__isnull=True) | Q(closed_from__lte=F("closed_to")))),
                name="service_closed_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(assured_on__isnull=True, assured_by__isnull=True) | Q(assured_on__isnull=False, assured_by__isnull=False),
                name="service_assured_on_with_assured_by",
            ),
            models.CheckConstraint(
                condition=Q(held_back_on__isnull=True, held_back_by__isnull=True, held_back_because="")
                | (Q(held_back_on__isnull=False, held_back_by__isnull=False) & ~Q(held_back_because="")),
                name="service_held_back_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        """The decorative end of the address; a name with no Latin letter gets a plain word."""
        return slugify(self.name)[:80].strip("-") or "service"

    def get_absolute_url(self) -> str:
        return reverse("directory:service-view", args=[self.pk, self.slug])

    @property
    def locations(self) -> list[Location]:
        """Its places, the main one first."""
        return [at.location for at in self.at_locations.all()]

    def clean(self) -> None:
        """Say in words what the database would refuse."""
        super().clean()
        problems = {}
        if None not in (self.min_age_months, self.max_age_months) and self.min_age_months > self.max_age_months:
            problems["max_age_months"] = _("The oldest age must not be below the youngest.")
        for name in ("min_age_months", "max_age_months"):
            if (getattr(self, name) or 0) > OLDEST_MONTHS:
                problems[name] = _("Write the age in months, at most 312 (26 years), or leave it empty.")
        problems |= self._problems_of_days()
        if problems:
            raise ValidationError(problems)

    def _problems_of_days(self) -> dict:
        problems = {}
        if bool(self.waiting_words) != bool(self.waiting_on):
            problems["waiting_on"] = _("Give the waiting time together with the day it was right on.")
        if (self.vacancies is None) != (self.vacancies_on is None):
            problems["vacancies_on"] = _("Give the free places together with the day they were free.")
        if None not in (self.vacancies, self.places) and self.vacancies > self.places:
            problems["vacancies"] = _("There cannot be more free places than places.")
        if self.closed_from is None and (self.closed_to or self.closed_because):
            problems["closed_from"] = _("Give the first day on which it is closed.")
        if self.closed_from and self.closed_to and self.closed_from > self.closed_to:
            problems["closed_to"] = _("The last day must not be before the first.")
        return problems

    def is_closed_on(self, day: date) -> bool:
        """Whether it is closed for now. Without a last day it stays so until somebody says otherwise."""
        return self.closed_from is not None and self.closed_from <= day and (self.closed_to is None or day <= self.closed_to)

    def with_content_json(self, content: dict) -> "Service":
        """Return the service as in this revision, but sourced, confirmed and held back as the row is now."""
        service = super().with_content_json(content)
        for name in self.NOT_IN_REVISIONS:
            setattr(service, name, getattr(self, name))
        return service

    def get_preview_template(self, request, mode_name: str) -> str:
        return "directory/service_view.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        from ..service_page import service_page

        return super().get_preview_context(request, mode_name) | service_page(self)
