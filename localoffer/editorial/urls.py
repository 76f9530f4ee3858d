from django.urls import path

from . import import_views, record_views, views

app_name = "editorial"
urlpatterns = [
    path("services/", record_views.list_unvouched, name="record-list"),
    path("open-data/", record_views.list_held_out, name="held-out-list"),
    path("services/<uuid:service_id>/", record_views.decide_record, name="record-decide"),
    path("duplicates/", record_views.list_duplicates, name="duplicate-list"),
    path("duplicates/<uuid:pair_id>/", record_views.decide_duplicate, name="duplicate-decide"),
    path("reviews/", views.list_reviews, name="review-list"),
    path("reviews/<int:task_state_id>/", views.decide_review, name="review-decide"),
    path("pages-to-check/", views.list_checks, name="check-list"),
    path("imports/", import_views.list_imports, name="import-list"),
    path("imports/new/", import_views.read_file, name="import-new"),
    path("imports/<uuid:batch_id>/", import_views.show_import, name="import-view"),
    path("imports/<uuid:batch_id>/apply/", import_views.apply, name="import-apply"),
    path("imports/<uuid:batch_id>/unpublish-gone/", import_views.take_gone_down, name="import-unpublish-gone"),
]
