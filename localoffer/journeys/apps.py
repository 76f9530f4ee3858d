from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JourneysConfig(AppConfig):
    name = "localoffer.journeys"
    verbose_name = _("Tools")

    def ready(self) -> None:
        from localoffer.core import things

        from .queries import KIND, describe_tools

        things.register(things.Kind(KIND, _("Tool"), describe_tools))
