import time
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

DEMO = settings.SHIPPED_DATA_DIR / "demo" / "luton"


class Command(BaseCommand):
    help = "Make the database and load the demo council. Safe to run again: what a person changed is kept."

    def handle(self, **options):
        if not settings.IS_DEMO:
            raise CommandError("This loads the demo council. It runs in demo mode only (LOCALOFFER_MODE=demo).")
        for words, command, *arguments in self.steps():
            started = time.monotonic()
            call_command(command, *arguments, verbosity=0, stdout=StringIO())
            self.stdout.write(f"  {words} ({time.monotonic() - started:.1f} s)")

    @staticmethod
    def steps():
        register = DEMO / "register"
        return [
            ("Database ready", "migrate"),
            ("Style sheets and scripts ready", "collectstatic", "--noinput"),
            ("Needs, topics and kinds of services loaded", "load_taxonomies"),
            ("Postcodes loaded", "load_postcodes"),
            ("Questions, topics and pages loaded", "load_content", str(DEMO)),
            ("Nurseries from the Ofsted register loaded", "import_ofsted", str(register / "ofsted_childcare_luton.csv")),
            ("Schools loaded", "import_gias", str(register / "gias_luton.csv")),
            ("Care for young adults loaded", "import_cqc", str(register / "cqc_luton.csv")),
            ("GP practices loaded", "import_ods", str(register / "epraccur_luton.csv")),
            ("Services seen on public pages loaded", "load_services", str(DEMO / "services.yaml")),
            ("Example services loaded", "load_services", str(DEMO / "examples.yaml")),
            ("Example school terms loaded", "load_example_terms"),
            ("Search index ready", "rebuild_search_index"),
            ("Demo sign-ins ready", "create_demo_users"),
        ]
