"""The first thing an officer sees: what waits today. Every number is a link to the list behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from localoffer.accounts.permissions import may
from localoffer.directory.queries import services_to_ask_about

from . import queries
from .snippets import ServiceViewSet

SHOWN = 5
TERMS_AHEAD = timedelta(weeks=12)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One pile of work: how many, what they are, where the list is."""

    count: int
    words: str
    url: str


class TodayPanel(Component):
    name = "today"
    template_name = "editorial/today.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        reviews = queries.waiting_reviews()
        today = timezone.localdate()
        checks = queries.pages_to_check(today=today)
        never, check_url = sum(1 for entry in checks if entry.due_on is None), reverse("editorial:check-list")
        services_url = reverse(f"{ServiceViewSet().url_namespace}:list") + "?confirmed=no"
        return {
            "piles": [
                Waiting(len(reviews), _("to review, the oldest first"), reverse("editorial:review-list")),
                Waiting(never, _("pages that nobody has checked yet"), check_url),
                Waiting(len(checks) - never, _("pages whose check is due"), f"{check_url}#due"),
                Waiting(queries.services_not_confirmed(), _("services that nobody has confirmed"), services_url),
                Waiting(len(services_to_ask_about(today=today)), _("services to hold back or confirm"), reverse("editorial:record-list")),
                Waiting(queries.possible_duplicates().count(), _("pairs of services that may be one"), reverse("editorial:duplicate-list")),
                Waiting(queries.held_out_records().count(), _("services kept out of open data"), reverse("editorial:held-out-list")),
                *self._imports(parent_context["request"].user),
            ],
            "reviews": reviews[:SHOWN],
            "checks": checks[:SHOWN],
            "terms": self._terms(today),
            "request": parent_context["request"],
        }

    @staticmethod
    def _terms(today: date) -> str:
        """A sentence while the school terms end within 12 weeks, or there are none: without them nothing is open "in term time"."""
        end = queries.school_terms_end_on()
        if end is None:
            return _("There are no school terms yet. Until there are, we cannot say what is open in term time or in the holidays.")
        if end - today > TERMS_AHEAD:
            return ""
        return _("The school terms end on %(day)s. Add the next ones.") % {"day": date_format(end, "j F Y")}

    @staticmethod
    def _imports(user) -> list[Waiting]:
        """For those who may bring them in; a link that is refused helps nobody."""
        if not may(user, "bring-in-registers"):
            return []
        return [Waiting(queries.imports_waiting(), _("register files read and not brought in"), reverse("editorial:import-list"))]
