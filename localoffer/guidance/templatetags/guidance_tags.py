"""How cells and steps are drawn, and what a page in another language says of its translation."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from localoffer.core.templatetags.language_tags import links_here
from localoffer.core.untrusted import clean_html

from ..models.translation import Wording

register = template.Library()


@register.filter
def cell(text: str) -> SafeString:
    """A cell's few tags (bold, links), cleaned."""
    return links_here(clean_html(str(text)))


@register.filter
def html_items(steps) -> list[dict]:
    """Rich texts as the component `steps` takes them."""
    return [{"html": links_here(step)} for step in steps]


@register.simple_tag
def what_to_expect(wording: Wording | None) -> str:
    """How far to trust a page that is not in English, in the language being drawn. A page that cannot be translated has no wording."""
    if not wording or not wording.is_translated:
        return _("This page is not in your language yet. It is in English.")
    said = []
    if not wording.is_checked:
        said.append(_("A person who speaks this language has not checked the translation yet."))
    if wording.is_beside:
        said.append(_("So the English stands beside it. If the two differ, trust the English."))
    if wording.is_behind:
        said.append(_("The English page has changed since. The parts that changed are in English."))
    elif wording.english:
        said.append(_("Some parts are not translated yet. They are in English."))
    return " ".join(said)
