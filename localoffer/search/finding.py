"""The whole of a search: understand, mend the spelling, rank the answers, find the services, and say when nothing fits."""

from collections import Counter
from dataclasses import dataclass, replace

from localoffer.directory.queries import distance_metres

from . import engine, ranking, spelling
from .models import SearchDocument
from .ranking import Hit
from .understanding import Query, respell, understand, worth_ranking

ANSWERS_SHOWN, SERVICES_SHOWN = 8, 20
LEAST_COVERAGE = 0.2
FEW = 0.35


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives. `typed` is the query as typed, `query` as it was searched for (with spelling mended)."""

    query: Query
    typed: Query
    answers: list[Hit]
    services: list[Hit]
    kind_counts: dict[str, int]
    showing_for: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.answers and not self.services

    @property
    def total(self) -> int:
        return len(self.answers) + len(self.services)


def find(text: str, *, near: str = "", kinds: tuple[str, ...] = (), without: frozenset[str] = frozenset(), exactly: bool = False) -> Found:
    """Search. `kinds` narrows services; `without` names chips taken off ("age", "place", "kind"); `exactly` mends no spelling."""
    typed = without_chips(understand(text, near=near), without)
    index = ranking.answers()
    meant = {} if exactly else spelling.mend(list(typed.words), known=index.known, known_stems=index.known_stems)
    query = without_chips(respell(typed, meant), without) if meant else typed
    if query.is_out_of_scope:
        return Found(query, typed, [], [], {})
    answers = [hit for hit in index.rank(query) if hit.coverage >= LEAST_COVERAGE]
    if answers:
        answers = [hit for hit in answers if hit.score >= answers[0].score * FEW][:ANSWERS_SHOWN]
    services = services_for(query)
    counts = Counter(hit.document.service_kind for hit in services if hit.document.service_kind)
    if kinds:
        services = [hit for hit in services if hit.document.service_kind in kinds]
    return Found(query, typed, answers, services, dict(counts), " ".join(query.words) if meant else "")


def without_chips(query: Query, without: frozenset[str]) -> Query:
    if "age" in without:
        query = replace(query, age_months=None)
    if "place" in without:
        query = replace(query, place=None)
    if "kind" in without:
        query = replace(query, service_kinds=(), spoken_for=frozenset(), kind_words="")
    return query


def services_for(query: Query) -> list[Hit]:
    """At most 200 services. A kind that was named decides which; the other words then only order them."""
    words = [word for word in worth_ranking(query) if ranking.stem(word) not in query.spoken_for]
    if query.place is None and not words and not query.service_kinds:
        return []
    rarest_first = sorted(words, key=lambda word: (-len(word), word))
    point = (query.place.latitude, query.place.longitude) if query.place else None
    asked = () if query.service_kinds else tuple(rarest_first)
    rows = engine.candidates(engine.Wanted(asked, query.service_kinds, query.age_months, point))

    def away(document: SearchDocument) -> float | None:
        if query.place is None or document.latitude is None:
            return None
        return distance_metres(query.place.latitude, query.place.longitude, document.latitude, document.longitude)

    hits = ranking.rank_services(rows, words=tuple(words), away=away)
    return hits if query.service_kinds or not words else [hit for hit in hits if hit.coverage >= FEW]
