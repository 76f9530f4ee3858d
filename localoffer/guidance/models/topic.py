from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.terms import TOPICS

from .public import PublicPage


class TopicIndexPage(PublicPage):
    """All topics as cards."""

    parent_page_types = ["guidance.HomePage"]
    subpage_types = ["guidance.TopicPage"]
    max_count = 1

    def own_context(self) -> dict:
        from ..queries import topic_cards

        return {"topics": topic_cards()}


class TopicPage(PublicPage):
    """The words of one topic: a term of the taxonomy `topics`, which questions and services share."""

    term = models.OneToOneField(
        TaxonomyTerm, on_delete=models.PROTECT, related_name="topic_page", limit_choices_to={"taxonomy__code": TOPICS}
    )
    summary = models.CharField(max_length=160, blank=True)
    introduction = models.TextField(blank=True)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [*Page.content_panels, FieldPanel("term"), FieldPanel("summary"), FieldPanel("introduction")]
    parent_page_types = ["guidance.TopicIndexPage", "guidance.TopicPage"]
    subpage_types = ["guidance.TopicPage"]

    def own_context(self) -> dict:
        from ..queries import topic_context

        return topic_context(self)

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Two levels and no more: a topic, and a topic inside it."""
        is_inside = parent.specific_class is TopicPage and parent.get_parent().specific_class is TopicPage
        return super().can_create_at(parent) and not is_inside

    def clean(self) -> None:
        """The address is the term's code: `/topics/travel/school-travel/` is the term `travel/school-travel`."""
        super().clean()
        if self.term_id and self.slug != self.term.code.rsplit("/", 1)[-1]:
            words = _("The address of this topic must be “%(slug)s”, as in the list of topics.")
            raise ValidationError({"slug": words % {"slug": self.term.code.rsplit("/", 1)[-1]}})
