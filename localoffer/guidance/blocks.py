"""The few coarse blocks a page's body is made of. Each has a template in `templates/guidance/blocks/`."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


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


class NoteBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"))
    is_local = blocks.BooleanBlock(label=_("A fact about our area"), required=False)
    source = blocks.CharBlock(label=_("Where it was seen"), required=False)
    source_date = blocks.CharBlock(label=_("Date of that page"), required=False, help_text=_("As 2024-03, or: undated"))

    class Meta:
        icon = "info-circle"
        label = _("Note")
        template = "guidance/blocks/note.html"


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


class BodyBlock(blocks.StreamBlock):
    steps = StepsBlock()
    text = TextBlock()
    table = TableBlock()
    note = NoteBlock()
    law = LawBlock()
