"""What every record that may come from a register has: where it came from, and who last said each fact."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

EXAMPLE = "example"  # the source of entries that are made up to show the product: no body of that name exists


class Sourced(models.Model):
    """A record that a source (a national register, a feed) may know by an id of its own.

    `provenance` says for each field who gave its value: {field: {"source", "on", "by", "value"}}. `source` is the code of
    a register, or "person"; `by` is "import" or the id of a user; `value` is what the register last said, so that the next
    import can tell a person's change from its own.
    """

    source = models.SlugField(_("source"), max_length=40, blank=True, help_text=_("The register it came from."))
    source_id = models.CharField(_("number in the source"), max_length=80, blank=True)
    provenance = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


def source_constraints(name: str) -> list[models.BaseConstraint]:
    """A source comes with an id, and each id stands for one record. `name` begins the constraints' names."""
    return [
        models.UniqueConstraint(fields=["source", "source_id"], condition=~Q(source=""), name=f"{name}_source_id_is_unique"),
        models.CheckConstraint(condition=Q(source="", source_id="") | (~Q(source="") & ~Q(source_id="")), name=f"{name}_source_has_an_id"),
    ]
