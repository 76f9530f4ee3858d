"""What a family may ask of the list of services."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .finding import BEST_FIT, BY_NAME, NEAREST, NEWEST
from .queries import Place, locate

OLDEST_YEARS = 25


class ServiceFilterForm(forms.Form):
    """The part of a list's GET form that is typed: a postcode, an age in years, words of a name; and the order. Each may be empty.

    After `is_valid()`: `place` is where distances are measured from (None without a postcode). A postcode that cannot be
    found is an error of that field and the rest still counts.
    """

    name = forms.CharField(label=gettext_lazy("Name of the school"), required=False, max_length=100)
    postcode = forms.CharField(label=gettext_lazy("Your postcode"), required=False, max_length=100)
    age = forms.IntegerField(
        label=gettext_lazy("Age in years"),
        required=False,
        min_value=0,
        max_value=OLDEST_YEARS,
        error_messages={
            "invalid": gettext_lazy("Write the age as a number from 0 to 25"),
            "min_value": gettext_lazy("Write the age as a number from 0 to 25"),
            "max_value": gettext_lazy("Write the age as a number from 0 to 25"),
        },
    )
    sort = forms.ChoiceField(required=False, choices=[(order, order) for order in (BEST_FIT, NEAREST, BY_NAME, NEWEST)])

    def __init__(self, *args, postcode_example: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.place: Place | None = None
        self.postcode_example = postcode_example

    def clean_postcode(self) -> str:
        text = self.cleaned_data["postcode"]
        if not text:
            return ""
        self.place = locate(text)
        if self.place is None:
            message = _("We cannot find this postcode. Write it like this: %(example)s") % {"example": self.postcode_example or "AB1 2CD"}
            raise forms.ValidationError(message)
        return self.place.asked
