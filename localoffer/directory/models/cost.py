import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey


class CostOption(models.Model):
    """What a family pays. `amount_pence` 0 is free; none means that only the words say it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="cost_options")
    amount_pence = models.PositiveIntegerField(_("amount in pence"), null=True, blank=True, help_text=_("0 is free."))
    unit = models.CharField(_("for"), max_length=60, blank=True, help_text=_("As in: a session, an hour, a term."))
    words = models.CharField(_("who pays this, or how it works"), max_length=200, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["amount_pence"]
        verbose_name = _("cost")
        constraints = [
            models.CheckConstraint(condition=Q(amount_pence__isnull=True) | Q(amount_pence__gte=0), name="cost_is_not_negative"),
            models.CheckConstraint(condition=Q(amount_pence__isnull=False) | ~Q(words=""), name="cost_says_something"),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
                name="cost_begins_before_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.in_words

    @property
    def in_words(self) -> str:
        """`1500`, "a session" → "£15 a session"; `0` → "Free"."""
        if self.amount_pence is None:
            return self.words
        pounds, pence = divmod(self.amount_pence, 100)
        amount = _("Free") if self.amount_pence == 0 else f"£{pounds}.{pence:02d}" if pence else f"£{pounds}"
        return " ".join(
            part for part in (str(amount), self.unit if self.amount_pence else "", f"({self.words})" if self.words else "") if part
        )
