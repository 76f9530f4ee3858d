"""What a family may ask of the list of services."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .queries import Place, kinds_in_use, locate

NEAREST, BY_NAME = "distance", "name"
OLDEST_YEARS = 25


class ServiceFilterForm(forms.Form):
    """A GET form: a postcode, kinds, an age in years, an order. Each may be empty.

    After `is_valid()`: `place` is where distances are measured from (None without a postcode). A postcode that cannot be
    found is an error of that field and the rest still counts.
    """

    postcode = forms.CharField(label=gettext_lazy("Your postcode"), required=False, max_length=100)
    kind = forms.MultipleChoiceField(label=gettext_lazy("Kind of service"), required=False, widget=forms.CheckboxSelectMultiple)
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
    sort = forms.ChoiceField(
        label=gettext_lazy("Order"),
        required=False,
        choices=[(NEAREST, gettext_lazy("Nearest first")), (BY_NAME, gettext_lazy("By name"))],
    )

    def __init__(self, *args, postcode_example: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.place: Place | None = None
        self.kinds = kinds_in_use()
        self.postcode_example = postcode_example
        self.fields["kind"].choices = [(kind.code, kind.name) for kind in self.kinds]

    def clean_postcode(self) -> str:
        text = self.cleaned_data["postcode"]
        if not text:
            return ""
        self.place = locate(text)
        if self.place is None:
            message = _("We cannot find this postcode. Write it like this: %(example)s") % {"example": self.postcode_example or "AB1 2CD"}
            raise forms.ValidationError(message)
        return self.place.asked
