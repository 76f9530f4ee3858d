import uuid

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class SchoolTerm(models.Model):
    """A stretch of school days without a break, as the council says it: half a term. What lies between two is a holiday.

    Schools may keep other days; the council's stand for all. Days after the last one are neither: nobody has said yet.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=80, help_text=_("As in: autumn 2026, first half."))
    starts_on = models.DateField(_("first day of school"), unique=True)
    ends_on = models.DateField(_("last day of school"), unique=True)

    class Meta:
        ordering = ["starts_on"]
        verbose_name = _("school term")
        constraints = [models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="term_begins_before_it_ends")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a term that overlaps another: a day cannot stand in two."""
        super().clean()
        if self.starts_on is None or self.ends_on is None:
            return
        if self.starts_on > self.ends_on:
            raise ValidationError({"ends_on": _("The last day must not be before the first.")})
        other = SchoolTerm.objects.filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on).exclude(pk=self.pk).first()
        if other:
            raise ValidationError(_("These days are in %(term)s already.") % {"term": other})
