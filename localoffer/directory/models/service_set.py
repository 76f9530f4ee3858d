"""The words in which services are asked for: each narrows, orders or fetches, and they chain."""

from datetime import date
from typing import Protocol, Self

from django.db import models
from django.db.models import Case, Exists, F, FloatField, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Sqrt

from ..freshness import rule_on
from ..geography import Flattened, HasPoint
from ..recurrence import WEEKDAYS, Days, occurs_on
from ..terms import FEATURES, KINDS, LANGUAGES, NEEDS
from .area import ENGLAND, ServiceArea
from .location import ServiceAtLocation
from .schedule import Schedule
from .taxonomy import TaxonomyTerm

SIMPLE_WEEKLY = "FREQ=WEEKLY;BYDAY="  # how `recurrence.read_rule` writes a rule that a weekday alone decides


class HasArea(Protocol):
    """A place that knows the codes of the areas it lies in."""

    @property
    def area_codes(self) -> tuple[str, ...]: ...


class ServiceQuerySet(models.QuerySet):
    def published(self) -> Self:
        """What families may see: live, and not held back by a person."""
        return self.filter(live=True, held_back_on__isnull=True)

    def with_distance(self, place: HasPoint) -> Self:
        """Add `distance_metres`, from the place to the nearest door; none for a service without a point."""
        flat = Flattened(place)
        metres = (
            ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__latitude__isnull=False)
            .annotate(metres=Sqrt(flat.squared_metres("location__latitude", "location__longitude"), output_field=FloatField()))
            .order_by("metres")
            .values("metres")[:1]
        )
        return self.annotate(distance_metres=Subquery(metres, output_field=FloatField()))

    def near(self, place: HasPoint, *, within_metres: float) -> Self:
        """Services with a door within so many metres, the nearest first, with `distance_metres`.

        The box narrows by the index on latitude and longitude; the distance is then worked out for what is in it.
        """
        box = Flattened(place).box(within_metres)
        inside = ServiceAtLocation.objects.filter(
            service=OuterRef("pk"),
            location__latitude__range=(box.south, box.north),
            location__longitude__range=(box.west, box.east),
        )
        near = self.filter(Exists(inside)).with_distance(place).filter(distance_metres__lte=within_metres)
        return near.order_by("distance_metres", "name", "pk")

    def nearest_first(self, place: HasPoint) -> Self:
        """All of them, the nearest first; those without a point come last."""
        return self.with_distance(place).order_by(F("distance_metres").asc(nulls_last=True), "name", "pk")

    def for_age_months(self, months: int, *, through: int | None = None) -> Self:
        """Services for somebody of this age, or of an age from `months` `through` when only the year is known.

        One that states no age is for any age and is never left out.
        """
        return self.filter(
            Q(min_age_months__isnull=True) | Q(min_age_months__lte=months if through is None else through),
            Q(max_age_months__isnull=True) | Q(max_age_months__gte=months),
        )

    def serving(self, area: HasArea) -> Self:
        """Leave out services that say which areas they serve when this place is in none of them. Adds `serves_place`: whether
        one says that it serves this place. A service that names no area is never left out.

        The area of a postcode is its first half, its sector, its district; England is everybody's.
        """
        named = ServiceArea.objects.filter(service=OuterRef("pk"))
        here = named.filter(code__in=[*area.area_codes, ENGLAND])
        return self.annotate(serves_place=Exists(here)).filter(Q(serves_place=True) | ~Exists(named))

    def with_needs(self, needs: list[str]) -> Self:
        """Leave out services that are for certain needs when none of these is among them; codes of types or of broad areas.

        Adds `fit_of_needs`: 2 where one of them is named, 1 where the service is for everyone, 0 where nobody has said (which
        hides nothing). Naming an area covers its types, and asking for an area finds them.
        """
        terms = (
            TaxonomyTerm.objects.of(NEEDS).filter(Q(code__in=needs) | Q(parent__code__in=needs) | Q(children__code__in=needs)).order_by()
        )
        link = self.model.needs.through.objects.filter(service=OuterRef("pk"))
        fit = Case(
            When(Exists(link.filter(taxonomyterm__in=terms)), then=Value(2)),
            When(is_for_everyone=True, then=Value(1)),
            When(~Exists(link), then=Value(0)),
            output_field=IntegerField(),
        )
        return self.annotate(fit_of_needs=fit).filter(fit_of_needs__isnull=False)

    def with_features(self, features: list[str]) -> Self:
        """Services whose sessions offer all of these, by the codes of the taxonomy `session-features`."""
        found = self
        for code in features:
            found = found.filter(Exists(_linked(self.model.features, FEATURES, [code])))
        return found

    def in_languages(self, languages: list[str]) -> Self:
        """Services where somebody speaks or signs any of these, by the codes of the taxonomy `languages`."""
        return self.filter(Exists(_linked(self.model.languages, LANGUAGES, languages)))

    def by_routes(self, routes: list[str]) -> Self:
        """Services that one gets a place at in any of these ways (`Service.Route`)."""
        return self.filter(route__in=routes)

    def free(self) -> Self:
        """Services that say that somebody pays nothing. Where nobody has said what it costs, it is not free."""
        return self.filter(Exists(self.model.cost_options.rel.related_model.objects.filter(service=OuterRef("pk"), amount_pence=0)))

    def on_weekdays(self, weekdays: list[str]) -> Self:
        """Services that run on any of these days of the week ("SA"), in some week of the year."""
        runs = Q(rrule__startswith="FREQ=DAILY")
        for weekday in weekdays:
            runs |= _names(weekday)
        return self.filter(Exists(Schedule.objects.filter(runs, service=OuterRef("pk"))))

    def open_on(self, day: date, *, known: Days) -> Self:
        """Services that run on this day, school terms and bank holidays counted in, and are not closed for now.

        The database decides the plain weekly rules. The others (every second week, first Saturday of the month, one day) are
        few: those that can hold on this day are read and worked out here.
        """
        weekday = WEEKDAYS[day.weekday()]
        able = Schedule.objects.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))
        part = known.part_of_year(day)
        able = able.filter(Q(term__in=["", Schedule.Term.ALL_YEAR, *([part] if part else [])]))
        if day in known.bank_holidays:
            able = able.filter(opens_on_bank_holidays=True)
        simple = Q(rrule__startswith=SIMPLE_WEEKLY)
        others = able.exclude(simple).filter(Q(rrule="", valid_from=F("valid_to")) | ~Q(rrule=""))
        worked_out = [one.pk for one in others if occurs_on(one.rule, day, known=known)]
        runs = able.filter((simple & _names(weekday)) | Q(pk__in=worked_out), service=OuterRef("pk"))
        return (
            self.filter(Exists(runs))
            .exclude(closed_from__lte=day, closed_to__isnull=True)
            .exclude(closed_from__lte=day, closed_to__gte=day)
        )

    def with_staleness(self, *, today: date) -> Self:
        """Add `staleness`: 0 confirmed by a person within the days of the rule, 1 not."""
        rule = rule_on(today)
        since = today - rule.fresh_for - rule.due_for
        return self.annotate(staleness=Case(When(assured_on__gte=since, then=Value(0)), default=Value(1), output_field=IntegerField()))

    def freshest_first(self, *, today: date) -> Self:
        """What a person has confirmed lately comes first; then by name."""
        return self.with_staleness(today=today).order_by("staleness", "name", "pk")

    def of_kinds(self, kinds: list[str]) -> Self:
        """Services of any of these kinds, by the codes of the taxonomy `service-kinds`."""
        return self.filter(kind__in=TaxonomyTerm.objects.of(KINDS).filter(code__in=kinds).order_by())

    def for_listing(self) -> Self:
        """With all that a card prints."""
        doors = Prefetch("at_locations", ServiceAtLocation.objects.select_related("location"))
        return self.select_related("organisation", "kind", "school").prefetch_related(
            doors, "cost_options", "schedules", "features", "school__units__needs"
        )

    def for_detail(self) -> Self:
        """With all that a service's own page prints: eleven queries for a school with units, nine for others."""
        needs = Prefetch("needs", TaxonomyTerm.objects.select_related("parent"))
        answers = Prefetch("answers", self.model.answers.rel.related_model.objects.select_related("question"))
        return self.for_listing().prefetch_related(needs, "languages", "areas", answers)

    def for_search(self) -> Self:
        """With all that search reads."""
        return self.for_detail().prefetch_related("topics")


def _names(weekday: str) -> Q:
    """Rules that name this day. In the normal form a day ends the rule or stands before , or ; while WEEKLY and MONTHLY go on."""
    return Q(rrule__endswith=weekday) | Q(rrule__contains=f"{weekday},") | Q(rrule__contains=f"{weekday};")


def _linked(field, taxonomy: str, codes: list[str]):
    """The links of the service in hand to terms of this taxonomy with any of these codes."""
    return field.through.objects.filter(service=OuterRef("pk"), taxonomyterm__taxonomy__code=taxonomy, taxonomyterm__code__in=codes)
