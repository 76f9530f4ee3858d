from django import forms
from django.utils.translation import gettext_lazy as _


class DecisionForm(forms.Form):
    """A reviewer's answer to the words that were sent. To ask for changes one must say which."""

    APPROVE, SEND_BACK = "approve", "reject"

    decision = forms.ChoiceField(choices=[(APPROVE, _("Approve and publish")), (SEND_BACK, _("Ask for changes"))])
    comment = forms.CharField(label=_("What should change"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def clean(self) -> dict:
        data = super().clean()
        if data.get("decision") == self.SEND_BACK and not data.get("comment", "").strip():
            self.add_error("comment", _("Write what should change, so that the writer knows what to do."))
        return data
