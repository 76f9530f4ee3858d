from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class AudiencePage(Page):
    """The questions of one audience on one page, grouped by topic; each opens in place."""

    class Audience(models.TextChoices):
        PARENT_CARER = "parent-carer", _("Parents and carers")
        YOUNG_PERSON = "young-person", _("Young people")
        PROFESSIONAL = "professional", _("Professionals")

    audience = models.CharField(max_length=20, choices=Audience.choices, unique=True)
    introduction = models.TextField(blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("audience"), FieldPanel("introduction")]
    parent_page_types = ["guidance.HomePage"]
    subpage_types: list[str] = []

    def get_context(self, request, *args, **kwargs):
        from ..queries import audience_context

        return super().get_context(request, *args, **kwargs) | audience_context(self)
