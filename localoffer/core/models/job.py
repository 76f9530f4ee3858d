from django.db import models


class ScheduledJob(models.Model):
    """A management command that `run_jobs` calls again and again. Each is idempotent: to run twice is to run once.

    `locked_until` keeps two `run_jobs` processes from running the same job; it lapses by itself if one of them dies.
    """

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    locked_until = models.DateTimeField(null=True, blank=True)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_ended_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
