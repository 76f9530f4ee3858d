import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .sourced import Sourced, source_constraints


class Organisation(Sourced):
    """Who provides a service: a company, a charity, a school, a team of the council. Never a named person.

    The childcare register names the registered person, who is often a private person: it is not read. There each
    provider's own name stands for the organisation until an officer says which larger one it belongs to.
    """

    class Body(models.TextChoices):
        UNKNOWN = "", _("We do not know yet")
        COUNCIL = "council", _("The council")
        NHS = "nhs", _("The NHS")
        SCHOOL = "school", _("A school, college or trust of schools")
        SENDIASS = "sendiass", _("SENDIASS (independent advice on SEND)")
        CHARITY = "charity", _("A charity or group of volunteers")
        COMPANY = "company", _("A company or a person in business")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
    body = models.CharField(
        _("what sort of body"), max_length=8, choices=Body.choices, blank=True,
        help_text=_("Services of the council, the NHS, schools and SENDIASS are never proposed to be held back."),
    )  # fmt: skip
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("web address"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone number"), max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        constraints = source_constraints("organisation")

    def __str__(self) -> str:
        return self.name
