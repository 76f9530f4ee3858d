import uuid
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, FloatField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Sqrt
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from ..geography import Flattened, HasPoint
from ..terms import FEATURES, KINDS, NEEDS, TOPICS
from .location import Location, ServiceAtLocation
from .sourced import Sourced, source_constraints
from .taxonomy import TaxonomyTerm

OLDEST_MONTHS = 312  # 26 years: SEND law ends at 25, Care Act help goes on; nothing above says more than "no upper age"


class ServiceQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What families may see: live, and not held back by a person."""
        return self.filter(live=True, held_back_on__isnull=True)

    def with_distance(self, place: HasPoint) -> Self:
        """Add `distance_metres`, from the place to the nearest door; none for a service without a point."""
        flat = Flattened(place)
        metres = (
            ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__latitude__isnull=False)
            .annotate(metres=Sqrt(flat.squared_metres("location__latitude", "location__longitude"), output_field=FloatField()))
            .order_by("metres")
            .values("metres")[:1]
        )
        return self.annotate(distance_metres=Subquery(metres, output_field=FloatField()))

    def near(self, place: HasPoint, *, within_metres: float) -> Self:
        """Services with a door within so many metres, the nearest first, with `distance_metres`.

        The box narrows by the index on latitude and longitude; the distance is then worked out for what is in it.
        """
        box = Flattened(place).box(within_metres)
        inside = ServiceAtLocation.objects.filter(
            service=OuterRef("pk"),
            location__latitude__range=(box.south, box.north),
            location__longitude__range=(box.west, box.east),
        )
        near = self.filter(Exists(inside)).with_distance(place).filter(distance_metres__lte=within_metres)
        return near.order_by("distance_metres", "name", "pk")

    def nearest_first(self, place: HasPoint) -> Self:
        """All of them, the nearest first; those without a point come last."""
        return self.with_distance(place).order_by(F("distance_metres").asc(nulls_last=True), "name", "pk")

    def for_age_months(self, months: int, *, through: int | None = None) -> Self:
        """Services for somebody of this age, or of an age from `months` `through` when only the year is known.

        One that states no age is for any age and is never left out.
        """
        return self.filter(
            Q(min_age_months__isnull=True) | Q(min_age_months__lte=months if through is None else through),
            Q(max_age_months__isnull=True) | Q(max_age_months__gte=months),
        )

    def of_kinds(self, kinds: list[str]) -> Self:
        """Services of any of these kinds, by the codes of the taxonomy `service-kinds`."""
        return self.filter(kind__in=TaxonomyTerm.objects.of(KINDS).filter(code__in=kinds).order_by())

    def for_listing(self) -> Self:
        """With all that a card prints."""
        doors = Prefetch("at_locations", ServiceAtLocation.objects.select_related("location"))
        return self.select_related("organisation", "kind").prefetch_related(doors, "cost_options", "schedules", "features")

    def for_detail(self) -> Self:
        """With all that a service's own page prints, and what search reads."""
        return self.for_listing().prefetch_related("needs__parent", "topics", "schedules__location")


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
        PLAN = "plan", _("Named in an EHC plan (education, health and care plan)")

    NOT_IN_REVISIONS = (
        "source", "source_id", "source_area", "source_as_of", "provenance", "assured_on", "assured_by_id",
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

    min_age_months = models.PositiveSmallIntegerField(
        _("youngest, in months"), null=True, blank=True, help_text=_("Leave empty for any age. 2 years is 24.")
    )
    max_age_months = models.PositiveSmallIntegerField(
        _("oldest, in months"), null=True, blank=True, help_text=_("The last month counts: up to 4 years 11 months is 59.")
    )
    places = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    route = models.CharField(_("how to get a place"), max_length=10, choices=Route.choices, blank=True)
    route_words = models.TextField(_("how to get a place, in words"), blank=True)
    waiting_words = models.CharField(_("waiting time"), max_length=200, blank=True, help_text=_("As in: about 6 weeks."))
    waiting_on = models.DateField(_("waiting time as it was on"), null=True, blank=True)
    accessibility = models.TextField(_("access and facilities"), blank=True)
    expected_note = models.TextField(
        _("expected to be available"), blank=True, help_text=_("What the council expects this service to offer children with SEND.")
    )

    phone = models.CharField(_("phone number"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    website = models.URLField(_("web address"), max_length=300, blank=True)
    area_outward = models.CharField(
        _("serves these postcodes"), max_length=300, blank=True, help_text=_("First halves, with spaces between: LU1 LU2.")
    )
    area_words = models.CharField(_("serves, in words"), max_length=200, blank=True)

    registers = models.CharField(_("registers it is on"), max_length=200, blank=True)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    inspected_on = models.DateField(_("last inspected on"), null=True, blank=True)
    inspection_report = models.URLField(_("inspection reports"), max_length=300, blank=True)

    source_area = models.CharField(_("part of the source"), max_length=120, blank=True, editable=False)
    source_as_of = models.DateField(_("day the source speaks of"), null=True, blank=True, editable=False)
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

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("summary"), FieldPanel("description"), FieldPanel("kind"),
                         FieldPanel("organisation")], heading=_("What it is")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("min_age_months"), FieldPanel("max_age_months")]), FieldPanel("needs"),
                         FieldPanel("topics")], heading=_("Who it is for")),
        InlinePanel("schedules", heading=_("When"), label=_("time")),
        InlinePanel("at_locations", heading=_("Where"), label=_("place")),
        MultiFieldPanel([FieldPanel("area_outward"), FieldPanel("area_words")], heading=_("Who lives where it serves")),
        InlinePanel("cost_options", heading=_("Cost"), label=_("cost")),
        MultiFieldPanel([FieldPanel("route"), FieldPanel("route_words"), FieldPanel("places"),
                         FieldRowPanel([FieldPanel("waiting_words"), FieldPanel("waiting_on")])], heading=_("Getting a place")),
        MultiFieldPanel([FieldPanel("features"), FieldPanel("accessibility"), FieldPanel("expected_note")], heading=_("SEND support")),
        MultiFieldPanel([FieldPanel("phone"), FieldPanel("email"), FieldPanel("website")], heading=_("Contact")),
        MultiFieldPanel([FieldPanel("registers"), FieldPanel("registered_on"), FieldPanel("inspected_on"),
                         FieldPanel("inspection_report")], heading=_("From the register")),
    ]  # fmt: skip

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
        if bool(self.waiting_words) != bool(self.waiting_on):
            problems["waiting_on"] = _("Give the waiting time together with the day it was right on.")
        if problems:
            raise ValidationError(problems)

    def with_content_json(self, content: dict) -> "Service":
        """Return the service as in this revision, but sourced, confirmed and held back as the row is now."""
        service = super().with_content_json(content)
        for name in self.NOT_IN_REVISIONS:
            setattr(service, name, getattr(self, name))
        return service

    def get_preview_template(self, request, mode_name: str) -> str:
        return "directory/service_view.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        from ..cards import service_page

        return super().get_preview_context(request, mode_name) | service_page(self)
