import uuid

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

ENGLAND = "E92000001"  # Office for National Statistics, code of the country
AREA_CODE = RegexValidator(
    r"^([A-Z]{1,2}[0-9][A-Z0-9]?( [0-9])?|[EWSN][0-9]{8})$",
    _("Write the first half of a postcode (LU3), a sector (LU3 2), or a district's number (E06000032)."),
)


class ServiceArea(models.Model):
    """Part of the area that a service serves. Open Referral's `service_area`.

    `code` is the first half of a postcode ("LU3"), a sector ("LU3 2"), or the number of a district or of England as the Office
    for National Statistics gives it. A service without any has said nothing, and is left out of no list.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(_("area"), max_length=9, validators=[AREA_CODE], help_text=_("LU3, or LU3 2, or E06000032 for a district."))
    name = models.CharField(_("in words"), max_length=120, blank=True, help_text=_("As in: all of Exampleton."))

    class Meta:
        ordering = ["code"]
        verbose_name = _("area it serves")
        verbose_name_plural = _("areas it serves")
        indexes = [models.Index(fields=["code", "service"], name="area_code")]
        constraints = [models.UniqueConstraint(fields=["service", "code"], name="service_serves_an_area_once")]

    def __str__(self) -> str:
        return self.name or self.code
