from django.urls import path

from . import views

app_name = "journeys"
urlpatterns = [
    path("", views.list_tools, name="tool-list"),
    path("<slug:id>/", views.use_tool, name="tool-use"),
]
