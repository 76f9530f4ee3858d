"""What every template may name."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .frame import council_now, footer_contacts_now


def council(request: HttpRequest) -> dict:
    """The council's settings, the footer's contacts and the mode. Read when first used, so a plain answer costs no query."""
    return {
        "council": SimpleLazyObject(council_now),
        "footer_contacts": SimpleLazyObject(footer_contacts_now),
        "is_demo": settings.IS_DEMO,
        "site_address": settings.SITE_ADDRESS,
        "is_not_indexed": settings.SEARCH_SHOWS_NO_INDEX,
    }
