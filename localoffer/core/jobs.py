"""The jobs that run by themselves, how often, and how one of them is run exactly when it is due."""

import logging
from datetime import datetime, timedelta
from io import StringIO

from django.core.management import call_command
from django.db import models, transaction

from .logs import without_visitors
from .models import ScheduledJob

SCHEDULE = {
    "publish_scheduled": timedelta(minutes=1),
    "learn_answers": timedelta(minutes=1),
    "check_search_index": timedelta(hours=1),
    "clearsessions": timedelta(days=1),
    "prune_db_task_results": timedelta(days=1),
    "prune_history": timedelta(days=1),
    "prune_leftovers": timedelta(days=1),
    "prune_imports": timedelta(days=1),
    "find_duplicates": timedelta(days=1),
    "check_open_data": timedelta(days=1),
    "forget_leavers": timedelta(days=1),
}
ARGUMENTS = {"check_search_index": ["--repair"]}
LOCKED_FOR = timedelta(minutes=30)
log = logging.getLogger(__name__)


def run_due_jobs(*, now: datetime) -> list[str]:
    """Run each job that is due, at most once among all processes; return their names. A failing job is noted and tried next time."""
    return [name for name in SCHEDULE if _take(name, now=now) and _run(name, now=now)]


def _take(name: str, *, now: datetime) -> bool:
    """Lock the job's row if it is due and nobody holds it."""
    with transaction.atomic():
        ScheduledJob.objects.get_or_create(name=name, defaults={"due_at": now})
        free = models.Q(locked_until__isnull=True) | models.Q(locked_until__lt=now)
        due = ScheduledJob.objects.filter(free, name=name, due_at__lte=now)
        return bool(due.update(locked_until=now + LOCKED_FOR, last_started_at=now))


def _run(name: str, *, now: datetime) -> bool:
    error = ""
    try:
        call_command(name, *ARGUMENTS.get(name, []), verbosity=0, stdout=StringIO())
    except (Exception, SystemExit) as problem:
        error = without_visitors(f"{type(problem).__name__}: {problem}")
        log.exception("The job %s failed.", name)
    ScheduledJob.objects.filter(name=name).update(locked_until=None, due_at=now + SCHEDULE[name], last_ended_at=now, last_error=error)
    return True
