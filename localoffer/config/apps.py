from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "localoffer.config"
    label = "config"
