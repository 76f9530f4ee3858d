from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "localoffer.core"

    def ready(self) -> None:
        from . import versions

        versions.listen()
