"""The few coarse blocks a page's body is made of. Each has a template in `templates/guidance/blocks/`."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from localoffer.core.untrusted import without_tags

from . import diagrams


class TextBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"))

    class Meta:
        icon = "doc-full"
        label = _("Text")
        template = "guidance/blocks/text.html"


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    steps = blocks.ListBlock(blocks.RichTextBlock(features=["bold", "link"]), label=_("Steps"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "guidance/blocks/steps.html"


class TableBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Caption"), max_length=160)
    headers = blocks.ListBlock(blocks.CharBlock(), label=_("Headings of the columns"), min_num=1)
    rows = blocks.ListBlock(blocks.ListBlock(blocks.TextBlock(required=False)), label=_("Rows"))

    class Meta:
        icon = "table"
        label = _("Table")
        template = "guidance/blocks/table.html"


class ShownText(blocks.TextBlock):
    """Words that the desk shows beside a field and nobody types over. In migrations it is a plain TextBlock."""

    @cached_property
    def field(self):
        field = super().field
        field.widget.attrs["readonly"] = True
        return field

    def deconstruct(self):
        return ("wagtail.blocks.TextBlock", *super().deconstruct()[1:])


class NoteValue(blocks.StructValue):
    """A note as families see it: its own words, or the national ones while a council has written none."""

    @property
    def has_words(self) -> bool:
        return bool(self["text"] and without_tags(self["text"].source))

    @property
    def is_local_fact(self) -> bool:
        return bool(self["is_local"] and self.has_words)

    @property
    def words(self) -> RichText:
        return self["text"] if self.has_words else self["national"]


class NoteBlock(blocks.StructBlock):
    """One thing to notice. A local one is a slot: each council writes its own facts, and until it does families read `national`,
    which is true everywhere. `slot` tells an officer what belongs here; families never see it (ADR 15)."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    is_local = blocks.BooleanBlock(label=_("A fact about our area"), required=False)
    slot = ShownText(label=_("What to write here"), required=False, help_text=_("It came with the page. Families do not see it."))
    text = blocks.RichTextBlock(label=_("Text"), required=False)
    source = blocks.CharBlock(label=_("Where it was seen"), required=False)
    source_date = blocks.CharBlock(label=_("Date of that page"), required=False, help_text=_("As 2024-03, or: undated"))
    national = blocks.RichTextBlock(
        label=_("Shown while the text is empty"), required=False, features=["bold", "link"], help_text=_("It must be true everywhere.")
    )
    is_required = blocks.BooleanBlock(label=_("We must write this before the site opens"), required=False)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "guidance/blocks/note.html"
        value_class = NoteValue

    def clean(self, value):
        """Words of its own, or national ones. A draft may have neither."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not without_tags(cleaned.words.source if cleaned.words else ""):
            raise blocks.StructBlockValidationError(block_errors={"text": ValidationError(_("Write the text of this note."))})
        return cleaned


class LawBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("What it says"))
    source = blocks.CharBlock(label=_("Source"))
    source_url = blocks.URLBlock(label=_("Address of the source"), required=False)
    in_force_from = blocks.DateBlock(label=_("In force from"), required=False)
    status = blocks.ChoiceBlock(choices=[("in-force", _("Law now")), ("proposed", _("Not law yet"))], default="in-force")
    checked_on = blocks.DateBlock(label=_("Read on"), required=False)

    class Meta:
        icon = "clipboard-list"
        label = _("Law")
        template = "guidance/blocks/law.html"


class DiagramValue(blocks.StructValue):
    """A diagram with its words, in the language of the page."""

    @property
    def diagram(self) -> diagrams.Diagram:
        return diagrams.diagram(self["name"])


class DiagramBlock(blocks.StructBlock):
    """A drawing made of words and lines, chosen by name. Its words are not typed here: the law in them is mended in one place."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    name = blocks.ChoiceBlock(label=_("Diagram"), choices=list(diagrams.NAMES.items()))

    class Meta:
        icon = "image"
        label = _("Diagram")
        template = "guidance/blocks/diagram.html"
        value_class = DiagramValue


class BodyBlock(blocks.StreamBlock):
    steps = StepsBlock()
    text = TextBlock()
    diagram = DiagramBlock()
    table = TableBlock()
    note = NoteBlock()
    law = LawBlock()
