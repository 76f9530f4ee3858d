from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField

from ..easy_read_blocks import EasyReadBody
from .lists import OrderedCodeListField
from .public import PublicPage
from .reviewed import contacts_offered

EASY_READ = "easy-read"


class EasyReadPage(PublicPage):
    """The easy read twin of the question above it: one idea a line, a picture beside each. It has drafts and history of its own.

    Its address is the question's with `easy-read/` after it, and it is only there while the question is. `tested_on` is set by a
    person only: until then the page says that nobody with a learning disability has tried it. `loaded_hash` as in ReviewedPage.
    """

    body = StreamField(EasyReadBody(), blank=True)
    contact_keys = OrderedCodeListField(_("who to ask"), default=list, blank=True, offered=contacts_offered)
    tested_on = models.DateField(
        _("tested on"),
        null=True,
        blank=True,
        help_text=_("The day people with a learning disability read this page and told us what they understood."),
    )
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    content_panels = [FieldPanel("title"), FieldPanel("body"), FieldPanel("contact_keys"), FieldPanel("tested_on")]
    edit_handler = TabbedInterface([
        ObjectList(content_panels, heading=_("Words and pictures")),
        ObjectList([FieldPanel("search_description")], heading=_("For search engines")),
    ])  # fmt: skip
    parent_page_types = ["guidance.QuestionPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    @property
    def question_slug(self) -> str:
        """The slug of the question above, from the path: also known when that row is gone."""
        return self.url_path.rstrip("/").split("/")[-2]

    def own_context(self) -> dict:
        from ..queries import easy_read_context

        return easy_read_context(self)

    def route(self, request, path_components):
        """A twin without its question would be half an answer."""
        if not self.get_parent().live:
            raise Http404
        return super().route(request, path_components)

    def full_clean(self, *args, **kwargs) -> None:
        """There is one address that it can have, so nobody is asked for it."""
        self.slug = EASY_READ
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.tested_on and self.tested_on > timezone.localdate():
            raise ValidationError({"tested_on": _("This day has not come yet. Write the day of the test.")})
