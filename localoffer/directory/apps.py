from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "localoffer.directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from localoffer.core import things

        from . import receivers
        from .descriptions import SERVICE

        receivers.listen()
        things.register(SERVICE)
