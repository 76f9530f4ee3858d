"""Controls of the desk's own: how often something is, the council's own fields, a list of codes. Each works without a script.

Each gives its field one text, as the plain field expects it: the rules stay in the directory.
"""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from localoffer.directory.custom_values import fields_now
from localoffer.directory.models import CustomField
from localoffer.directory.opening_words import DAYS, WHICH

OFTEN = [
    ("", _("One day only, or not known")),
    ("FREQ=WEEKLY", _("Every week")),
    ("FREQ=WEEKLY;INTERVAL=2", _("Every second week (give the first day)")),
    ("FREQ=MONTHLY", _("Every month, on the days of the week below")),
    ("FREQ=DAILY", _("Every day")),
    ("FREQ=YEARLY", _("Every year (give the first day)")),
    ("other", _("Another rule, written out below")),
]
IN_MONTH = [("", _("every week of the month")), *[(key, WHICH[key]) for key in ("1", "2", "3", "4", "-1")]]


class RepeatWidget(forms.MultiWidget):
    """A rule of RFC 5545 as a choice, the days of the week and which of the month; one it cannot show stays as it is written."""

    template_name = "editorial/widgets/repeat.html"
    labels = (_("How often"), _("Days"), _("Which of the month"), _("Another rule"))

    def __init__(self, attrs=None):
        parts = [
            forms.Select(choices=OFTEN),
            forms.CheckboxSelectMultiple(choices=[(key, name) for key, name in DAYS.items()]),
            forms.Select(choices=IN_MONTH),
            forms.TextInput(attrs={"placeholder": "FREQ=WEEKLY;INTERVAL=3;BYDAY=SA"}),
        ]
        super().__init__(parts, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, label in zip(context["widget"]["subwidgets"], self.labels, strict=True):
            part["label"] = label
        return context

    def decompress(self, value: str | None) -> list[Any]:
        parts = dict(part.split("=", 1) for part in (value or "").split(";") if "=" in part)
        days = [day for day in parts.pop("BYDAY", "").split(",") if day]
        often = ";".join(f"{name}={text}" for name, text in parts.items())
        which = {day[:-2] for day in days}
        if often not in dict(OFTEN) or len(which) > 1 or not which <= set(dict(IN_MONTH)):
            return ["other", [], "", value]
        return [often, [day[-2:] for day in days], "".join(which), ""]

    def value_from_datadict(self, data, files, name) -> str:
        often, days, which, other = super().value_from_datadict(data, files, name)
        if often == "other":
            return (other or "").strip()
        if often in ("", "FREQ=DAILY", "FREQ=YEARLY"):
            return often or ""
        which = which if often == "FREQ=MONTHLY" else ""
        return f"{often};BYDAY={','.join(which + day for day in days)}" if days else often

    def value_omitted_from_data(self, data, files, name) -> bool:
        return f"{name}_0" not in data


class OwnFieldsWidget(forms.MultiWidget):
    """The council's own fields, each with a control of its kind. What a field that is out of use holds is kept."""

    template_name = "editorial/widgets/own_fields.html"

    def __init__(self, attrs=None):
        self.own = fields_now()
        super().__init__({field.code: _control(field) for field in self.own}, attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, field in zip(context["widget"]["subwidgets"], self.own, strict=True):
            part["label"], part["help"] = field.name, field.help_text
        return context

    def decompress(self, value) -> list[Any]:
        held = json.loads(value) if isinstance(value, str) else value or {}
        return [held.get(field.code, "") for field in self.own]

    def value_from_datadict(self, data, files, name) -> str:
        given = super().value_from_datadict(data, files, name)
        return json.dumps({field.code: value for field, value in zip(self.own, given, strict=True) if value not in (None, "")})

    def value_omitted_from_data(self, data, files, name) -> bool:
        return False


class CodesWidget(forms.TextInput):
    """A list of codes in JSON, as words with commas between."""

    def format_value(self, value) -> str:
        held = json.loads(value) if isinstance(value, str) else value
        return ", ".join(held or [])

    def value_from_datadict(self, data, files, name) -> str:
        return json.dumps([code.strip() for code in (data.get(name) or "").split(",") if code.strip()])


def _control(field: CustomField) -> forms.Widget:
    forms_of = CustomField.Form
    if field.form == forms_of.YES_NO:
        return forms.NullBooleanSelect()
    if field.form == forms_of.CHOICE:
        return forms.Select(choices=[("", "")] + [(choice, choice) for choice in field.choice_list])
    if field.form == forms_of.DAY:
        return forms.DateInput(attrs={"type": "date"})
    return forms.URLInput() if field.form == forms_of.LINK else forms.NumberInput() if field.form == forms_of.NUMBER else forms.TextInput()
