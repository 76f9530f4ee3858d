from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from localoffer.core.models import CouncilSettings


class AccountAdapter(DefaultAccountAdapter):
    """How people sign in here: by e-mail address; accounts are made by the council; links name our own address only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in the mail. Built from the settings, never from the Host header, which a stranger can choose."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_ADDRESS + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation) -> str:
        return settings.SITE_ADDRESS + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return "/admin/" if request.user.is_council_staff else reverse("mfa_index")

    def format_email_subject(self, subject: str) -> str:
        return f"{CouncilSettings.load().site_title}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        ours = {"council": CouncilSettings.load(), "site_address": settings.SITE_ADDRESS}
        super().send_mail(template_prefix, email, context | ours)
