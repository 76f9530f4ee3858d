"""Every address of the site. Addresses are for ever: one that moves is redirected."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from .sitemaps import EverythingPublished

urlpatterns = [
    path("", include("localoffer.core.urls")),
    path("sitemap.xml", sitemap, {"sitemaps": {"everything": EverythingPublished}}, name="sitemap"),
    path("search/", include("localoffer.search.urls")),
    path("tools/", include("localoffer.journeys.urls")),
    path("services/", include("localoffer.directory.urls")),
    path("api/", include("localoffer.api.urls")),
    path("account/", include("allauth.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    # Pages in other languages have a prefix, English has none.
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]

handler400 = "localoffer.core.views.errors.bad_request"
handler403 = "localoffer.core.views.errors.forbidden"
handler404 = "localoffer.core.views.errors.not_found"
handler500 = "localoffer.core.views.errors.server_error"
