"""The schedule names commands that exist, and a job that fails leaves no person's words behind."""

from datetime import timedelta

from django.core.management import CommandError, get_commands
from django.utils import timezone

from localoffer.core import jobs
from localoffer.core.models import ScheduledJob


def test_every_job_is_a_command():
    assert set(jobs.SCHEDULE) <= set(get_commands())


def test_each_job_runs_when_it_is_due_and_not_before(db, monkeypatch):
    ran, now = [], timezone.now()
    monkeypatch.setattr(jobs, "call_command", lambda name, *_arguments, **_options: ran.append(name))
    jobs.run_due_jobs(now=now)
    jobs.run_due_jobs(now=now + timedelta(seconds=30))
    assert ran == list(jobs.SCHEDULE)


def test_the_words_of_a_failed_job_are_kept_without_addresses(db, monkeypatch):
    def fail(*_arguments, **_options):
        raise CommandError("cannot write to canary@example.org from 203.0.113.77")

    monkeypatch.setattr(jobs, "call_command", fail)
    jobs.run_due_jobs(now=timezone.now())
    assert set(ScheduledJob.objects.values_list("last_error", flat=True)) == {"CommandError: cannot write to …@… from 203.0.113.x"}
