import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DuplicateQuerySet(models.QuerySet):
    def undecided(self) -> "DuplicateQuerySet":
        """Pairs that nobody has looked at, the likest first. One that is off the public pages waits for nobody."""
        shown = Q(first__live=True, first__held_back_on__isnull=True, second__live=True, second__held_back_on__isnull=True)
        return self.filter(shown, decision="").order_by("-likeness", "pk")


class PossibleDuplicate(models.Model):
    """Two services that may be one. Found by `find_duplicates`, decided by a person; a decision is kept for ever.

    A pair stands once: `first` is the one with the smaller number. `reasons` are codes of what is alike ("name", "place", "phone",
    "web"), `likeness` of 0 to 100. Several services may well share a name: that alone makes no pair.
    """

    class Decision(models.TextChoices):
        OPEN = "", _("nobody has decided")
        APART = "apart", _("not a duplicate")
        SAME = "same", _("the same service")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)
    likeness = models.PositiveSmallIntegerField(default=0)
    found_on = models.DateField()
    decision = models.CharField(max_length=5, choices=Decision.choices, blank=True)
    because = models.CharField(_("because"), max_length=300, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        ordering = ["-likeness", "pk"]
        verbose_name = _("possible duplicate")
        indexes = [models.Index(fields=["decision", "-likeness"], name="duplicate_undecided")]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_stands_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_is_in_order"),
            models.CheckConstraint(
                condition=Q(decision="", because="", decided_on__isnull=True)
                | (Q(decision__in=["apart", "same"], decided_on__isnull=False) & ~Q(because="")),
                name="duplicate_decision_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
