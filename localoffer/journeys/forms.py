"""What a tool asks, as a form made from its words. Nothing that is typed here is kept, logged or put into an address."""

from datetime import date, datetime

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from localoffer.core.date_parts import DatePartsField
from localoffer.core.templatetags.core_tags import on_date
from localoffer.core.visitor_forms import VisitorForm

from .answers import Answer
from .dates import HolidaysNotKnown, WorkingDays, months_after
from .errors import RuleNotKnown
from .tool import CHOICE, DATE, TEXT, WORDS, Ask, Tool
from .words import AskWords

MOST_MONTHS_AHEAD = 36
LONGEST_WORDS, LONGEST_TEXT = 120, 1000


class ToolForm(VisitorForm):
    """The form of one tool. After `is_valid()`: `told` holds what was given, by name."""

    purpose = "tool"

    def __init__(self, request: HttpRequest, *, tool: Tool, now: datetime):
        super().__init__(request, now=now)
        self.tool, self.today = tool, timezone.localdate(now)
        for ask in tool.asks:
            self.fields[ask.name] = _field(ask, tool.words.asks[ask.name])

    @property
    def told(self) -> dict[str, date | str]:
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def first_fields(self) -> list[forms.BoundField]:
        return [self[ask.name] for ask in self.tool.asks if not ask.is_more]

    def more_fields(self) -> list[forms.BoundField]:
        return [self[ask.name] for ask in self.tool.asks if ask.is_more]

    def shows_more(self) -> bool:
        """Whether something is filled in, or wrong, among what is folded away."""
        return any(field.errors or any(_typed(field)) for field in self.more_fields())

    def typed(self) -> list[tuple[str, str]]:
        """Everything that was typed, by the names of the boxes, for a form that sends it again."""
        own = set(self.fields)
        names = [name for name in self.data if name in own or name.rsplit("_", 1)[0] in own]
        return [(name, value) for name in names for value in self.data.getlist(name)]

    def clean(self) -> dict:
        cleaned = super().clean()
        self._ask_for_what_is_needed(cleaned)
        self._refuse_far_days(cleaned)
        for ask in self.tool.asks:
            self._refuse_before(ask, cleaned)
        if not self.errors and self.tool.needs_a_date and not any(isinstance(day, date) for day in cleaned.values()):
            self.add_error(self.tool.asks[0].name, _("Fill in one date at least, for example 12 1 2026."))
        return cleaned

    def _ask_for_what_is_needed(self, cleaned: dict) -> None:
        for ask in self.tool.asks:
            choice, options = ask.needed_with
            if cleaned.get(choice) in options and not cleaned.get(ask.name) and ask.name not in self.errors:
                self.add_error(ask.name, self.fields[ask.name].error_messages["required"])

    def _refuse_far_days(self, cleaned: dict) -> None:
        for ask in self.tool.asks:
            day = cleaned.get(ask.name)
            if isinstance(day, date) and day > months_after(self.today, MOST_MONTHS_AHEAD):
                self.add_error(ask.name, _("This day is more than 3 years away. Look at the year again."))
            elif ask.is_past and isinstance(day, date) and day > self.today:
                self.add_error(ask.name, _("This day is still to come. Look at the year again."))

    def _refuse_before(self, ask: Ask, cleaned: dict) -> None:
        day, other = cleaned.get(ask.name), cleaned.get(ask.not_before) if ask.not_before else None
        if isinstance(day, date) and isinstance(other, date) and day < other:
            words = _("This day is before %(day)s, which you gave for “%(question)s”. Look at both dates.")
            self.add_error(ask.name, words % {"day": on_date(other), "question": self.tool.words.asks[ask.not_before].label})

    def answer(self, working: WorkingDays) -> Answer | None:
        """What the tool works out, or None with an error of the form when nobody can tell yet."""
        if not self.is_valid():
            return None
        try:
            return self.tool.work_out(self.told, today=self.today, working=working)
        except HolidaysNotKnown as unknown:
            words = _("We need the bank holidays of %(year)s, and they are not announced yet. Ask SENDIASS for the date.")
            self.add_error(None, words % {"year": unknown.day.year})
        except RuleNotKnown as unknown:
            words = _(
                "We know no rule for %(day)s. The law on EHC plans began on 1 September 2014. Look at the year again, or ask SENDIASS."
            )
            self.add_error(None, words % {"day": on_date(unknown.day)})
        return None


def _typed(field: forms.BoundField) -> list[str]:
    value = field.value()
    parts = value if isinstance(value, list) else [value]
    return [str(part) for part in parts if part]


def _field(ask: Ask, words: AskWords) -> forms.Field:
    told = {"label": words.label, "help_text": words.hint, "required": ask.is_needed}
    if ask.kind == DATE:
        return DatePartsField(**told)
    if ask.kind == CHOICE:
        missing = {"required": gettext_lazy("Choose one. If you are not sure, choose the nearest.")}
        return forms.ChoiceField(**told, choices=list((words.options or {}).items()), widget=forms.RadioSelect, error_messages=missing)
    if ask.kind == WORDS:
        return forms.CharField(**told, max_length=LONGEST_WORDS, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    if ask.kind == TEXT:
        return forms.CharField(**told, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}))
    raise ValueError(ask.kind)
