from django.urls import path

from .views import files, health

app_name = "core"
urlpatterns = [
    path("health/live", health.live, name="health-live"),
    path("health/ready", health.ready, name="health-ready"),
    path("robots.txt", files.robots, name="robots-show"),
    path(".well-known/security.txt", files.security, name="security-show"),
    path("theme.css", files.theme, name="theme-show"),
    path("gallery/", files.gallery, name="gallery-show"),
]
