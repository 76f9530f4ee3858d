from django.urls import path

from . import download_views, views

app_name = "api"
urlpatterns = [
    path("open-referral/v3/", views.view_root, name="root"),
    path("open-referral/v3/openapi.json", views.view_openapi, name="openapi"),
    path("open-referral/v3/services", views.list_services, name="service-list"),
    path("open-referral/v3/services/<uuid:pk>", views.view_service, name="service-view"),
    path("open-referral/v3/removed_services", views.list_removed_services, name="removed-service-list"),
    path("open-referral/v3/service_at_locations", views.list_service_at_locations, name="service-at-location-list"),
    path("open-referral/v3/service_at_locations/<uuid:pk>", views.view_service_at_location, name="service-at-location-view"),
    path("open-referral/v3/organizations", views.list_organizations, name="organization-list"),
    path("open-referral/v3/organizations/<uuid:pk>", views.view_organization, name="organization-view"),
    path("open-referral/v3/taxonomies", views.list_taxonomies, name="taxonomy-list"),
    path("open-referral/v3/taxonomies/<uuid:pk>", views.view_taxonomy, name="taxonomy-view"),
    path("open-referral/v3/taxonomy_terms", views.list_taxonomy_terms, name="taxonomy-term-list"),
    path("open-referral/v3/taxonomy_terms/<uuid:pk>", views.view_taxonomy_term, name="taxonomy-term-view"),
    path("downloads/datapackage.json", download_views.view_package, name="download-package"),
    path("downloads/<str:name>", download_views.download, name="download-file"),
    path("<path:path>", views.view_nothing, name="nothing"),  # else a program would be led to a page of HTML
]
