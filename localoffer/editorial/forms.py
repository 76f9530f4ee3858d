from django import forms
from django.utils.translation import gettext_lazy as _

from localoffer.directory.importers.sources import SOURCES


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


class RegisterFileForm(forms.Form):
    """A file of a register, to be read and compared. Reading it changes nothing that families see."""

    source = forms.ChoiceField(label=_("Register"), choices=[(source.code, source.name) for source in SOURCES])
    file = forms.FileField(label=_("File"), help_text=_("CSV or XLSX, as you downloaded it."))
    area = forms.CharField(
        label=_("Local authority"),
        required=False,
        max_length=120,
        help_text=_("As the register writes it. Leave empty for the council's own area."),
    )
    as_of = forms.DateField(
        label=_("Day the file speaks of"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave empty if the file says it."),
    )


class ApplyImportForm(forms.Form):
    """The word of a person. Where more than a tenth of the records are gone from the file, it says why that is right."""

    because = forms.CharField(
        label=_("Why is it right that so many are gone?"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, must_say_why: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["because"].required = must_say_why


class RecordForm(forms.Form):
    """What a person decides about a service. To hold it back one must say why."""

    CONFIRM, HOLD, LET_GO = "confirm", "hold", "let-go"

    decision = forms.ChoiceField(choices=[(CONFIRM, _("It is right")), (HOLD, _("Hold it back")), (LET_GO, _("Show it again"))])
    because = forms.CharField(label=_("Why it should be held back"), required=False, max_length=300)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("decision") == self.HOLD and not data.get("because", "").strip():
            self.add_error("because", _("Say why, so that others know what to find out."))
        return data
