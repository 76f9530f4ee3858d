"""Questions about the directory that one QuerySet cannot answer. Other apps ask here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from .freshness import rule_on
from .geography import HasPoint, distance_metres
from .models import ImportBatch, Postcode, Service, TaxonomyTerm
from .postcodes import read_postcode
from .terms import KINDS

__all__ = [
    "Place",
    "Points",
    "RegisterSummary",
    "distance_metres",
    "kinds_in_use",
    "locate",
    "register_summary",
    "services_near",
    "services_of_kinds",
    "services_to_ask_about",
]

OFSTED, GIAS, CQC, ODS = "ofsted-childcare", "gias", "cqc", "nhs-ods"
LATEST_BATCHES = 200
LOOKED_UP_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Place:
    """Where distances are measured from.

    `code` is the postcode, sector or first half that was found, `precision` which of the three ("postcode", "sector",
    "outward"), `asked` the normal form of what was typed, `words` a sentence for the page; none when it is exact.
    """

    latitude: float
    longitude: float
    precision: str
    code: str
    asked: str
    words: str = ""
    district_code: str = ""

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The areas it lies in, as `ServiceArea` names them: first half of the postcode, sector, district."""
        outward, _blank, inward = self.asked.partition(" ")
        sector = f"{outward} {inward[0]}" if inward else ""
        return tuple(code for code in (outward, sector, self.district_code) if code)


def locate(text: str) -> Place | None:
    """Find the point for a postcode as people type it, whole or in part. One query, none when it is no postcode.

    An unknown postcode gives the middle of its sector, else of its first half. None for what is no postcode or one
    that we know nothing near of. Never raises, whatever the text.
    """
    codes = read_postcode(text)
    if not codes:
        return None
    marks = ", ".join(["%s"] * len(codes))  # by hand: every search asks, and the ORM takes as long to ask as all else here
    known = {row.code: row for row in Postcode.objects.raw(f"SELECT * FROM directory_postcode WHERE code IN ({marks})", codes)}  # noqa: S608
    found = next((known[code] for code in codes if code in known), None)
    if found is None:
        return None
    asked = found.code if found.code.replace(" ", "") == codes[0].replace(" ", "") else codes[0]
    return Place(found.latitude, found.longitude, found.level, found.code, asked, _words(found, asked), found.district_code)


class Points:
    """The points of many postcodes in a few queries, each as [latitude, longitude, precision]."""

    def __init__(self, postcodes: Iterable[str]):
        self.codes = {text: read_postcode(text) for text in postcodes}
        wanted = sorted({code for codes in self.codes.values() for code in codes})
        self.known: dict[str, Postcode] = {}
        for start in range(0, len(wanted), LOOKED_UP_AT_ONCE):
            self.known |= {row.code: row for row in Postcode.objects.filter(code__in=wanted[start : start + LOOKED_UP_AT_ONCE])}

    def of(self, postcode: str) -> list:
        for code in self.codes[postcode]:
            if code in self.known:
                found = self.known[code]
                return [found.latitude, found.longitude, found.level]
        return [None, None, ""]


def _words(found: Postcode, asked: str) -> str:
    if found.level == Postcode.Level.POSTCODE:
        return ""
    if found.code == asked:
        return _("We measure from the middle of %(area)s.") % {"area": found.code}
    return _("We do not hold the exact place of %(asked)s, so we measure from the middle of %(area)s.") % {
        "asked": asked,
        "area": found.code,
    }


def services_near(place: HasPoint, *, kinds: Iterable[str] = (), limit: int = 3, within_metres: float = 16_000) -> list[Service]:
    """The nearest published services of any of these kinds (all, when none is named), ready for cards.

    Each has `distance_metres`. Within 16 km by default, about 10 miles.
    """
    services = Service.objects.published().near(place, within_metres=within_metres)
    kinds = list(kinds)
    return list((services.of_kinds(kinds) if kinds else services).for_listing()[:limit])


def services_of_kinds(kinds: Iterable[str], *, limit: int = 3) -> list[Service]:
    """Published services of these kinds, the freshest first, ready for cards: for a page that knows no postcode."""
    found = Service.objects.published().of_kinds(list(kinds)).freshest_first(today=timezone.localdate())
    return list(found.for_listing()[:limit])


def kinds_in_use() -> list[TaxonomyTerm]:
    """The kinds of which there is a published service, in the taxonomy's order: what a filter offers."""
    used = Service.objects.published().order_by().values("kind")
    return list(TaxonomyTerm.objects.of(KINDS).filter(pk__in=used))


def services_to_ask_about(*, today: date) -> list[Service]:
    """Published services that nobody has vouched for so long that a person should decide whether to hold them back.

    A person's confirmation vouches, and so does a register whose file names the record. The longest unvouched come first. Never
    among them: the kinds and bodies that the rule names, and the only service that is evidence of an item of Schedule 2.
    """
    rule = rule_on(today)
    since = today - rule.ask_after
    silent = (
        Service.objects.published()
        .exclude(kind__code__in=rule.never_ask_kinds)
        .exclude(organisation__body__in=rule.never_ask_bodies)
        .exclude(assured_on__gte=since)
        .exclude(source_as_of__gte=since)
        .filter(created_at__date__lt=since)
    )
    only = _only_evidence()
    found = silent.select_related("kind", "organisation").order_by(F("assured_on").asc(nulls_first=True), "created_at", "pk")
    return [service for service in found if not only.intersection(service.schedule2)]


def _only_evidence() -> set[str]:
    """The items of Schedule 2 that one published service alone is evidence of."""
    rows = Service.objects.published().exclude(schedule2=[]).order_by().values_list("schedule2", flat=True)
    counts = Counter(item for items in rows for item in set(items))
    return {item for item, count in counts.items() if count == 1}


@dataclass(frozen=True, slots=True)
class RegisterSummary:
    """What the newest applied readings of the childcare register counted, over all local authorities that were read.

    `home_based` carers are counted and not named; `childminders` is the part of them that families look for. `as_of` is
    the day that the newest reading speaks of.
    """

    home_based: int
    childminders: int
    as_of: date | None


def register_summary() -> RegisterSummary | None:
    """One query. None before the first import."""
    newest: dict[str, dict] = {}
    days: list[date | None] = []
    batches = ImportBatch.objects.applied().filter(source=OFSTED).values_list("area", "counts", "as_of")
    for area, counts, as_of in batches[:LATEST_BATCHES]:
        newest.setdefault(area, counts)
        days.append(as_of)
    if not newest:
        return None
    home_based, childminders = (sum(counts.get(key, 0) for counts in newest.values()) for key in ("home_based", "childminders"))
    return RegisterSummary(home_based, childminders, days[0])
