from django.urls import path

from . import views

app_name = "editorial"
urlpatterns = [
    path("reviews/", views.list_reviews, name="review-list"),
    path("reviews/<int:task_state_id>/", views.decide_review, name="review-decide"),
    path("pages-to-check/", views.list_checks, name="check-list"),
]
