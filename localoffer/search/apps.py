from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "localoffer.search"

    def ready(self) -> None:
        from . import index

        index.listen()
