import uuid

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

CODE = RegexValidator(r"^[a-z][a-z0-9_]*$", _("Use small letters, digits and _, beginning with a letter."))


class CustomField(models.Model):
    """A fact that this council asks of its services and that no other field holds. Made at the desk, without code.

    The values stand in `Service.custom`, {code: value}. A code never changes, and is taken out of use by `is_in_use`, so that
    what was written once is kept.
    """

    class Form(models.TextChoices):
        WORDS = "words", _("words")
        YES_NO = "yes-no", _("yes or no")
        NUMBER = "number", _("a number")
        DAY = "day", _("a day")
        LINK = "link", _("a web address")
        CHOICE = "choice", _("one of a list")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(_("code"), max_length=40, unique=True, validators=[CODE], help_text=_("It never changes."))
    name = models.CharField(_("what families read"), max_length=120, help_text=_("As in: warm drinks while you wait."))
    form = models.CharField(_("kind of answer"), max_length=6, choices=Form.choices)
    choices = models.TextField(_("the list"), blank=True, help_text=_("One to a line."))
    help_text = models.CharField(_("help for who fills it in"), max_length=200, blank=True)
    is_public = models.BooleanField(_("families see it"), default=True)
    is_in_use = models.BooleanField(_("in use"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("field of our own")
        verbose_name_plural = _("fields of our own")
        constraints = [
            models.CheckConstraint(condition=~Q(form="choice") | ~Q(choices=""), name="custom_choice_has_a_list"),
            models.CheckConstraint(
                condition=Q(form__in=["words", "yes-no", "number", "day", "link", "choice"]), name="custom_form_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def choice_list(self) -> list[str]:
        return [line.strip() for line in self.choices.splitlines() if line.strip()]

    def clean(self) -> None:
        super().clean()
        if self.form == self.Form.CHOICE and not self.choice_list:
            raise ValidationError({"choices": _("Write what can be chosen, one to a line.")})
