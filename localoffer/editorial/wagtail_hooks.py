"""The desk as officers need it: a front page of what waits, our lists in the menu, and less of what nobody here uses."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.views.home import RecentEditsPanel, UserObjectsInWorkflowModerationPanel
from wagtail.models import Page

from . import urls
from .snippets import HelpContactViewSet, TermViewSet, TranslationViewSet
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
def register_translations():
    return TranslationViewSet()


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
