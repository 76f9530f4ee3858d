"""What an easy read page is made of: groups under short headings, each a row of lines with a picture beside it."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from localoffer.core.easy_pictures import pictures_offered


class PictureBlock(blocks.ChoiceBlock):
    """One of our pictures, by its words. In migrations it offers nothing: a new picture needs no migration."""

    def __init__(self, **options):
        super().__init__(**({"choices": pictures_offered} | options))

    def deconstruct(self):
        return ("wagtail.blocks.CharBlock", [], {"label": _("Picture")})


class EasyLineBlock(blocks.StructBlock):
    """One idea. The words say all that the picture says."""

    picture = PictureBlock(label=_("Picture"))
    text = blocks.RichTextBlock(
        label=_("One or two short sentences"), features=["bold"], help_text=_("Bold for a hard word that you explain.")
    )

    class Meta:
        icon = "image"
        label = _("Line")


class EasyGroupBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=60)
    lines = blocks.ListBlock(EasyLineBlock(), label=_("Lines"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Group of lines")
        template = "guidance/blocks/easy_group.html"


class EasyReadBody(blocks.StreamBlock):
    group = EasyGroupBlock()
