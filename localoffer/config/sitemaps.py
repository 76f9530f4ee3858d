"""The sitemap: every published thing, as the registry describes it, in each language it can be read in."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.utils.translation import get_language

from localoffer.core import things
from localoffer.core.languages import ENGLISH, address_in
from localoffer.guidance.queries import languages_by_address


class EverythingPublished(Sitemap):
    limit = 5000
    i18n = alternates = True

    def items(self) -> list[str]:
        own = ["/", "/services/", "/services/schools/", "/tools/"]
        found = [description.url for kind in sorted(things.kinds()) for description in things.describe(kind)]
        return list(dict.fromkeys(own + found))

    def get_languages_for_item(self, item: str) -> list[str]:
        return languages_by_address().get(item, [ENGLISH])

    def location(self, item: str) -> str:
        return address_in(get_language() or ENGLISH, item)

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme
