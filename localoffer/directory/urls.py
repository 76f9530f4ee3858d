from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_services, name="service-list"),
    path("<uuid:pk>/<slug:slug>/", views.view_service, name="service-view"),
]
