from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from ..audiences import Audience
from .public import PublicPage


class AudiencePage(PublicPage):
    """The questions of one audience on one page, grouped by topic; each opens in place."""

    audience = models.CharField(max_length=20, choices=Audience.choices, unique=True)
    introduction = models.TextField(blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("audience"), FieldPanel("introduction")]
    parent_page_types = ["guidance.HomePage"]
    subpage_types: list[str] = []

    def own_context(self) -> dict:
        from ..queries import audience_context

        return audience_context(self)
