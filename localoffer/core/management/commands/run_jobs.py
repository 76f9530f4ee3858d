import signal
import threading
import time

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import DatabaseError
from django.utils import timezone

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
        signal.signal(signal.SIGTERM, lambda *_: stopped.set())
        signal.signal(signal.SIGINT, lambda *_: stopped.set())
        time.sleep(1)  # the server's first page comes first
        while not stopped.is_set():
            self._round()
            stopped.wait(5)

    def _round(self) -> None:
        close_old_connections()
        try:
            run_due_jobs(now=timezone.now())
            self._work_the_queue()
        except DatabaseError as problem:
            self.stderr.write(f"The database is away; trying again in 5 seconds. ({problem})")

    @staticmethod
    def _work_the_queue() -> None:
        from django_tasks_db.management.commands.db_worker import Worker

        Worker(queue_names=["default"], interval=0, batch=True, backend_name="default", startup_delay=False,
               max_tasks=None, worker_id="run-jobs").run()  # fmt: skip
