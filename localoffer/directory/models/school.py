import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel

from ..terms import NEEDS
from .sourced import Sourced, source_constraints
from .taxonomy import TaxonomyTerm

# Types of the register of schools (GIAS) that an EHC plan can name so that they must take the child: maintained schools and
# nursery schools, academies of all sorts (free schools, studio schools and university technical colleges are academies), further
# education, non-maintained special schools. Children and Families Act 2014, sections 38(3) and 43(2). An approval under section
# 41 is a field of its own. Independent schools (6, 10, 11) are not on the list without it. Of types in neither list (pupil
# referral units, alternative provision) nothing is said: no answer is better than a wrong one.
CAN_BE_NAMED = frozenset(["1", "2", "3", "5", "7", "8", "12", "15", "18", "28", "33", "34", "35", "36", "39", "40", "41", "44", "45", "46"])
INDEPENDENT = frozenset(["6", "10", "11"])
NON_MAINTAINED_SPECIAL = "8"


class School(Sourced, ClusterableModel):
    """What is true of a school, college or nursery school besides what is true of any service. One a service.

    Its facts are the register's (GIAS) and the council's: like places and organisations they are no part of the service's
    drafts. Where it stands as another area's school is `service.source_area`; the ages families read are the service's.
    """

    class Phase(models.TextChoices):
        UNKNOWN = "", _("We do not know yet")
        NURSERY = "nursery", _("Nursery")
        PRIMARY = "primary", _("Primary")
        MIDDLE_PRIMARY = "middle-primary", _("Middle (as primary)")
        SECONDARY = "secondary", _("Secondary")
        MIDDLE_SECONDARY = "middle-secondary", _("Middle (as secondary)")
        POST_16 = "post-16", _("16 and over")
        ALL_THROUGH = "all-through", _("All ages")

    class Gender(models.TextChoices):
        UNKNOWN = "", _("We do not know yet")
        MIXED = "mixed", _("Girls and boys")
        GIRLS = "girls", _("Girls")
        BOYS = "boys", _("Boys")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.OneToOneField("directory.Service", on_delete=models.CASCADE, related_name="school", verbose_name=_("service"))
    phase = models.CharField(_("phase"), max_length=16, choices=Phase.choices, blank=True)
    type_code = models.CharField(_("type, by its number in the register of schools"), max_length=3, blank=True)
    type_name = models.CharField(_("type of school"), max_length=80, blank=True)
    gender = models.CharField(_("girls, boys or both"), max_length=6, choices=Gender.choices, blank=True)
    religion = models.CharField(_("religious character"), max_length=80, blank=True)
    has_nursery = models.BooleanField(_("has a nursery"), null=True, blank=True)
    has_sixth_form = models.BooleanField(_("has a sixth form"), null=True, blank=True)
    has_boarding = models.BooleanField(_("children can stay overnight"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("how many it is built for"), null=True, blank=True)
    pupils = models.PositiveIntegerField(_("children on roll"), null=True, blank=True)
    is_section_41 = models.BooleanField(_("approved under section 41"), null=True, blank=True)
    section_41_on = models.DateField(_("section 41 as it was on"), null=True, blank=True)
    sen_report_url = models.URLField(_("SEN information report"), max_length=300, blank=True)
    sen_report_on = models.DateField(_("date of the report"), null=True, blank=True, help_text=_("The date on it, not the day you looked."))
    sen_report_checked_on = models.DateField(_("link last followed on"), null=True, blank=True)

    class Meta:
        ordering = ["service__name"]
        verbose_name = _("school facts")
        verbose_name_plural = _("school facts")
        indexes = [
            models.Index(fields=["phase", "type_code"], name="school_phase"),
            models.Index(fields=["is_section_41"], name="school_section_41"),
        ]
        constraints = [
            *source_constraints("school"),
            models.CheckConstraint(
                condition=Q(is_section_41__isnull=True, section_41_on__isnull=True)
                | Q(is_section_41__isnull=False, section_41_on__isnull=False),
                name="school_section_41_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(sen_report_url="") | Q(sen_report_on__isnull=True, sen_report_checked_on__isnull=True),
                name="school_report_has_a_link",
            ),
        ]

    def __str__(self) -> str:
        return str(self.service)

    @property
    def can_be_named(self) -> bool | None:
        """Whether an EHC plan can name it so that it must take the child; None when the type is not known.

        Children and Families Act 2014, sections 38(3) and 43(2).
        """
        if self.is_section_41 or self.type_code in CAN_BE_NAMED:
            return True
        return False if self.type_code in INDEPENDENT and self.is_section_41 is False else None

    @property
    def is_independent(self) -> bool:
        return self.type_code in INDEPENDENT

    @property
    def is_non_maintained_special(self) -> bool:
        return self.type_code == NON_MAINTAINED_SPECIAL


class SchoolUnit(ClusterableModel):
    """A part of a school for children with certain needs: an SEN unit, or resourced provision.

    In a unit children are taught mostly apart, in resourced provision mostly with their class (Department for Education, school
    census guide). `places` is how many the council pays for; the register's numbers may be years old: see `places_on`.
    """

    class Kind(models.TextChoices):
        UNIT = "sen-unit", _("SEN unit")
        RESOURCED = "resourced", _("Resourced provision")
        NURSERY = "nursery", _("Nursery places for children with SEND")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    school = ParentalKey(School, on_delete=models.CASCADE, related_name="units")
    kind = models.CharField(_("kind"), max_length=9, choices=Kind.choices)
    name = models.CharField(_("its own name"), max_length=120, blank=True)
    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", verbose_name=_("needs it is for"), limit_choices_to={"taxonomy__code": NEEDS}
    )
    places = models.PositiveSmallIntegerField(_("number of places"), null=True, blank=True)
    places_on = models.DateField(_("places as they were on"), null=True, blank=True)
    route_words = models.CharField(_("how to get a place"), max_length=300, blank=True)

    class Meta:
        ordering = ["school", "kind", "name"]
        verbose_name = _("unit of a school")
        verbose_name_plural = _("units of a school")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["sen-unit", "resourced", "nursery"]), name="unit_kind_is_known"),
            models.CheckConstraint(condition=Q(places__isnull=False) | Q(places_on__isnull=True), name="unit_day_belongs_to_places"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
