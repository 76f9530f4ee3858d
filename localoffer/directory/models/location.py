import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from .sourced import Sourced, source_constraints

ACCESS = (
    "is_step_free", "has_accessible_toilet", "has_changing_place", "has_hoist", "has_lift", "has_hearing_loop",
    "has_blue_badge_parking", "has_quiet_space",
)  # fmt: skip


class Location(Sourced):
    """A place with a door. Latitude and longitude are WGS84 degrees, from its postcode unless a person set them.

    `precision` says how well the point is known: its postcode, only the postcode's sector or first half, or exact. Of a masked
    place only that of the first half is kept: from three distances anybody could work out where a better point is. Whoever
    prints a place uses `address_lines`, never its fields. Each fact of access is yes, no, or (None) not known.
    """

    class Precision(models.TextChoices):
        UNKNOWN = "", _("not known")
        EXACT = "exact", _("set by a person")
        POSTCODE = "postcode", _("middle of the postcode")
        SECTOR = "sector", _("middle of the postcode's sector")
        OUTWARD = "outward", _("middle of the postcode's first half")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name of the place"), max_length=200, blank=True)
    address_1 = models.CharField(_("address, first line"), max_length=160, blank=True)
    address_2 = models.CharField(_("address, second line"), max_length=160, blank=True)
    address_3 = models.CharField(_("address, third line"), max_length=160, blank=True)
    town = models.CharField(_("town"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    precision = models.CharField(_("how exact the point is"), max_length=8, choices=Precision.choices, blank=True)
    is_masked = models.BooleanField(
        _("hide the address"), default=False,
        help_text=_("Families see the town and the first half of the postcode only. For places where people must not be found."),
    )  # fmt: skip
    is_step_free = models.BooleanField(_("step-free way in"), null=True, blank=True)
    has_accessible_toilet = models.BooleanField(_("accessible toilet"), null=True, blank=True)
    has_changing_place = models.BooleanField(_("Changing Places toilet"), null=True, blank=True)
    has_hoist = models.BooleanField(_("hoist"), null=True, blank=True)
    has_lift = models.BooleanField(_("lift to other floors"), null=True, blank=True)
    has_hearing_loop = models.BooleanField(_("hearing loop"), null=True, blank=True)
    has_blue_badge_parking = models.BooleanField(_("Blue Badge parking"), null=True, blank=True)
    has_quiet_space = models.BooleanField(_("quiet space"), null=True, blank=True)
    accessibility = models.TextField(_("getting in and around"), blank=True, help_text=_("Steps, lift, parking, toilets, quiet space."))

    class Meta:
        ordering = ["postcode", "address_1"]
        verbose_name = _("place")
        indexes = [models.Index(fields=["latitude", "longitude"], name="location_point")]
        constraints = [
            *source_constraints("location"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True) | Q(latitude__isnull=False, longitude__isnull=False),
                name="location_latitude_with_longitude",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="location_is_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(is_masked=False) | Q(precision__in=["", "outward"]), name="location_masked_has_no_exact_point"
            ),
        ]

    def __str__(self) -> str:
        return ", ".join(self.address_lines) or self.name or str(self.pk)

    @property
    def address_lines(self) -> list[str]:
        """The lines of the address that families may see, as on an envelope."""
        if self.is_masked:
            return [line for line in (self.town, self.outward) if line]
        lines = (self.name, self.address_1, self.address_2, self.address_3, self.town, self.postcode)
        return list(dict.fromkeys(line for line in lines if line))

    @property
    def area(self) -> str:
        """First half of the postcode with the town: "LU4, Luton"."""
        return ", ".join(part for part in (self.outward, self.town) if part)

    @property
    def outward(self) -> str:
        return self.postcode.partition(" ")[0]


class ServiceAtLocation(Orderable):
    """A service runs at a place. The same service may run at several; the first is its main one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="at_services", verbose_name=_("place"))
    description = models.CharField(_("what runs here"), max_length=300, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("place of a service")
        verbose_name_plural = _("places of a service")
        constraints = [models.UniqueConstraint(fields=["service", "location"], name="service_is_once_at_a_location")]

    def __str__(self) -> str:
        return str(self.location)
