from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.models import Orderable

from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.terms import KINDS, NEEDS, TOPICS

from .public import PublicPage
from .reviewed import ReviewedPage


class QuestionIndexPage(PublicPage):
    """Holds every question, so that a question's address never depends on a topic or an audience."""

    parent_page_types = ["guidance.HomePage"]
    subpage_types = ["guidance.QuestionPage"]
    max_count = 1

    def own_context(self) -> dict:
        from ..queries import all_questions_by_topic

        return {"groups": all_questions_by_topic()}


class QuestionPage(ReviewedPage):
    """One question of a parent, a young person or a professional, and its answer. Its slug is its id and never changes."""

    topics = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__code": TOPICS}, verbose_name=_("topics")
    )
    needs = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__code": NEEDS}, verbose_name=_("needs")
    )
    service_kinds = ParentalManyToManyField(
        TaxonomyTerm, blank=True, related_name="+", limit_choices_to={"taxonomy__code": KINDS}, verbose_name=_("kinds of services to show")
    )
    main_topic = models.ForeignKey(
        TaxonomyTerm, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("main topic")
    )
    min_age_months = models.PositiveSmallIntegerField(_("from age (months)"), null=True, blank=True)
    max_age_months = models.PositiveSmallIntegerField(_("to age (months)"), null=True, blank=True)
    tools = models.JSONField(default=list, blank=True)
    schedule2 = models.JSONField(_("duties of Schedule 2"), default=list, blank=True)

    content_panels = [*ReviewedPage.content_panels, InlinePanel("related", label=_("Related question"))]
    sorting_panels = [
        *ReviewedPage.sorting_panels,
        FieldPanel("main_topic"),
        FieldPanel("topics"),
        FieldPanel("needs"),
        FieldRowPanel([FieldPanel("min_age_months"), FieldPanel("max_age_months")]),
        FieldPanel("service_kinds"),
    ]
    parent_page_types = ["guidance.QuestionIndexPage"]
    subpage_types = ["guidance.EasyReadPage"]

    def own_context(self) -> dict:
        from ..queries import question_context

        return question_context(self)

    def clean(self) -> None:
        super().clean()
        youngest, oldest = self.min_age_months, self.max_age_months
        if youngest is not None and oldest is not None and youngest > oldest:
            raise ValidationError({"max_age_months": _("The oldest age is lower than the youngest.")})


QuestionPage.edit_handler = QuestionPage.desk_form()


class RelatedQuestion(Orderable):
    page = ParentalKey(QuestionPage, on_delete=models.CASCADE, related_name="related")
    question = models.ForeignKey(QuestionPage, on_delete=models.CASCADE, related_name="+")
    panels = [PageChooserPanel("question")]
