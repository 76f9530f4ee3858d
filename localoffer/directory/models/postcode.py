from django.db import models
from django.utils.translation import gettext_lazy as _


class Postcode(models.Model):
    """A point for a postcode, for its sector or for its first half: one table, three levels, one look-up.

    `code` is the normal form with one blank ("LU4 9AB", "LU4 9", "LU4"), which no two levels share. Latitude and longitude
    are WGS84 degrees, of the postcode or the mean of all postcodes in the sector or first half (`postcodes` of them).
    Source: Ordnance Survey Code-Point Open; Great Britain only. See ADR 7.
    """

    class Level(models.TextChoices):
        POSTCODE = "postcode", _("postcode")
        SECTOR = "sector", _("sector")
        OUTWARD = "outward", _("first half")

    code = models.CharField(max_length=8, primary_key=True)
    level = models.CharField(max_length=8, choices=Level.choices)
    latitude = models.FloatField()
    longitude = models.FloatField()
    district_code = models.CharField(max_length=9, blank=True)
    postcodes = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=["postcode", "sector", "outward"]), name="postcode_level_is_known"),
            models.CheckConstraint(
                condition=models.Q(latitude__gte=49, latitude__lte=61.5, longitude__gte=-9, longitude__lte=2.5),
                name="postcode_is_in_great_britain",
            ),
        ]

    def __str__(self) -> str:
        return self.code
