from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "localoffer.accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from . import receivers, second_factor

        second_factor.listen()
        receivers.listen()
