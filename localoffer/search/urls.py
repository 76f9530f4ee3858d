from django.urls import path

from . import views

app_name = "search"
urlpatterns = [path("", views.results_list, name="results-list")]
