"""The sitemap: every published thing, as the registry describes it."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap

from localoffer.core import things


class EverythingPublished(Sitemap):
    limit = 5000

    def items(self) -> list[str]:
        own = ["/", "/services/"]
        found = [description.url for kind in sorted(things.kinds()) for description in things.describe(kind)]
        return list(dict.fromkeys(own + found))

    def location(self, item: str) -> str:
        return item

    def get_domain(self, site=None) -> str:
        return urlsplit(settings.SITE_ADDRESS).netloc

    def get_protocol(self, protocol=None) -> str:
        return urlsplit(settings.SITE_ADDRESS).scheme
