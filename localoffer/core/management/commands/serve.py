import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

# Granian counts an open connection against this number before its headers are read. Twice the threads, its usual advice,
# let 250 slow senders of headers shut a worker for half a minute: benchmarks/slow_clients.py.
MOST_CONNECTIONS = "4096"
HEADERS_WITHIN = "10000"  # milliseconds


class Command(BaseCommand):
    help = "Serve the site with granian, on LOCALOFFER_LISTEN and PORT."
    requires_system_checks = []

    def handle(self, **options):
        if settings.IS_PRODUCTION:
            call_command("check", deploy=True, fail_level="WARNING")
        arguments = [
            "granian", "--interface", "wsgi", "localoffer.config.wsgi:application",
            "--host", settings.LISTEN_ADDRESS, "--port", str(settings.PORT),
            "--workers", str(settings.WORKERS), "--blocking-threads", str(settings.THREADS),
            "--backlog", "4096", "--backpressure", MOST_CONNECTIONS, "--http", "1", "--http1-header-read-timeout", HEADERS_WITHIN,
            "--respawn-failed-workers", "--log-level", "warning", "--workers-kill-timeout", "5s",
        ]  # fmt: skip
        os.execv(sys.executable, [sys.executable, "-m", *arguments])  # noqa: S606  our own program, fixed words
