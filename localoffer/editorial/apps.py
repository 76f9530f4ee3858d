from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "localoffer.editorial"
    verbose_name = _("Council desk")

    def ready(self) -> None:
        # Here, not in wagtail_hooks: `migrate` makes the permission to publish a service only for snippets it knows by then.
        from . import snippets

        snippets.register()
