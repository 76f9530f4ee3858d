"""The whole of a search: understand, mend the spelling, rank the answers, find the services, and say when nothing fits."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from localoffer.directory.queries import distance_metres

from . import engine, held, shipped, spelling
from .models import SearchDocument
from .nearby import rank_services
from .ranking import AnswerIndex, Hit
from .reading import tokens_of
from .understanding import Query, is_ours, respell, understand, worth_ranking
from .words import stem, stems_of

ANSWERS_SHOWN, SERVICES_SHOWN = 8, 20
# Answers far behind the first are not shown. There is no floor under the first where the query is about what we are for.
BEHIND_FIRST = 0.35
LEAST_COVERAGE = 0.25
# A name that stands on one page only, such as a school's, is an answer however little else speaks for it.
WHOLLY_FOUND = 0.95
SERVICE_COVERAGE = 0.5
NEEDS = "needs:"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was chosen on the page beside the text. `kinds` and `needs` narrow services; `without` names chips taken off."""

    near: str = ""
    age_months: int | None = None
    kinds: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    exactly: bool = False
    """True mends no spelling."""


NO_WISHES = Wishes()


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives. `typed` is the query as typed, `query` as it was searched for (with spelling mended).

    answers  those to show, the best first · services  all candidates that fit, ranked · kind_counts, need_counts  of services,
    each counted as if nothing was chosen in its own facet · also  names of what was looked for besides the words.
    """

    query: Query
    typed: Query
    answers: list[Hit] = field(default_factory=list)
    services: list[Hit] = field(default_factory=list)
    kind_counts: dict[str, int] = field(default_factory=dict)
    need_counts: dict[str, int] = field(default_factory=dict)
    showing_for: str = ""
    also: tuple[str, ...] = ()
    tokens: frozenset[str] = frozenset()
    closest: SearchDocument | None = None
    """The topic to offer when nothing fits."""

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.services

    @property
    def total(self) -> int:
        return len(self.answers) + len(self.services)

    @property
    def services_first(self) -> bool:
        """A kind of service and a place, and nothing else, were asked for."""
        query = self.query
        return bool(self.services and query.place and query.service_kinds) and not _words_left(query)


def find(text: str, wishes: Wishes = NO_WISHES) -> Found:
    """Search. Never raises, whatever the text: a person who needs help is never shown an error for how they typed."""
    typed = _without(understand(text, near=wishes.near, age_months=wishes.age_months), wishes.without)
    if typed.is_out_of_scope:
        return Found(typed, typed)
    index = held.answers()
    meant = (
        {}
        if wishes.exactly or typed.language != "en"
        else spelling.mend(list(typed.words), known=index.known, known_stems=index.known_stems)
    )
    query = _without(respell(typed, meant), wishes.without) if meant else typed
    if query.is_out_of_scope:
        return Found(query, typed, showing_for=_as_meant(typed.text, meant))
    ranked, services = index.rank(query), _services_for(query, index)
    return Found(
        query, typed, answers=answers_to_show(ranked, query, least_score=index.least_score), closest=next((h.document for h in ranked if h.document.kind == "topic"), None),
        services=[hit for hit in services if _is_kind(hit, wishes.kinds) and _is_for(hit, wishes.needs)],
        kind_counts=_count([hit.document.service_kind] for hit in services if _is_for(hit, wishes.needs)),
        need_counts=_count(needs_of(hit.document) for hit in services if _is_kind(hit, wishes.kinds)),
        showing_for=_as_meant(typed.text, meant), also=_also(query),
        tokens=frozenset(tokens_of(" ".join(worth_ranking(query)))),
    )  # fmt: skip


def answers_to_show(ranked: list[Hit], query: Query, *, least_score: float) -> list[Hit]:
    """The best few. A query that says nothing of children, schools or needs has an answer only where one fits well."""
    if not ranked:
        return []
    found = max(hit.coverage for hit in ranked[:3])
    if not is_ours(query) and (found < LEAST_COVERAGE or (ranked[0].score < least_score and found < WHOLLY_FOUND)):
        return []
    return [hit for hit in ranked if hit.score >= ranked[0].score * BEHIND_FIRST][:ANSWERS_SHOWN]


def needs_of(document: SearchDocument) -> list[str]:
    return [term.removeprefix(NEEDS) for term in document.terms if term.startswith(NEEDS)]


def _is_kind(hit: Hit, kinds: tuple[str, ...]) -> bool:
    return not kinds or hit.document.service_kind in kinds


def _is_for(hit: Hit, needs: tuple[str, ...]) -> bool:
    return not needs or any(need in needs for need in needs_of(hit.document))


def _count(groups) -> dict[str, int]:
    return dict(Counter(code for codes in groups for code in codes if code).most_common())


def _as_meant(text: str, meant: dict[str, str]) -> str:
    """The text as typed with the words that were mended in it."""
    for typed, better in meant.items():
        text = re.sub(rf"\b{re.escape(typed)}\b", better, text, flags=re.I)
    return text if meant else ""


def _also(query: Query) -> tuple[str, ...]:
    """Other names of the first concepts that were said: "speech therapy" was looked for as "SALT" too."""
    names: list[str] = []
    for code in query.concepts[:3]:
        concept = shipped.concepts()[code]
        if concept.shown and tuple(stems_of(concept.shown)) not in _runs(query.stems):
            names.append(concept.shown)
    return tuple(dict.fromkeys(names))


def _runs(stems: tuple[str, ...]) -> set[tuple[str, ...]]:
    return {stems[i:j] for i in range(len(stems)) for j in range(i + 1, min(len(stems), i + 6) + 1)}


def _without(query: Query, chips: frozenset[str]) -> Query:
    nothing: dict[str, dict] = {
        "age": {"age_months": None}, "place": {"place": None}, "cost": {"cost": ""}, "need": {"needs": ()},
        "kind": {"service_kinds": (), "spoken_for": frozenset(), "kind_words": ""},
    }  # fmt: skip
    for chip in chips & nothing.keys():
        query = replace(query, **nothing[chip])
    return query


def _words_left(query: Query) -> list[str]:
    """The words to find services by, once those that name the kind stand as a filter."""
    return [word for word in worth_ranking(query) if stem(word) not in query.spoken_for]


def _services_for(query: Query, index: AnswerIndex) -> list[Hit]:
    """At most 200 services. A kind that was named decides which; the other words then only order them."""
    words = _words_left(query)
    if query.place is None and not words and not query.service_kinds:
        return []
    point = (query.place.latitude, query.place.longitude) if query.place else None
    wanted = engine.Wanted(
        words=tuple(sorted(dict.fromkeys(words), key=lambda word: (index.known[word], word))), service_kinds=query.service_kinds,
        age_months=query.age_months, point=point, is_free=query.cost == "free", filled=bool(query.service_kinds),
    )  # fmt: skip

    def away(document: SearchDocument) -> float | None:
        if query.place is None or document.latitude is None:
            return None
        return distance_metres(query.place.latitude, query.place.longitude, document.latitude, document.longitude)

    tokens = frozenset(tokens_of(" ".join(words)))
    hits = rank_services(engine.candidates(wanted), tokens=tokens, query=query, away=away)
    return hits if query.service_kinds or not tokens else [hit for hit in hits if hit.coverage >= SERVICE_COVERAGE]
