"""The values of the council's own fields: from what a form sends to what stands in the record, and to what families read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from localoffer.core.untrusted import plain_text
from localoffer.core.versions import KeptForVersion

from .models import CustomField, Service

_fields = KeptForVersion(lambda _key: list(CustomField.objects.filter(is_in_use=True)))


def fields_now() -> list[CustomField]:
    """The fields in use, in their order, read once a content version."""
    return _fields.get()


def custom_facts(service: Service) -> list[dict[str, Any]]:
    """What `components/facts.html` takes: the public fields that have a value. A value that does not fit its field is left out."""
    known = [(field.name, value_in_words(field, service.custom.get(field.code))) for field in fields_now() if field.is_public]
    return [{"term": name, "text": words} for name, words in known if words]


def value_in_words(field: CustomField, value: Any) -> str:
    """A value as families read it; nothing for one that is empty or of another kind than the field now asks for."""
    forms = CustomField.Form
    if value in (None, ""):
        return ""
    if field.form == forms.YES_NO:
        return {True: _("Yes"), False: _("No")}.get(value, "") if isinstance(value, bool) else ""
    if field.form == forms.DAY:
        day = _day(value)
        return date_format(day, "j F Y") if day else ""
    if field.form == forms.LINK:
        return (
            format_html('<a class="govuk-link" href="{}" rel="nofollow">{}</a>', value, value)
            if str(value).startswith(("https://", "http://"))
            else ""
        )
    return str(value)


def read_values(given: Mapping[str, Any], *, held: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the record after a form has given these texts. What fields out of use hold is kept as it is.

    Raises ValidationError naming each field whose value does not fit.
    """
    fields = {field.code: field for field in fields_now()}
    read = {code: value for code, value in held.items() if code not in fields}
    problems = []
    for code, field in fields.items():
        if given.get(code) in (None, ""):
            continue
        try:
            read[code] = _read(field, given[code])
        except ValueError as problem:
            problems.append(f"{field.name}: {problem}")
    if problems:
        raise ValidationError(problems)
    return read


def _read(field: CustomField, value: Any) -> Any:
    """The value by the kind of its field. Raises ValueError with a plain sentence."""
    forms, text = CustomField.Form, str(value).strip()
    if field.form == forms.YES_NO:
        if text.casefold() not in ("true", "false"):
            raise ValueError(_("Choose yes or no."))
        return text.casefold() == "true"
    if field.form == forms.NUMBER:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise ValueError(_("Write a whole number."))
        return int(text)
    if field.form == forms.DAY and _day(text) is None:
        raise ValueError(_("Write a day as 2027-03-31."))
    if field.form == forms.LINK and not text.startswith(("https://", "http://")):
        raise ValueError(_("Write a web address that begins with https://"))
    if field.form == forms.CHOICE and text not in field.choice_list:
        raise ValueError(_("Choose one of the list."))
    return plain_text(text, longest=500)


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
