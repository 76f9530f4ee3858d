from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from localoffer.accounts.actions import set_role
from localoffer.accounts.models import User

# Known to everybody: they open a demo on one's own machine and nothing else.
SIGN_INS = {
    "editor": ("editor@example.org", "demo-editor-here"),
    "reviewer": ("reviewer@example.org", "demo-reviewer-here"),
    "provider": ("provider@example.org", "demo-provider-here"),
    "admin": ("admin@example.org", "demo-admin-here"),
}


class Command(BaseCommand):
    help = "Make the demo's sign-ins, whose passwords everybody knows, and print them. Demo mode only."

    def add_arguments(self, parser):
        parser.add_argument("--only-print", action="store_true", help="Print them, make nothing.")

    def handle(self, *, only_print: bool, verbosity: int, **options):
        if not settings.IS_DEMO:
            raise CommandError("These passwords are known to everybody. They are made in demo mode only (LOCALOFFER_MODE=demo).")
        if not only_print:
            with transaction.atomic():
                for role, (email, password) in SIGN_INS.items():
                    self._make(role, email, password)
        if verbosity:
            for role, (email, password) in SIGN_INS.items():
                self.stdout.write(f"  {role:<9} {email:<22} {password}")

    @staticmethod
    def _make(role: str, email: str, password: str) -> None:
        user = User.objects.filter(email=email).first() or User.objects.create_user(email, password)
        if user.role != role:
            set_role(user, role=role, by=None)
        EmailAddress.objects.update_or_create(user=user, email=email, defaults={"verified": True, "primary": True})
