"""The order of answers, worked out in process so that it is the same on both databases.

Two kinds of evidence are added. Words: bm25 by field over stems and concepts, as a share of all that the query could have
brought, so that long queries and short ones are comparable. Phrases: the ways of asking of a page that are nearest to the
query, by words and a little by letters. Words that stand near a concept (`near` in synonyms.yaml) count for less.
Weights were chosen on queries that may be looked at and checked on some that were not: benchmarks/search, ADR 10.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from . import shipped
from .models import SearchDocument
from .reading import FIELDS, PageWords, Phrase, threes_of, tokens_of
from .understanding import Query, worth_ranking
from .words import stem, words_of

FIELD_WEIGHTS = {"title": 3.0, "summary": 2.0, "phrases": 2.0, "body": 1.0}
K1, B = 1.2, 0.6
WORDS, PHRASE, LETTERS, NEXT_PHRASES = 10.0, 9.0, 3.0, 0.3
NEAR = 0.4
# A topic leads to answers and an information page is about the site: the answer itself goes first where all fit as well.
KIND_WEIGHTS = {"question": 1.0, "information": 0.8, "topic": 0.75}
PHRASES_COMPARED = 3000


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with its score, and why: what words and phrases brought, and the nearest phrase."""

    document: SearchDocument
    score: float
    coverage: float
    """How much of what the query says was found in it, 0 to 1; rare words count more."""
    distance_metres: float | None = None
    by_words: float = 0.0
    by_phrase: float = 0.0
    nearest: str = ""


class AnswerIndex:
    """Every answer in memory: a few megabytes for 2,000 pages."""

    def __init__(self, pages: Iterable[PageWords], titles: Iterable[str] = ()):
        self.pages = list(pages)
        self.holders: dict[str, list[int]] = defaultdict(list)
        self.passages: Counter[str] = Counter()
        self.known: Counter[str] = Counter()
        self.phrases: list[tuple[int, Phrase]] = []
        self.phrases_with: dict[str, list[int]] = defaultdict(list)
        for number, page in enumerate(self.pages):
            self._take_in(number, page)
        self.passage_count = sum(page.passage_count for page in self.pages)
        self.mean_lengths = {name: self._mean_length(name) for name in FIELDS}
        self._idf: dict[str, float] = {}
        for title in titles:
            self.known.update(words_of(title))
        self.known.update(shipped.vocabulary())
        self.known_stems = frozenset(stem(word) for word in self.known)

    def _take_in(self, number: int, page: PageWords) -> None:
        for token in set().union(*page.counts.values()):
            self.holders[token].append(number)
        self.passages.update(page.passages)
        self.known.update(page.known)
        for phrase in page.phrases:
            for token in phrase.tokens:
                self.phrases_with[token].append(len(self.phrases))
            self.phrases.append((number, phrase))

    def _mean_length(self, name: str) -> float:
        lengths = [total for page in self.pages if (total := page.lengths[name])]
        return sum(lengths) / len(lengths) if lengths else 1.0

    def idf(self, token: str) -> float:
        """How telling a token is. The mean of its rarity among pages and among passages: with six pages, rarity among pages
        alone makes a chance word decide."""
        if token not in self._idf:
            among_pages = _rarity(len(self.holders.get(token, ())), len(self.pages))
            self._idf[token] = math.sqrt(among_pages * _rarity(self.passages[token], self.passage_count))
        return self._idf[token]

    def rank(self, query: Query) -> list[Hit]:
        """Every answer that has anything of the query, the best first; equal scores by title."""
        asked = self._asked(query)
        if not asked:
            return []
        words, covered = self._by_words(asked)
        phrases = self._by_phrase(frozenset(token for token, weight in asked.items() if weight == 1.0), query)
        hits = []
        for number in words.keys() | phrases.keys():
            document = self.pages[number].document
            by_phrase, nearest = phrases.get(number, (0.0, ""))
            score = (words.get(number, 0.0) + by_phrase) * KIND_WEIGHTS.get(document.kind, 1.0)
            if covered.get(number) or by_phrase > LETTERS / 2:
                hits.append(Hit(document, score, covered.get(number, 0.0), None, words.get(number, 0.0), by_phrase, nearest))
        return sorted(hits, key=lambda hit: (-round(hit.score, 9), hit.document.title, hit.document.key))

    def _asked(self, query: Query) -> dict[str, float]:
        """Tokens of the query with their weights: what was said counts whole, what stands near it for less."""
        asked = dict.fromkeys((*tokens_of(" ".join(worth_ranking(query))), *(f"#{code}" for code in query.concepts)), 1.0)
        for code in query.concepts:
            for near in shipped.concepts()[code].near:
                asked.setdefault(f"#{near}", NEAR)
        return asked

    def _by_words(self, asked: dict[str, float]) -> tuple[dict[int, float], dict[int, float]]:
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        whole = sum(self.idf(token) for token, weight in asked.items() if weight == 1.0) or 1.0
        for token, weight in asked.items():
            worth = self.idf(token) * weight / whole
            for number in self.holders.get(token, ()):
                often = self._weighted_count(token, self.pages[number])
                scores[number] += WORDS * worth * (K1 + 1) * often / (K1 + often)
                covered[number] += worth
        return scores, covered

    def _weighted_count(self, token: str, page: PageWords) -> float:
        often = 0.0
        for name in FIELDS:
            counts = page.counts[name]
            if token in counts:
                often += FIELD_WEIGHTS[name] * counts[token] / (1 - B + B * page.lengths[name] / self.mean_lengths[name])
        return often

    def _by_phrase(self, asked: frozenset[str], query: Query) -> dict[int, tuple[float, str]]:
        """The nearest phrase of each page counts whole, its next three a little: many near ones are a sign too."""
        threes = threes_of(" ".join(query.words))
        rarity = {token: self.idf(token) ** 2 for token in asked}
        whole = sum(rarity.values()) or 1.0
        near: dict[int, list[tuple[float, str]]] = defaultdict(list)
        for at in self._phrases_to_compare(asked):
            number, phrase = self.phrases[at]
            shared = sum(rarity[token] for token in sorted(asked & phrase.tokens))
            nearness = PHRASE * shared / math.sqrt(whole * sum(self.idf(t) ** 2 for t in sorted(phrase.tokens))) if shared else 0.0
            if threes and phrase.threes:
                nearness += LETTERS * len(threes & phrase.threes) / math.sqrt(len(threes) * len(phrase.threes))
            near[number].append((nearness, phrase.text))
        best = {number: heapq.nlargest(4, found) for number, found in near.items()}
        return {number: (top[0][0] + NEXT_PHRASES * sum(n for n, _text in top[1:]), top[0][1]) for number, top in best.items()}

    def _phrases_to_compare(self, asked: frozenset[str]) -> Iterable[int]:
        """All of them on a site of usual size; on a very large one those that share a word."""
        if len(self.phrases) <= PHRASES_COMPARED:
            return range(len(self.phrases))
        return {at for token in asked for at in self.phrases_with.get(token, ())}


def _rarity(among: int, total: int) -> float:
    return math.log(1 + (total - among + 0.5) / (among + 0.5))
