from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "localoffer.api"

    def ready(self) -> None:
        from . import receivers

        receivers.listen()
