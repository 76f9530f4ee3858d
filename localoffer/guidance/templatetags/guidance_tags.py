"""How the cells of a table are drawn."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from localoffer.core.untrusted import clean_html

register = template.Library()


@register.filter
def cell(text: str) -> SafeString:
    """A cell's few tags (bold, links), cleaned."""
    return mark_safe(clean_html(str(text)))  # noqa: S308  cleaned in this very line


@register.filter
def html_items(steps) -> list[dict]:
    """Rich texts as the component `steps` takes them."""
    return [{"html": step} for step in steps]
