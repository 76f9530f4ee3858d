import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from .sourced import Sourced, source_constraints


class Organisation(Sourced):
    """Who provides a service: a company, a charity, a school, a team of the council. Never a named person.

    The childcare register names the registered person, who is often a private person: it is not read. There each
    provider's own name stands for the organisation until an officer says which larger one it belongs to.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=200)
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
