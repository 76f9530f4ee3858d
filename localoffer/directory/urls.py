from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_services, name="service-list"),
    path("schools/", views.list_schools, name="school-list"),
    path("compare/", views.compare_services, name="service-compare"),
    path("<uuid:pk>/<slug:slug>/", views.view_service, name="service-view"),
]
