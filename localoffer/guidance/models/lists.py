"""Fields that hold a short list of codes as JSON, and how an officer fills them: by ticking or choosing, never by typing JSON."""

from collections.abc import Callable, Iterable

from django import forms
from django.db import models
from django.utils.translation import gettext as _

EMPTY_ROWS = 3


class CodeListField(models.JSONField):
    """A list of codes. `offered` returns (code, words) pairs when a form is made; the list may hold no other code.

    In migrations it is a plain JSONField: what is offered may change without one.
    """

    form_class: type[forms.MultipleChoiceField] = forms.MultipleChoiceField
    widget: type[forms.Widget] = forms.CheckboxSelectMultiple

    def __init__(self, *args, offered: Callable[[], Iterable[tuple[str, str]]] = tuple, **options):
        self.offered = offered
        super().__init__(*args, **options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def formfield(self, **options):
        wanted = {name: options[name] for name in ("label", "help_text", "required", "disabled") if name in options}
        label = {"label": self.verbose_name, "help_text": self.help_text, "required": not self.blank}
        return self.form_class(choices=self.offered, widget=self.widget, **(label | wanted))


class InOrder(forms.Widget):
    """One drop-down a place: those in use, then some empty ones. Empty places are left out, so a list can be shortened."""

    template_name = "guidance/widgets/in_order.html"

    def __init__(self, attrs=None, choices=()):
        super().__init__(attrs)
        self.choices = choices

    def get_context(self, name: str, value, attrs) -> dict:
        chosen = list(value or [])
        choices = [("", "—"), *self.choices]
        places = [
            {"number": n, "options": [{"value": code, "words": words, "is_chosen": code == key} for code, words in choices]}
            for n, key in enumerate([*chosen, *[""] * EMPTY_ROWS], start=1)
        ]
        return super().get_context(name, value, attrs) | {"places": places}

    def value_from_datadict(self, data, files, name: str) -> list[str]:
        return [key for key in data.getlist(name) if key]

    def id_for_label(self, id_: str, index=None) -> str:
        return f"{id_}_1" if id_ else ""


class OrderedChoiceField(forms.MultipleChoiceField):
    """The codes in the order they were chosen. Raises ValidationError when one stands twice."""

    def clean(self, value) -> list[str]:
        codes = super().clean(value)
        if len(set(codes)) < len(codes):
            raise forms.ValidationError(_("One of these stands twice. Choose each one once."))
        return codes

    def has_changed(self, initial, data) -> bool:
        return list(initial or []) != list(data or [])


class OrderedCodeListField(CodeListField):
    """A list of codes whose order means something: the first is the one to ring."""

    form_class = OrderedChoiceField
    widget = InOrder
