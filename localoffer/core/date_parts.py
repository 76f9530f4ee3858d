"""A date in a form as three boxes (day, month, year): the way that people make fewest mistakes with."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
PARTS = ("day", "month", "year")
LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
BIRTHDAY_PARTS = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}


class DatePartsWidget(forms.MultiWidget):
    """Three text boxes named `<name>_day`, `<name>_month`, `<name>_year`, with ids `<id>_0` to `<id>_2`.

    `components/field.html` draws them; `label` and `size` in a box's attributes are for that template alone.
    """

    use_fieldset = True

    def __init__(self, *, is_birthday: bool = False) -> None:
        boxes = {
            part: forms.TextInput(
                attrs={
                    "label": LABELS[part],
                    "size": 4 if part == "year" else 2,
                    # A month may be typed as a word.
                    "inputmode": "text" if part == "month" else "numeric",
                    "autocomplete": BIRTHDAY_PARTS[part] if is_birthday else "",
                }
            )
            for part in PARTS
        }
        super().__init__(widgets=boxes)

    def decompress(self, value: date | None) -> list[object]:
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]


class DatePartsField(forms.Field):
    """A date from three boxes. Accepts a month as a number or a name; says which part is missing or cannot be."""

    widget = DatePartsWidget
    default_error_messages = {
        "required": _("Enter a date, for example 27 3 2026."),
        "day": _("The date must include a day."),
        "month": _("The date must include a month."),
        "year": _("The date must include a year with four numbers."),
        "unreal": _("Enter a real date, for example 27 3 2026."),
    }

    def to_python(self, value: object) -> date | None:
        """None when all boxes are empty. Raises ValidationError with what to do."""
        if value is None or isinstance(value, date):
            return value
        words = [str(part or "").strip() for part in value]
        if not any(words):
            return None
        self._refuse_missing(words)
        day, month, year = _number(words[0]), _month(words[1]), _number(words[2])
        if len(words[2]) != 4 or year is None:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(year, month or 0, day or 0)
        except ValueError:
            raise ValidationError(self.error_messages["unreal"], code="unreal") from None

    def _refuse_missing(self, words: list[str]) -> None:
        for part, word in zip(PARTS, words, strict=True):
            if not word:
                raise ValidationError(self.error_messages[part], code=part)

    def has_changed(self, initial: object, data: object) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and len(word) <= 4 else None


def _month(word: str) -> int | None:
    """The month's number, from a number or from the first three letters of its English name."""
    start = word[:3].lower()
    return MONTHS.index(start) + 1 if start in MONTHS else _number(word)
