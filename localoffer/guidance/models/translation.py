from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from localoffer.core.languages import LANGUAGES, other_languages


def languages_offered() -> list[tuple[str, str]]:
    return [(code, LANGUAGES[code].name) for code in other_languages()]


class PageTranslation(models.Model):
    """The words of one page in one other language, beside the page: not a second page with a life of its own.

    `words` maps each piece of English to its translation (see segments.py). So there is one tree of pages, one thing to search,
    one date of checking the facts; and a translation whose English changed falls away piece by piece, by itself (ADR 20).
    `checked_on` is the day a person who speaks the language read the translation against the English. Loading never fills it, and
    takes it away when the words change: nobody has read the new ones.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="translations_of_words", verbose_name=_("page"))
    language = models.CharField(_("language"), max_length=12)
    words = models.JSONField(_("words"), default=dict)
    checked_on = models.DateField(
        _("checked by a speaker on"),
        null=True,
        blank=True,
        help_text=_("The day a person who speaks the language read every sentence beside the English. Never a name."),
    )

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["page__title", "language"]
        constraints = [models.UniqueConstraint(fields=["page", "language"], name="one_translation_a_page_and_language")]

    def __str__(self) -> str:
        return f"{self.page.title} ({LANGUAGES[self.language].name if self.language in LANGUAGES else self.language})"

    def clean(self) -> None:
        super().clean()
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": _("This day has not come yet. Write the day the translation was read.")})


@dataclass(frozen=True, slots=True)
class Wording:
    """In which language a page is shown, and how far its translation reaches.

    english  ids of the blocks that stay in English
    is_translated  its title and its short answer are in the language, so that the page begins in it
    is_behind      the English has changed since: words are there whose English is gone
    is_beside      the English stands beside every translated block: help in danger, days of appeal
    """

    language: str
    english: frozenset[str] = frozenset()
    is_translated: bool = False
    is_checked: bool = False
    is_behind: bool = False
    is_beside: bool = False

    @property
    def is_whole(self) -> bool:
        return self.is_translated and not self.english
