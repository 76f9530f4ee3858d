"""What every template may name."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import CouncilSettings, HelpContact


def council(request: HttpRequest) -> dict:
    """The council's settings, the footer's contacts and the mode. Read when first used, so a plain answer costs no query."""
    return {
        "council": SimpleLazyObject(lambda: _council(request)),
        "footer_contacts": SimpleLazyObject(lambda: list(HelpContact.objects.in_footer())),
        "is_demo": settings.IS_DEMO,
        "is_not_indexed": settings.SEARCH_SHOWS_NO_INDEX,
    }


def _council(request: HttpRequest) -> CouncilSettings:
    return CouncilSettings.load(request_or_site=request)
