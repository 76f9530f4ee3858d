"""How sure a family can be of a record, in a state and in words. The days are data (`data/rules/freshness.yaml`)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from .models import Service

FRESH, DUE, UNCONFIRMED, HELD = "fresh", "due", "unconfirmed", "held"


@dataclass(frozen=True, slots=True)
class Freshness:
    """`state` is fresh, due, unconfirmed or held; `text` says it."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class FreshnessRule:
    """In force from `valid_from` up to `valid_to` (excluded; None: still).

    Counted from a person's confirmation: so long fresh, then so long due. So long after anybody vouched for a record at all, the
    desk asks whether to hold it back; never for services of these kinds (codes) or of these bodies (`Organisation.Body`).
    """

    valid_from: date
    valid_to: date | None
    fresh_for: timedelta
    due_for: timedelta
    ask_after: timedelta
    never_ask_kinds: frozenset[str]
    never_ask_bodies: frozenset[str]


def freshness_of(service: "Service", *, today: date) -> Freshness:
    """Say how fresh the service's facts are. Only a person's confirmation makes a record fresh, never an import."""
    if service.held_back_on:
        return Freshness(HELD, _("Held back by the council"))
    who = who_runs(service)
    if service.assured_on is None:
        return Freshness(UNCONFIRMED, _("Not yet checked by the %(who)s") % {"who": who})
    rule, age = rule_on(today), today - service.assured_on
    if age > rule.fresh_for + rule.due_for:
        day = date_format(service.assured_on, "j F Y")
        return Freshness(UNCONFIRMED, _("We could not confirm this since %(day)s. Please ask the %(who)s.") % {"day": day, "who": who})
    if age > rule.fresh_for:
        return Freshness(DUE, _("Checked %(ago)s. A new check is due.") % {"ago": ago(age)})
    return Freshness(FRESH, _("Checked %(ago)s") % {"ago": ago(age)})


def who_runs(service: "Service") -> str:
    """Who a sentence speaks of: "club", "school", or plainly the people who run it."""
    return service.kind.short_name or _("people who run it")


def ago(age: timedelta) -> str:
    """`21 days` → "3 weeks ago"."""
    days = max(0, age.days)
    if days < 2:
        return _("yesterday") if days else _("today")
    if days < 14:
        return ngettext("%d day ago", "%d days ago", days) % days
    if days < 61:
        return ngettext("%d week ago", "%d weeks ago", days // 7) % (days // 7)
    return ngettext("%d month ago", "%d months ago", days // 30) % (days // 30)


def rule_on(day: date) -> FreshnessRule:
    """The rule in force on this day. Raises LookupError when the data leave a gap."""
    for rule in rules():
        if rule.valid_from <= day and (rule.valid_to is None or day < rule.valid_to):
            return rule
    raise LookupError(f"data/rules/freshness.yaml has no rule for {day}.")


@cache
def rules() -> tuple[FreshnessRule, ...]:
    entries = yaml.safe_load((Path(settings.SHIPPED_DATA_DIR) / "rules" / "freshness.yaml").read_text(encoding="utf-8"))
    return tuple(
        FreshnessRule(
            entry["valid_from"],
            entry["valid_to"],
            timedelta(days=entry["fresh_for_days"]),
            timedelta(days=entry["due_for_days"]),
            timedelta(days=entry["ask_after_days"]),
            frozenset(entry["never_ask"]["kinds"]),
            frozenset(entry["never_ask"]["bodies"]),
        )
        for entry in entries
    )
