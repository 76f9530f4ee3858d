"""The lists of the directory at the desk: services, who runs them, where they are, and the words they are sorted by."""

import django_filters
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from localoffer.core.models import HelpContact
from localoffer.directory.models import Location, Organisation, Service, TaxonomyTerm
from localoffer.directory.terms import KINDS
from localoffer.guidance.models import PageTranslation

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
    panels = [FieldPanel("name"), FieldPanel("description"), FieldPanel("website"), FieldPanel("email"), FieldPanel("phone")]


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
    panels = [
        FieldPanel("name"),
        MultiFieldPanel([FieldPanel(name) for name in ("address_1", "address_2", "address_3", "town", "postcode")], heading=_("Address")),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("precision")]),
        FieldPanel("accessibility"),
    ]


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
    for viewset in (ServiceViewSet, OrganisationViewSet, LocationViewSet):
        register_snippet(viewset)
