"""The lists of the directory at the desk: services, who runs them, where they are, and the words they are sorted by."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from localoffer.core.models import HelpContact
from localoffer.directory.models import ACCESS, CustomField, Location, Organisation, School, SchoolTerm, Service, TaxonomyTerm
from localoffer.directory.terms import KINDS
from localoffer.guidance.models import PageTranslation

from .location_form import LocationForm
from .service_form import service_panels

CONFIRMED = [("yes", _("Confirmed by a person")), ("no", _("Not confirmed yet"))]


class ServiceFilters(WagtailFilterSet):
    kind = django_filters.ModelChoiceFilter(label=_("Kind"), queryset=lambda request: TaxonomyTerm.objects.of(KINDS))
    source = django_filters.AllValuesFilter(label=_("Came from"))
    confirmed = django_filters.ChoiceFilter(label=_("Confirmed"), choices=CONFIRMED, method="by_confirmation")

    class Meta:
        model = Service
        fields = ["live", "kind", "source"]

    def by_confirmation(self, queryset, name: str, value: str):
        return queryset.filter(assured_on__isnull=value == "no")


class ServiceViewSet(SnippetViewSet):
    model = Service
    icon = "list-ul"
    menu_label = _("Services")
    menu_name = "services"
    menu_order = 110
    add_to_admin_menu = True
    list_display = ["name", "kind", "organisation", BooleanColumn("live", label=_("Shown")), "assured_on", UpdatedAtColumn()]
    list_per_page = 50
    filterset_class = ServiceFilters
    search_fields = ["name", "organisation__name"]
    search_backend_name = None
    ordering = ["name"]
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = service_panels()

    def get_queryset(self, request):
        return Service.objects.select_related("kind", "organisation")


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    menu_order = 120
    add_to_admin_menu = True
    list_display = ["name", "phone", "source"]
    list_per_page = 50
    list_filter = ["source"]
    search_fields = ["name"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("name"),
        FieldPanel("body"),
        FieldPanel("description"),
        FieldPanel("website"),
        FieldPanel("email"),
        FieldPanel("phone"),
    ]


class LocationViewSet(SnippetViewSet):
    model = Location
    icon = "site"
    menu_label = _("Places")
    menu_name = "places"
    menu_order = 130
    add_to_admin_menu = True
    list_display = ["__str__", "postcode", "precision"]
    list_per_page = 50
    search_fields = ["name", "address_1", "postcode", "town"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [FieldPanel(name) for name in ("address_1", "address_2", "address_3", "town", "postcode", "is_masked")],
                heading=_("Address"),
            ),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("precision")]),
            MultiFieldPanel([*(FieldPanel(name) for name in ACCESS), FieldPanel("accessibility")], heading=_("Getting in and around")),
        ],
        base_form_class=LocationForm,
    )


class SchoolViewSet(SnippetViewSet):
    """Facts of schools: like places, no part of a service's drafts."""

    model = School
    icon = "clipboard-list"
    menu_label = _("School facts")
    menu_name = "schools"
    menu_order = 115
    add_to_admin_menu = True
    list_display = ["service", "phase", "type_name", "is_section_41", "sen_report_on"]
    list_per_page = 50
    list_filter = ["phase", "is_section_41"]
    search_fields = ["service__name"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("service"),
        MultiFieldPanel([FieldPanel("sen_report_url"), FieldRowPanel([FieldPanel("sen_report_on"), FieldPanel("sen_report_checked_on")])],
                        heading=_("SEN information report")),
        FieldRowPanel([FieldPanel("phase"), FieldPanel("gender")]),
        FieldRowPanel([FieldPanel("type_name"), FieldPanel("type_code")]),
        FieldRowPanel([FieldPanel("is_section_41"), FieldPanel("section_41_on")]),
        MultiFieldPanel([FieldPanel(name) for name in ("religion", "has_nursery", "has_sixth_form", "has_boarding", "capacity", "pupils")],
                        heading=_("More")),
        InlinePanel("units", heading=_("Units and resourced provision"), label=_("unit")),
    ]  # fmt: skip

    def get_queryset(self, request):
        return School.objects.select_related("service")


class SchoolTermViewSet(ModelViewSet):
    model = SchoolTerm
    icon = "calendar-alt"
    menu_label = _("School terms")
    menu_name = "school-terms"
    menu_order = 145
    add_to_admin_menu = True
    list_display = ["name", "starts_on", "ends_on"]
    search_fields = ["name"]
    search_backend_name = None
    copy_view_enabled = False
    form_fields = ["name", "starts_on", "ends_on"]


class CustomFieldViewSet(ModelViewSet):
    """A fact more, without code. A code that is used once stays: it stands in records and downloads."""

    model = CustomField
    icon = "form"
    menu_label = _("Fields of our own")
    menu_name = "custom-fields"
    menu_order = 146
    add_to_admin_menu = True
    list_display = ["name", "form", "is_public", "is_in_use"]
    search_fields = ["name", "code"]
    search_backend_name = None
    copy_view_enabled = False
    form_fields = ["name", "code", "form", "choices", "help_text", "is_public", "is_in_use", "position"]


class TermViewSet(ModelViewSet):
    """Words may be changed, codes never: they stand in addresses, files and other councils' feeds."""

    model = TaxonomyTerm
    icon = "tag"
    menu_label = _("Topics, needs and kinds")
    menu_name = "terms"
    menu_order = 140
    add_to_admin_menu = True
    list_display = ["name", "taxonomy", "code", "parent"]
    list_per_page = 100
    list_filter = ["taxonomy"]
    search_fields = ["name", "code"]
    search_backend_name = None
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    form_fields = ["name", "short_name", "description", "icon", "position"]


class HelpContactViewSet(ModelViewSet):
    model = HelpContact
    icon = "comment"
    menu_label = _("Help contacts")
    menu_name = "contacts"
    menu_order = 150
    add_to_admin_menu = True
    list_display = ["name", "phone", "hours", "seen_on", "confirmed_on"]
    list_filter = ["is_local"]
    search_fields = ["name", "what"]
    search_backend_name = None
    copy_view_enabled = False
    exclude_form_fields: list[str] = []


class TranslationViewSet(ModelViewSet):
    """Where a person who speaks the language records the day they read a translation. Words come from files, as translators work."""

    model = PageTranslation
    icon = "globe"
    menu_label = _("Translations")
    menu_name = "translations"
    menu_order = 160
    add_to_admin_menu = True
    list_display = ["__str__", "checked_on"]
    list_per_page = 100
    search_fields = ["page__title"]
    search_backend_name = None
    copy_view_enabled = False
    exclude_form_fields: list[str] = []
    form_fields = ["checked_on"]

    def get_queryset(self, request):
        return PageTranslation.objects.select_related("page")


def register() -> None:
    """Make the lists of things with drafts, or that a form chooses one of, known to Wagtail."""
    for viewset in (ServiceViewSet, OrganisationViewSet, LocationViewSet, SchoolViewSet):
        register_snippet(viewset)
