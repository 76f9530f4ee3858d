from django.db import models


class ReceivedForm(models.Model):
    """The key of a visitor's form that was taken, so that the same form sent twice counts once. Nothing of what was written.

    It lives longer than a form's token: a key that was forgotten while its token was good could come a second time.
    """

    key = models.UUIDField(primary_key=True, editable=False)
    purpose = models.CharField(max_length=40)
    received_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"
