from django.db import models


class ContentVersion(models.Model):
    """One number that rises with each change a visitor could see. Cached pages carry the number they were made at."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="content_version_is_one_row")]

    def __str__(self) -> str:
        return str(self.number)
