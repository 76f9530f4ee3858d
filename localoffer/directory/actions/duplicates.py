"""Services that may be one: found by a job, decided by a person. A decision is kept, and never asked for again."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.accounts.models import User

from ..duplicates import Candidate, Pair, pairs
from ..errors import MayNot
from ..models import PossibleDuplicate, Service, ServiceAtLocation
from .services import hold_back

BATCH = 500
Decision = PossibleDuplicate.Decision


@transaction.atomic
def find_duplicates(*, now: datetime) -> dict[str, int]:
    """Compare all published services. Writes new pairs, brings undecided ones up to date, drops those no longer alike.

    Safe to run again: a decided pair stays as it was decided. Returns {"found", "new", "gone"}. Fires no signal: families see none of it.
    """
    found = {(pair.first, pair.second): pair for pair in pairs(_candidates())}
    known = {(row.first_id, row.second_id): row for row in PossibleDuplicate.objects.all()}
    today = timezone.localdate(now)
    new = [_row(pair, today) for key, pair in found.items() if key not in known]
    PossibleDuplicate.objects.bulk_create(new, batch_size=BATCH)
    undecided = {key: row for key, row in known.items() if not row.decision}
    changed = [_updated(row, found[key]) for key, row in undecided.items() if key in found]
    PossibleDuplicate.objects.bulk_update(changed, ["likeness", "reasons"], batch_size=BATCH)
    gone = [row.pk for key, row in undecided.items() if key not in found]
    for start in range(0, len(gone), BATCH):
        PossibleDuplicate.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    return {"found": len(found), "new": len(new), "gone": len(gone)}


@transaction.atomic
def keep_apart(pair: PossibleDuplicate, *, because: str, by: User, now: datetime) -> None:
    """Note that the two are not one, and why. Raises MayNot without a reason, or when somebody has decided already."""
    _decide(pair, Decision.APART, because=because, by=by, now=now)


@transaction.atomic
def take_as_same(pair: PossibleDuplicate, *, keep: Service, because: str, by: User, now: datetime) -> None:
    """Note that the two are one, and hold the other one back; nothing is deleted. Raises MayNot as `keep_apart`, or when
    `keep` is neither of them."""
    if keep.pk not in (pair.first_id, pair.second_id):
        raise MayNot(_("Choose which of the two to keep."))
    other = pair.second if keep.pk == pair.first_id else pair.first
    _decide(pair, Decision.SAME, because=because, by=by, now=now)
    hold_back(other, because=_("It is the same service as %(name)s.") % {"name": keep.name}, by=by, now=now)


def _decide(pair: PossibleDuplicate, decision: str, *, because: str, by: User, now: datetime) -> None:
    if not (by.is_active and by.is_council_staff):
        raise MayNot(_("Only the council's staff may do this."))
    if not because.strip():
        raise MayNot(_("Say why, so that nobody has to ask again."))
    facts = {"decision": decision, "because": because.strip()[:300], "decided_on": timezone.localdate(now), "decided_by": by}
    if not PossibleDuplicate.objects.filter(pk=pair.pk, decision=Decision.OPEN).update(**facts):
        raise MayNot(_("Somebody has decided about these two already."))
    pair.refresh_from_db()


def _candidates() -> list[Candidate]:
    """Two queries. A place whose address is hidden is compared by nothing: its postcode is not for others to see."""
    postcodes: dict[UUID, set[str]] = defaultdict(set)
    at = ServiceAtLocation.objects.filter(location__is_masked=False).order_by()
    for service, postcode in at.values_list("service_id", "location__postcode"):
        postcodes[service].add(postcode)
    rows = Service.objects.published().order_by("pk").values_list("pk", "name", "phone", "website")
    return [Candidate(pk, name, frozenset(postcodes[pk]), phone, website) for pk, name, phone, website in rows.iterator()]


def _row(pair: Pair, today) -> PossibleDuplicate:
    return PossibleDuplicate(first_id=pair.first, second_id=pair.second, likeness=pair.likeness, reasons=list(pair.reasons), found_on=today)


def _updated(row: PossibleDuplicate, pair: Pair) -> PossibleDuplicate:
    row.likeness, row.reasons = pair.likeness, list(pair.reasons)
    return row
