import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from ..terms import QUESTIONS
from .taxonomy import TaxonomyTerm


class ProviderAnswer(models.Model):
    """What the provider says to one of our questions on SEND. Always shown as theirs, with the day on which they said it.

    The questions are terms of the taxonomy `provider-questions`, for a council to change. The day is written by a person;
    nothing fills it in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = ParentalKey("directory.Service", on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(
        TaxonomyTerm, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"), limit_choices_to={"taxonomy__code": QUESTIONS}
    )
    words = models.TextField(_("their answer"), help_text=_("In their own words. Plain text."))
    said_on = models.DateField(_("said on"), help_text=_("The day they told us, not today unless that is today."))

    class Meta:
        ordering = ["question__position", "pk"]
        verbose_name = _("answer of the provider")
        verbose_name_plural = _("answers of the provider")
        constraints = [
            models.UniqueConstraint(fields=["service", "question"], name="question_is_answered_once"),
            models.CheckConstraint(condition=~Q(words=""), name="answer_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.question)
