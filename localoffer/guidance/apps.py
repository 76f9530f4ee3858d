from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GuidanceConfig(AppConfig):
    name = "localoffer.guidance"
    verbose_name = _("Answers and advice")

    def ready(self) -> None:
        from . import kinds

        kinds.register()
        kinds.listen()
