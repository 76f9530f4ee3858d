"""The form of a service at the desk: its fields in the order in which a family asks, each with the rules of the directory."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface

from localoffer.directory.custom_values import read_values

from .widgets import CodesWidget, OwnFieldsWidget, RepeatWidget


class ServiceForm(WagtailAdminModelForm):
    """Wagtail's form, with the council's own fields read by their kinds."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "custom" in self.fields:  # here, not on the panel: the fields are those of today, not of when the site started
            self.fields["custom"].widget = OwnFieldsWidget()
            self.fields["custom"].required = False

    def clean_custom(self) -> dict:
        """Raises ValidationError naming the field whose value does not fit."""
        held = self.instance.custom if isinstance(self.instance.custom, dict) else {}
        return read_values(self.cleaned_data["custom"] or {}, held=held)


def _group(heading, *panels) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(panel) if isinstance(panel, str) else panel for panel in panels], heading=heading)


def _row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


TIME = [
    FieldPanel("rrule", widget=RepeatWidget), _row("opens_at", "closes_at"), FieldPanel("is_all_day"), _row("valid_from", "valid_to"),
    FieldPanel("term"), FieldPanel("opens_on_bank_holidays"), FieldPanel("location"), FieldPanel("words"),
]  # fmt: skip
MAIN = [
    _group(_("What it is"), "name", "summary", "description", "kind", "organisation"),
    _group(_("Who it is for"), _row("min_age_months", "max_age_months"), "needs", "is_for_everyone", _row("needs_diagnosis", "needs_plan"),
           "topics"),
    InlinePanel("schedules", panels=TIME, heading=_("When"), label=_("time")),
    _group(_("Closed for now"), _row("closed_from", "closed_to"), "closed_because"),
    InlinePanel("at_locations", heading=_("Where"), label=_("place")),
    _group(_("Without going there"), "is_online", "is_by_phone", "is_at_home"),
    InlinePanel("areas", heading=_("Who lives where it serves"), label=_("area")),
    _group(_("The area in words"), "area_words"),
    InlinePanel("cost_options", heading=_("Cost"), label=_("cost")),
    _group(_("Getting a place"), "route", "route_words", "route_form", "route_phone", "route_link", "places",
           _row("vacancies", "vacancies_on"), _row("waiting_words", "waiting_on")),
    _group(_("Contact"), "phone", "email", "website"),
]  # fmt: skip
SUPPORT = [
    _group(_("What sessions offer"), "features", "languages", "accessibility", "transport"),
    InlinePanel("answers", heading=_("What the provider says"), label=_("answer")),
    _group(_("The council"), "expected_note"),
]
BEHIND = [
    _group(_("Who is behind it"), "decided_by", "commissioned_by", "funding", "complain_words", "complain_link"),
    _group(_("Fields of our own"), "custom"),
    _group(_("The law"), FieldPanel("schedule2", widget=CodesWidget)),
    _group(_("From the register"), "registers", "registered_on", "inspected_on", "inspection_report"),
]


def service_panels() -> TabbedInterface:
    """Three tabs: what a family needs first, how it supports SEND, who is behind it."""
    tabs = [(_("The service"), MAIN), (_("SEND support"), SUPPORT), (_("Behind it"), BEHIND)]
    return TabbedInterface([ObjectList(panels, heading=heading) for heading, panels in tabs], base_form_class=ServiceForm)
