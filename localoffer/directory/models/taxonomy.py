import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

NAMESPACE = uuid.UUID("6f0f3c1e-9a53-5d0b-8a86-1f0f5d8a9c10")


def taxonomy_id(code: str) -> uuid.UUID:
    """The id of a shipped taxonomy: the same in every council's install, so that two directories can be joined."""
    return uuid.uuid5(NAMESPACE, code)


def term_id(taxonomy: str, code: str) -> uuid.UUID:
    """The id of a shipped term: the same in every council's install."""
    return uuid.uuid5(NAMESPACE, f"{taxonomy}:{code}")


class Taxonomy(models.Model):
    """A list of words that services and answers are sorted by: topics, needs, kinds of service, features of a session."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        ordering = ["code"]
        verbose_name = _("taxonomy")
        verbose_name_plural = _("taxonomies")

    def __str__(self) -> str:
        return self.name


class TaxonomyTermQuerySet(models.QuerySet):
    def of(self, taxonomy: str) -> "TaxonomyTermQuerySet":
        """The terms of the taxonomy with this code, in its order."""
        return self.filter(taxonomy__code=taxonomy).order_by("position", "name")


class TaxonomyTerm(models.Model):
    """One word of a taxonomy. Its code never changes and is never used again; below the top it holds its parent's
    code: "travel/school-travel"."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, related_name="terms", verbose_name=_("taxonomy"))
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of"))
    code = models.CharField(_("code"), max_length=120)
    name = models.CharField(_("name"), max_length=160)
    short_name = models.CharField(
        _("name inside a sentence"), max_length=80, blank=True, help_text=_("As in: not yet checked by the … (nursery, club).")
    )
    description = models.TextField(_("description"), blank=True)
    icon = models.CharField(_("picture"), max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = TaxonomyTermQuerySet.as_manager()

    class Meta:
        ordering = ["taxonomy", "position", "name"]
        verbose_name = _("term")
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "code"], name="term_code_is_unique_in_taxonomy"),
            models.CheckConstraint(condition=~models.Q(parent=models.F("id")), name="term_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name
