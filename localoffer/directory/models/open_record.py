from typing import Self

from django.db import models

from .service import Service


class OpenRecordQuerySet(models.QuerySet):
    def given(self) -> Self:
        """Services that other systems are given."""
        return self.filter(is_public=True, problem="")

    def held_out(self) -> Self:
        """Services that families see and other systems are not given, because the record would break the standard."""
        return self.filter(is_public=True).exclude(problem="")

    def removed(self) -> Self:
        """Services that were given once and are no longer there for anybody."""
        return self.filter(is_public=False)


class OpenRecord(models.Model):
    """What other systems are told of a service: when it last changed, that it is gone, or what keeps it out of open data.

    One row for each service that families have ever seen; written by `actions.open_records` whenever the house is told that a
    service changed. The row outlives the service (hence no constraint on the key), because whoever keeps a copy must learn that
    a record is gone. `changed_at` is the moment at which anything that the record says may have changed: the service itself, its
    place, its organisation, a word it is sorted by. `problem` is for officers, in words.

    Lists are counted and paged on this narrow table, and only the rows of one page are read from the wide ones.
    """

    wagtail_reference_index_ignore = True

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="open_record")
    changed_at = models.DateTimeField()
    is_public = models.BooleanField()
    problem = models.CharField(max_length=300, blank=True)

    objects = OpenRecordQuerySet.as_manager()

    class Meta:
        ordering = ["service"]
        indexes = [
            models.Index(fields=["is_public", "problem", "service"], name="open_record_given"),
            models.Index(fields=["is_public", "changed_at"], name="open_record_changed"),
        ]

    def __str__(self) -> str:
        return str(self.service_id)
