"""What the frame of every page prints from several apps."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from localoffer.core.frame import council_now, footer_contacts_now
from localoffer.core.languages import address_here
from localoffer.core.versions import KeptForVersion

register = template.Library()


@register.simple_tag
def site_links() -> list[dict[str, str]]:
    """The links of the footer."""
    return [
        {"title": _("Urgent help"), "url": address_here("/urgent-help/")},
        {"title": _("Get this in another way"), "url": address_here("/other-formats/")},
        {"title": _("You said, we did"), "url": address_here("/you-said-we-did/")},
        {"title": _("News"), "url": address_here("/news/")},
        {"title": _("Our policies"), "url": address_here("/policies/")},
        {"title": _("Accessibility"), "url": address_here("/accessibility/")},
        {"title": _("Privacy"), "url": address_here("/privacy/")},
        {"title": _("About this site"), "url": address_here("/about/")},
        {"title": _("Contact us"), "url": address_here("/contact/")},
        {"title": _("Open data"), "url": address_here("/open-data/")},
    ]


@register.simple_tag
def site_footer() -> SafeString:
    """The end of every page: the same for all of them in one language, so it is drawn once a content version."""
    return _footer.get(get_language())


def _draw_footer(_language: str) -> SafeString:
    council = council_now()
    shown = {
        "council_name": council.name, "contacts": footer_contacts_now(), "links": site_links(), "licence_html": council.licence_line,
    }  # fmt: skip
    return mark_safe(render_to_string("components/footer.html", shown))  # noqa: S308  a template's own output


_footer = KeptForVersion(_draw_footer)
