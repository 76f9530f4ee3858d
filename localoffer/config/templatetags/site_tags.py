"""What the frame of every page prints from several apps."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag
def site_links() -> list[dict[str, str]]:
    """The links of the footer."""
    return [
        {"title": _("Urgent help"), "url": "/urgent-help/"},
        {"title": _("Get this in another way"), "url": "/other-formats/"},
        {"title": _("You said, we did"), "url": "/you-said-we-did/"},
        {"title": _("Accessibility"), "url": "/accessibility/"},
        {"title": _("Privacy"), "url": "/privacy/"},
        {"title": _("About this site"), "url": "/about/"},
        {"title": _("Contact us"), "url": "/contact/"},
        {"title": _("Open data"), "url": "/open-data/"},
    ]
