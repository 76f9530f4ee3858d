"""What a request may ask for: the parameters of Open Referral UK 3.0, each checked. A mistake is told in words, with its name."""

import re
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from localoffer.directory.queries import locate

PER_PAGE, MOST_PER_PAGE, MOST_MINIMAL = 20, 100, 50_000
LAST_PAGE = 1_000_000
LONGEST_SEARCH = 200
FARTHEST_METRES = 500_000
LOST_PLUS = re.compile(r"(T.*) (\d\d:?\d\d)$")
YES, NO = ("true", "1", "yes"), ("false", "0", "no", "")


class TrueOrFalse(forms.CharField):
    """A boolean as an address holds it: "true" or "false". Django's own field takes any word for a yes."""

    def clean(self, value: Any) -> bool:
        word = (super().clean(value) or "").lower()
        if word in YES or word in NO:
            return word in YES
        raise forms.ValidationError(_("Write true or false."))


class Moment(forms.CharField):
    """A moment of ISO 8601, or a day. Without an offset it is UTC. A blank before the offset is a "+" that an address lost."""

    def clean(self, value: Any) -> datetime | None:
        text = LOST_PLUS.sub(r"\1+\2", super().clean(value) or "")
        if not text:
            return None
        try:
            at = parse_datetime(text) or (datetime.combine(day, datetime.min.time()) if (day := parse_date(text)) else None)
        except ValueError:
            at = None
        if at is None:
            raise forms.ValidationError(_("Write a moment as 2026-11-24T20:15:00Z, or a day as 2026-11-24."))
        try:
            return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        except OverflowError as problem:
            raise forms.ValidationError(_("This moment is too far away.")) from problem


class PageForm(forms.Form):
    """Which page, and how many to a page."""

    page = forms.IntegerField(required=False, min_value=1, max_value=LAST_PAGE)
    per_page = forms.IntegerField(required=False, min_value=1, max_value=MOST_PER_PAGE)
    format = forms.ChoiceField(required=False, choices=[("json", "json")])

    def clean_page(self) -> int:
        return self.cleaned_data["page"] or 1

    def clean_per_page(self) -> int:
        return self.cleaned_data["per_page"] or PER_PAGE

    def problems(self) -> list[dict[str, str]]:
        """Each mistake as {parameter, problem}."""
        return [{"parameter": name, "problem": str(words)} for name, found in self.errors.items() for words in found]


class SearchForm(PageForm):
    search = forms.CharField(required=False, max_length=LONGEST_SEARCH)


class OrganizationListForm(SearchForm):
    full = TrueOrFalse(required=False)
    full_service = TrueOrFalse(required=False)


class TermListForm(SearchForm):
    taxonomy_id = forms.UUIDField(required=False)
    parent_id = forms.UUIDField(required=False)
    top_only = TrueOrFalse(required=False)


class ServiceListForm(SearchForm):
    """Services, and the places where they run. After `is_valid()`, `cleaned_data["postcode"]` is a `Place` or None."""

    taxonomy_term_id = forms.UUIDField(required=False)
    taxonomy_id = forms.UUIDField(required=False)
    organization_id = forms.UUIDField(required=False)
    modified_after = Moment(required=False)
    full = TrueOrFalse(required=False)
    minimal = TrueOrFalse(required=False)
    postcode = forms.CharField(required=False, max_length=20)
    proximity = forms.FloatField(required=False, min_value=1, max_value=FARTHEST_METRES)

    def clean_postcode(self):
        text = self.cleaned_data["postcode"]
        place = locate(text) if text else None
        if text and place is None:
            raise forms.ValidationError(_("We do not know this postcode."))
        return place

    def clean(self) -> dict[str, Any]:
        asked = super().clean()
        if asked.get("proximity") and not asked.get("postcode") and "postcode" not in self.errors:
            self.add_error("proximity", _("Give a postcode to measure from."))
        return asked


class RemovedListForm(PageForm):
    modified_after = Moment(required=False)
