"""What the desk's form shows beside its fields."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel

from .body_words import shown_text
from .plain_words import HARDEST_MEDIAN, read


class ReadingPanel(HelpPanel):
    """How easy the saved draft is to read: it says, and never stops anybody. Not shown before there is a draft."""

    def __init__(self, template: str = "guidance/panels/reading.html", heading: str = _("How easy is this to read?"), **options):
        super().__init__(template=template, heading=heading, **options)

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context=None) -> dict:
            page = self.instance
            reading = read(shown_text(page.short_answer, page.body.get_prep_value()))
            return super().get_context_data(parent_context) | {"reading": reading, "aim": HARDEST_MEDIAN}
