"""The desk as officers need it: a front page of what waits, our lists in the menu, and less of what nobody here uses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.home import RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.admin.widgets import Button
from wagtail.models import Page

from localoffer.directory.models import Service
from localoffer.guidance.models import EasyReadPage

from . import urls
from .snippets import CustomFieldViewSet, HelpContactViewSet, SchoolTermViewSet, TermViewSet, TranslationViewSet
from .today import TodayPanel

NOT_NEEDED = {"help", "snippets"}


@hooks.register("register_admin_urls")
def register_desk_pages():
    return [path("today/", include(urls))]


@hooks.register("register_admin_viewset")
def register_terms():
    return TermViewSet()


@hooks.register("register_admin_viewset")
def register_contacts():
    return HelpContactViewSet()


@hooks.register("register_admin_viewset")
def register_own_fields_terms_and_translations():
    return [SchoolTermViewSet(), CustomFieldViewSet(), TranslationViewSet()]


@hooks.register("register_snippet_listing_buttons")
def link_to_decision(snippet, user, next_url=None):
    """Beside each service in the list: say that it is right, or hold it back."""
    if isinstance(snippet, Service):
        yield Button(_("Confirm or hold back"), reverse("editorial:record-decide", args=[snippet.pk]), priority=15, icon_name="history")


@hooks.register("construct_homepage_panels")
def show_today(request: HttpRequest, panels: list) -> None:
    kept = [panel for panel in panels if isinstance(panel, UserObjectsInWorkflowModerationPanel | RecentEditsPanel)]
    panels[:] = [TodayPanel(), *kept]


@hooks.register("construct_homepage_summary_items")
def show_no_totals(request: HttpRequest, items: list) -> None:
    items.clear()


@hooks.register("construct_main_menu")
def shorten_menu(request: HttpRequest, items: list) -> None:
    items[:] = [item for item in items if item.name not in NOT_NEEDED]


@hooks.register("after_edit_page")
def name_the_easy_read_twin(request: HttpRequest, page: Page) -> None:
    """Whoever has changed an answer is told of its twin: nothing changes that by itself."""
    twin = EasyReadPage.objects.child_of(page).first()
    if twin:
        link = format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[twin.pk]), _("Read it now"))
        messages.warning(request, format_html("{} {}", _("This answer has an easy read page. Does it still say the same?"), link))


@hooks.register("before_bulk_action")
def publish_no_open_review_in_bulk(request: HttpRequest, action_type: str, objects, action_class) -> HttpResponse | None:
    """Publishing in bulk shows nobody the words. While a review is open, they are read first."""
    if request.method != "POST" or action_type != "publish":
        return None
    open_reviews = [thing for thing in objects if isinstance(thing, Page) and thing.workflow_in_progress]
    if not open_reviews:
        return None
    titles = ", ".join(page.title for page in open_reviews)
    messages.error(
        request, _("Nothing was published. These wait for review: %(titles)s. Read and approve them first.") % {"titles": titles}
    )
    return redirect("editorial:review-list")
