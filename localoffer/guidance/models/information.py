from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from .reviewed import ReviewedPage


class InformationPage(ReviewedPage):
    """A plain page: about, privacy, other formats, urgent help."""

    parent_page_types = ["guidance.HomePage"]
    subpage_types: list[str] = []
    promote_panels = [*Page.promote_panels, FieldPanel("contact_keys"), *ReviewedPage.review_panels]

    def get_context(self, request, *args, **kwargs):
        from ..queries import information_context

        return super().get_context(request, *args, **kwargs) | information_context(self)
