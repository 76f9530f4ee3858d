"""Who a page speaks to."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Audience(TextChoices):
    PARENT_CARER = "parent-carer", _("Parents and carers")
    YOUNG_PERSON = "young-person", _("Young people")
    PROFESSIONAL = "professional", _("Professionals")
