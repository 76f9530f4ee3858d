from django.db import models


class SearchDocumentQuerySet(models.QuerySet):
    def answers(self) -> "SearchDocumentQuerySet":
        """Questions, information pages, topics and tools: few, and ranked in process."""
        return self.filter(kind__in=SearchDocument.ANSWER_KINDS)


class SearchDocument(models.Model):
    """One published thing in one language, as search needs it. Written in the transaction that changed the thing.

    A copy: the thing itself is truth, and `rebuild_search_index` makes every row anew. `text` holds all the words the database
    looks through. On SQLite triggers carry `title` and `text` to a full-text table; on PostgreSQL an index stands on both.
    """

    ANSWER_KINDS = ("question", "information", "topic", "tool")

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=200)
    language = models.CharField(max_length=12, default="en")
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    phrases = models.JSONField(default=list)
    terms = models.JSONField(default=list)
    service_kind = models.CharField(max_length=60, blank=True, help_text="Code of the first term of the taxonomy of service kinds.")
    audiences = models.JSONField(default=list)
    url = models.CharField(max_length=500)
    extra = models.JSONField(default=dict)
    contacts = models.JSONField(default=list)
    is_free = models.BooleanField(null=True)
    min_age_months = models.PositiveSmallIntegerField(null=True)
    max_age_months = models.PositiveSmallIntegerField(null=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    text = models.TextField(blank=True)
    text_hash = models.CharField(max_length=32, blank=True, help_text="Of all that is copied: two rows with one hash are alike.")

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "language"], name="one_document_a_thing_and_language"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="document_point_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["kind", "service_kind"], name="document_kind")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"
