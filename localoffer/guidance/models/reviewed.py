import json
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from localoffer.core.languages import ENGLISH
from localoffer.core.models import HelpContact

from ..audiences import Audience
from ..blocks import BodyBlock
from ..panels import ReadingPanel
from ..segments import begins_in, segments_of, tidy, translated_body
from .lists import CodeListField, OrderedCodeListField
from .public import PublicPage
from .translation import PageTranslation, Wording

SHORT_TEXT = forms.Textarea(attrs={"rows": 4})
# Where a wrong word could cost a life or a right: an unchecked translation stands beside its English (PRODUCT, promises).
ENGLISH_BESIDE = ("urgent-help", "crisis-help", "mediation-and-appeal")


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a page as it is shown: `language` is the code of its words, `beside` the same block in English where both are shown."""

    block: object
    language: str
    beside: object | None = None


def contacts_offered() -> list[tuple[str, str]]:
    return list(HelpContact.objects.values_list("key", "name"))


def audiences_offered() -> list[tuple[str, str]]:
    return list(Audience.choices)


class ReviewedPage(PublicPage):
    """A page with words that somebody keeps true: a team owns it, and a person of the council checks it again and again.

    `checked_on` is set by a person only; loading, copying and saving never fill it. `first_check_due_on` is when that is to
    happen first. `answers` are the duties of the law that the page answers, each with a phrase of it (`duties`). `loaded_hash` is the hash of the
    content file it was last loaded from; empty for a page made by hand.
    """

    short_answer = models.CharField(_("short answer"), max_length=300, blank=True)
    body = StreamField(BodyBlock(), blank=True)
    asked_as = models.TextField(_("other ways people ask this"), blank=True, help_text=_("One a line. The search reads them."))
    contact_keys = OrderedCodeListField(_("who to ring"), default=list, blank=True, offered=contacts_offered)
    audiences = CodeListField(_("who it is for"), default=list, blank=True, offered=audiences_offered)
    owner_team = models.CharField(_("team that keeps it true"), max_length=120, blank=True)
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("The day a person of the council checked every word.")
    )
    review_every_months = models.PositiveSmallIntegerField(
        _("check again every … months"), default=12, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    first_check_due_on = models.DateField(
        _("first check due on"), null=True, blank=True, help_text=_("While nobody has checked the page. Loading spreads these days.")
    )
    answers = models.JSONField(_("duties answered, each with its words"), default=dict, blank=True, editable=False)
    loaded_hash = models.CharField(max_length=64, blank=True, editable=False)

    review_panels = [
        FieldPanel("owner_team"),
        FieldPanel("checked_on"),
        FieldPanel("review_every_months"),
        FieldPanel("first_check_due_on"),
    ]
    content_panels = [
        *Page.content_panels,
        FieldPanel("short_answer", widget=SHORT_TEXT),
        FieldPanel("body"),
        FieldPanel("asked_as"),
        ReadingPanel(),
    ]
    sorting_panels = [FieldPanel("audiences"), FieldPanel("contact_keys")]
    # What the search at the desk reads (Wagtail's asks the fields of autocompletion); families' search is `localoffer.search`.
    search_fields = [*Page.search_fields, *(index.AutocompleteField(name) for name in ("asked_as", "short_answer", "body"))]

    wording = Wording(ENGLISH)

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"wording": self.wording}

    def say_in(self, code: str) -> str:
        self.wording = Wording(code)
        translation = None if code == ENGLISH else PageTranslation.objects.filter(page_id=self.pk, language=code).first()
        if translation and begins_in(translation.words, self.title, self.short_answer):
            self._put_in(code, translation.words, is_checked=bool(translation.checked_on))
            return code
        return ENGLISH

    def _put_in(self, code: str, words: dict[str, str], *, is_checked: bool) -> None:
        raw = self.body.get_prep_value()
        gone = words.keys() - {segment.english for segment in segments_of(self.title, self.short_answer, raw)}
        shown = translated_body(raw, words)
        self.wording = Wording(
            code, shown.english, is_translated=True, is_checked=is_checked, is_behind=bool(gone),
            is_beside=not is_checked and self.slug in ENGLISH_BESIDE,
        )  # fmt: skip
        self.english_blocks = {block.id: block for block in self.body} if self.wording.is_beside else {}
        self.english_short_answer = self.short_answer
        self.title, self.short_answer = words[tidy(self.title)], words[tidy(self.short_answer)]
        self.body = json.dumps(shown.blocks)

    def parts(self, blocks: list) -> list[Part]:
        """These blocks with the language of each."""
        if not self.wording.is_translated:
            return [Part(block, ENGLISH) for block in blocks]
        code, english = self.wording.language, self.wording.english
        return [Part(block, ENGLISH) if block.id in english else Part(block, code, self.english_blocks.get(block.id)) for block in blocks]

    @classmethod
    def desk_form(cls) -> TabbedInterface:
        """The tabs of the desk's form, by what an officer comes to do."""
        return TabbedInterface([
            ObjectList(cls.content_panels, heading=_("Words")),
            ObjectList(cls.sorting_panels, heading=_("Who it is for, who to ring")),
            ObjectList(cls.review_panels, heading=_("Kept true")),
            ObjectList(cls.promote_panels, heading=_("Address")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ])  # fmt: skip

    def clean(self) -> None:
        super().clean()
        self.short_answer = tidy(self.short_answer)
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("This day has not come yet. Write the day you read the page.")})

    @property
    def phrases(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.asked_as.splitlines() if line.strip())

    @property
    def next_check_on(self) -> date | None:
        """A day so many months after the last check, the last day of a shorter month; before any check, the day it is due first."""
        if not self.checked_on:
            return self.first_check_due_on
        months = self.checked_on.month - 1 + self.review_every_months
        year, month = self.checked_on.year + months // 12, months % 12 + 1
        for day in range(self.checked_on.day, 27, -1):
            try:
                return date(year, month, day)
            except ValueError:
                continue
        return date(year, month, self.checked_on.day)

    @property
    def is_check_overdue(self) -> bool:
        return bool(self.next_check_on and self.next_check_on < timezone.localdate())

    def blocks_of(self, *kinds: str) -> list:
        return [block for block in self.body if block.block_type in kinds]

    @property
    def all_parts(self) -> list[Part]:
        return self.parts(list(self.body))

    @property
    def detail_parts(self) -> list[Part]:
        return self.parts(self.detail_blocks)

    @property
    def first_steps_part(self) -> Part | None:
        return next(iter(self.parts(self.blocks_of("steps")[:1])), None)

    @property
    def first_steps(self) -> list[dict]:
        """The steps of the first block of steps, as the component `steps` takes them."""
        steps = self.blocks_of("steps")
        return [{"html": step} for step in steps[0].value["steps"]] if steps else []

    @property
    def detail_blocks(self) -> list:
        """Everything but the first block of steps and the law."""
        first = self.blocks_of("steps")[:1]
        return [b for b in self.body if b.block_type != "law" and not (first and b.id == first[0].id)]
