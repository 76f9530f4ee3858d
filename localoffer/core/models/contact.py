from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from ..opening_hours import OpeningHours, validate_opening_hours


class HelpContact(models.Model):
    """Somebody a family can turn to: a council team, a helpline, a charity. Never a named person.

    A number stands here only when a page of the body itself, or a page that quotes it, was seen to state it (`seen_on`,
    `source`). `confirmed_on` is the day a person of this council checked it, and nothing but that person sets it.
    """

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    what = models.CharField(_("what they can do for you"), max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True, validators=[RegexValidator(r"^[0-9 ]{3,20}$", _("Write digits and spaces only."))])
    text = models.CharField(_("text number"), max_length=20, blank=True)
    text_word = models.CharField(_("word to text"), max_length=20, blank=True)
    email = models.EmailField(blank=True)
    web = models.CharField(_("web address"), max_length=300, blank=True, help_text=_("Without https://"))
    hours = models.CharField(
        max_length=200,
        blank=True,
        validators=[validate_opening_hours],
        help_text=_("For example: Mo-Fr 09:00-17:00; Sa 10:00-12:00. Or 24/7."),
    )
    hours_in_words = models.CharField(max_length=200, blank=True)
    no_call = models.CharField(_("a way that is not a call"), max_length=300, blank=True)
    is_local = models.BooleanField(default=False)
    urgent_order = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Place in the urgent help panel."))
    footer_order = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("Place in the footer of every page."))
    source = models.CharField(max_length=300, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(_("checked by the council on"), null=True, blank=True)
    note = models.TextField(_("note for officers"), blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("help contact")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def opening_hours(self) -> OpeningHours | None:
        return OpeningHours.parse(self.hours) if self.hours else None

    @property
    def phone_link(self) -> str:
        return f"tel:{self.phone.replace(' ', '')}" if self.phone else ""

    @property
    def is_reachable(self) -> bool:
        return bool(self.phone or self.text or self.email or self.web)

    @property
    def web_link(self) -> str:
        return f"https://{self.web}" if self.web else ""
