from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from localoffer.accounts.actions import AccountIsOpen, forget_account, forget_leavers
from localoffer.accounts.models import User


class Command(BaseCommand):
    help = "Close accounts that nobody uses, take the second factors of closed ones away, forget those closed for long."

    def add_arguments(self, parser):
        parser.add_argument("--account", metavar="E-MAIL", help="Forget this closed account now, and no other.")
        parser.add_argument("--dry-run", action="store_true", help="Say how many there are, change nothing.")

    @transaction.atomic
    def handle(self, *, account: str | None, dry_run: bool, **options):
        self.stdout.write(self._forget_one(account) if account else self._forget_all())
        if dry_run:
            transaction.set_rollback(True)
            self.stdout.write("Dry run: nothing was changed.")

    @staticmethod
    def _forget_all() -> str:
        report = forget_leavers(now=timezone.now())
        return f"{report.closed} accounts closed, {report.second_factors} second factors removed, {report.forgotten} accounts forgotten."

    @staticmethod
    def _forget_one(email: str) -> str:
        try:
            forget_account(User.objects.get(email=email.lower()))
        except User.DoesNotExist as problem:
            raise CommandError("There is no account with this e-mail address.") from problem
        except AccountIsOpen as problem:
            raise CommandError("This account is open. Close it at the desk first: Settings, Users, take away “Active”.") from problem
        return "1 account forgotten."
