import signal
import threading
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import DatabaseError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from localoffer.core.jobs import run_due_jobs


class Command(BaseCommand):
    help = "Run the jobs that are due and the queue of background work, until stopped."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="Run what is due now and stop.")

    def handle(self, *, once: bool, **options):
        if once:
            self.stdout.write(", ".join(run_due_jobs(now=timezone.now())) or "Nothing is due.")
            return
        stopped = threading.Event()
        time.sleep(1)  # the server's first page comes first
        while not stopped.is_set():
            for number in (signal.SIGTERM, signal.SIGINT):  # anew each round: the library's worker resets them
                signal.signal(number, lambda *_: stopped.set())
            self._round()
            stopped.wait(5)

    def _round(self) -> None:
        close_old_connections()
        try:
            run_due_jobs(now=timezone.now())
            if DBTaskResult.objects.ready().exists():
                self._work_the_queue()
        except DatabaseError as problem:
            self.stderr.write(f"The database is away; trying again in 5 seconds. ({problem})")

    @staticmethod
    def _work_the_queue() -> None:
        """Do what waits in the queue and come back; the library's worker ends by itself when there is nothing left."""
        call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0", verbosity=0)
