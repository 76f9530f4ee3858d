"""The order of answers, worked out in process so that it is the same on both databases.

Three kinds of evidence are added. Words and concepts: bm25 by field, as a share of all that the query could have brought, so
that long queries and short ones are comparable. Phrasings: the ways of asking of a page that are nearest to the query, by
words and a little by letters. Learning: a linear model of which wording leads to which page (`learning.py`), which may lag
behind an edit and is left out where there is none. Words that stand near a concept (`near` in synonyms.yaml) count for less.
The weights were chosen on phrasings left out of the index and on queries that may be looked at: benchmarks/search, ADR 16.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from . import shipped
from .learning import Learned
from .models import SearchDocument
from .numbering import Postings, joined, row_numbers
from .reading import FIELDS, THREES, TOKENS, PageWords, threes_of, tokens_of
from .spelling import COMMON_ENOUGH
from .understanding import Query, worth_ranking
from .words import stem, words_of

FIELD_WEIGHTS = np.array([3.0, 2.0, 2.0, 1.0], np.float32)
K1, B = 1.2, 0.6
NEAR = 0.4
# How much more the nearest phrasing of a page counts than all others together: 8 is nearly the nearest alone.
SHARPNESS = 8
# A phrasing counts where it is nearly what was said; likeness from afar is better judged by what was learned.
CLOSENESS = 10
# A topic leads to answers, an information page is about the site, a tool works out what an answer explains: the answer itself goes first
# where all fit as well.
KIND_WEIGHTS = {"question": 1.0, "information": 0.8, "topic": 0.75, "tool": 0.75}
# How well a page for one audience alone fits whoever speaks: a young person, a professional, of a child, or nobody knows.
FOR_YOUNG_PEOPLE = {"young-person": 1.3, "professional": 0.7, "child": 0.75, "": 0.82}
FOR_PROFESSIONALS = {"young-person": 0.6, "professional": 1.15, "child": 0.7, "": 0.8}
WRONG_AGE = 0.85
# A page with no word of the query is an answer only where a phrase is as near as this.
LEAST_LIKENESS = 0.3
# A query that says nothing of what we are about has no answer below this: with what was learned, and without.
LEAST_SCORE, LEAST_SCORE_UNTAUGHT = 5.8, 4.0
MOST_HITS = 40
OLDEST = 1200
KINDS_OF_EVIDENCE = ("words", "concepts", "phrases", "letters", "learned")


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts."""

    words: float = 4.0
    concepts: float = 6.0
    phrases: float = 8.0
    letters: float = 0.5
    learned: float = 20.0


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Hit:
    """A document with its score, and why: what each kind of evidence brought."""

    document: SearchDocument
    score: float
    coverage: float
    """How much of what the query says was found in it, 0 to 1; rare words count more."""
    distance_metres: float | None = None
    shares: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each page: arrays of one number a page."""

    words: np.ndarray
    concepts: np.ndarray
    covered: np.ndarray
    phrases: np.ndarray
    letters: np.ndarray
    learned: np.ndarray
    likeness: np.ndarray
    """How like the page's nearest phrasing is, by words and letters together, 0 to 2."""


class AnswerIndex:
    """Every answer in memory: a few megabytes for 2,000 pages."""

    def __init__(self, pages: Iterable[PageWords], titles: Iterable[str] = (), learned: Learned | None = None):
        self.pages = list(pages)
        self.size = len(TOKENS)
        self.is_topic = np.array([page.document.kind == "topic" for page in self.pages], bool)
        titles_of = sorted(range(len(self.pages)), key=lambda n: (self.pages[n].document.title, self.pages[n].document.key))
        self.by_title = np.argsort(np.array(titles_of, np.int64))
        self.kind_weights = np.array([KIND_WEIGHTS.get(page.document.kind, 1.0) for page in self.pages], np.float32)
        self._take_in_whom_for()
        self._take_in_words()
        self._take_in_phrases()
        self._take_in_vocabulary(titles)
        self.learn(learned)

    def _take_in_whom_for(self) -> None:
        documents = [page.document for page in self.pages]
        self.for_young_people = np.array([document.audiences == ["young-person"] for document in documents], bool)
        self.for_professionals = np.array([document.audiences == ["professional"] for document in documents], bool)
        self.youngest = np.array([document.min_age_months or 0 for document in documents])
        self.oldest = np.array([OLDEST if document.max_age_months is None else document.max_age_months for document in documents])

    def _take_in_words(self) -> None:
        pages = self.pages
        tokens, rows = joined(page.tokens for page in pages), row_numbers(len(page.tokens) for page in pages)
        among_passages = np.bincount(tokens, weights=joined(page.passages for page in pages), minlength=self.size)
        among_pages = np.bincount(tokens, minlength=self.size)
        # The mean of a token's rarity among pages and among passages: with six pages, rarity among pages alone makes a chance word decide.
        self.idf = np.sqrt(_rarity(among_pages, len(pages)) * _rarity(among_passages, sum(page.passage_count for page in pages)))
        self.unknown_idf = float(self.idf.max()) if self.size else 1.0
        lengths = np.array([page.lengths for page in pages], np.float32).reshape(-1, len(FIELDS))
        filled = np.maximum((lengths > 0).sum(axis=0), 1)
        means = np.maximum(lengths.sum(axis=0) / filled, 1.0)
        counts = np.concatenate([page.counts for page in pages]) if pages else np.empty((0, len(FIELDS)), np.float32)
        often = (FIELD_WEIGHTS * counts / (1 - B + B * (lengths / means)[rows])).sum(axis=1)
        self.holders = Postings(tokens, rows, (K1 + 1) * often / (K1 + often), self.size)

    def _take_in_phrases(self) -> None:
        pages = self.pages
        tokens, sizes = joined(page.phrase_tokens for page in pages), joined(page.phrase_sizes for page in pages)
        rows = row_numbers(sizes)
        self.phrases_with = Postings(tokens, rows, None, self.size)
        self.phrase_norms = np.sqrt(np.bincount(rows, weights=self.idf[tokens] ** 2, minlength=len(sizes))) + 1e-9
        three_sizes = joined(page.three_sizes for page in pages)
        self.threes_with = Postings(joined(page.phrase_threes for page in pages), row_numbers(three_sizes), None, len(THREES))
        self.three_norms = np.sqrt(np.maximum(three_sizes, 1))
        counts = [len(page.phrases) for page in pages]
        self.first_phrases = np.concatenate(([0], np.cumsum(counts)))[:-1].astype(np.int64)

    def _take_in_vocabulary(self, titles: Iterable[str]) -> None:
        self.known: Counter[str] = Counter()
        for page in self.pages:
            self.known.update(page.known)
        for title in titles:
            self.known.update(words_of(title))
        self.known.update(dict.fromkeys(shipped.vocabulary(), COMMON_ENOUGH))
        self.known_stems = frozenset(stem(word) for word in self.known)

    def learn(self, learned: Learned | None) -> None:
        """Take a learned model in; nothing else changes. One assignment, so that a search that runs meanwhile sees the old or the new."""
        self._taught = (learned, learned.columns_of(page.document for page in self.pages)) if learned else None

    @property
    def learned(self) -> Learned | None:
        return self._taught[0] if self._taught else None

    @property
    def least_score(self) -> float:
        return LEAST_SCORE if self._taught else LEAST_SCORE_UNTAUGHT

    def rank(self, query: Query, weights: Weights = WEIGHTS) -> list[Hit]:
        """The best answers that have anything of the query, and the best topic after them; equal scores by title."""
        if not self.pages or not (query.words or query.concepts):
            return []
        found, fit = self.evidence(query), self.fit(query)
        shares = {name: getattr(weights, name) * getattr(found, name) * fit for name in KINDS_OF_EVIDENCE}
        scores = np.round(sum(shares.values()), 3)
        fits = np.flatnonzero((found.covered > 0) | (found.likeness > LEAST_LIKENESS))
        order = fits[np.lexsort((self.by_title[fits], -scores[fits]))]
        best = np.concatenate((order[:MOST_HITS], order[MOST_HITS:][self.is_topic[order[MOST_HITS:]]][:1]))
        return self._hits(best, scores, found.covered, shares)

    def _hits(self, best: np.ndarray, scores: np.ndarray, covered: np.ndarray, shares: dict[str, np.ndarray]) -> list[Hit]:
        """Hits for these numbers of pages. Arrays become plain numbers all at once: one by one took a quarter of ranking."""
        brought = zip(*(share[best].tolist() for share in shares.values()), strict=True)
        columns = zip(best.tolist(), scores[best].tolist(), covered[best].tolist(), brought, strict=True)
        return [
            Hit(self.pages[n].document, score, coverage, shares=tuple(zip(shares, parts, strict=True)))
            for n, score, coverage, parts in columns
        ]

    def evidence(self, query: Query) -> Evidence:
        """What speaks for each page."""
        said, near = self._asked(query)
        words, concepts, covered = self._by_words(said, near)
        by_words, by_letters = self._phrases_by_words(said), self._phrases_by_letters(query)
        phrases, letters = self._best_of_page(by_words), self._best_of_page(by_letters)
        learned = self._by_learning(query, said, phrases)
        return Evidence(words, concepts, covered, phrases**CLOSENESS, letters**CLOSENESS, learned, phrases + letters)

    def fit(self, query: Query) -> np.ndarray:
        """By what each page's score is multiplied: its kind, whom it is for, and for what age."""
        speaker = query.audience or ("child" if query.is_about_a_child else "")
        fit = self.kind_weights * np.where(self.for_young_people, FOR_YOUNG_PEOPLE[speaker], 1.0)
        fit = fit * np.where(self.for_professionals, FOR_PROFESSIONALS[speaker], 1.0)
        if query.age_months is not None:
            fit = fit * np.where((query.age_months < self.youngest) | (query.age_months > self.oldest), WRONG_AGE, 1.0)
        return fit

    def nearest_phrase(self, query: Query, document: SearchDocument) -> str:
        """The page's way of asking that is nearest to the query, for those who want to know why."""
        number = next(n for n, page in enumerate(self.pages) if page.document is document)
        nearness = self._phrases_by_words(self._asked(query)[0]) + self._phrases_by_letters(query) / 3
        start, page = self.first_phrases[number], self.pages[number]
        return page.phrases[int(np.argmax(nearness[start : start + len(page.phrases)]))]

    def _asked(self, query: Query) -> tuple[dict[str, float], list[str]]:
        """Tokens that were said with how telling each is, and concepts that stand near them."""
        said = dict.fromkeys((*tokens_of(" ".join(worth_ranking(query))), *(f"#{code}" for code in query.concepts)))
        near = [f"#{near}" for code in query.concepts for near in shipped.concepts()[code].near if f"#{near}" not in said]
        return {token: self._idf_of(token) for token in said}, list(dict.fromkeys(near))

    def _idf_of(self, token: str) -> float:
        number = TOKENS.get(token, self.size)
        return float(self.idf[number]) if number < self.size else self.unknown_idf

    def _by_words(self, said: dict[str, float], near: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        words, concepts, covered = (np.zeros(len(self.pages)) for _ in range(3))
        whole = sum(said.values()) or 1.0
        for token, idf in said.items():
            number = TOKENS.get(token, self.size)
            self.holders.add_to(concepts if token.startswith("#") else words, number, idf / whole)
            covered[self.holders.rows_of(number)] += idf / whole
        for token in near:
            self.holders.add_to(concepts, TOKENS.get(token, self.size), NEAR * self._idf_of(token) / whole)
        return words, concepts, covered

    def _phrases_by_words(self, said: dict[str, float]) -> np.ndarray:
        """For each phrase the cosine between its tokens and what was said."""
        nearness = np.zeros(len(self.phrase_norms))
        whole = math.sqrt(sum(idf * idf for idf in said.values())) or 1.0
        for token, idf in said.items():
            self.phrases_with.add_to(nearness, TOKENS.get(token, self.size), idf * idf / whole)
        return nearness / self.phrase_norms

    def _phrases_by_letters(self, query: Query) -> np.ndarray:
        threes = threes_of(" ".join(query.words))
        nearness = np.zeros(len(self.three_norms))
        for three in threes:
            self.threes_with.add_to(nearness, THREES.get(three, len(self.threes_with.starts)), 1.0)
        return nearness / (self.three_norms * math.sqrt(max(len(threes), 1)))

    def _best_of_page(self, nearness: np.ndarray) -> np.ndarray:
        """The nearest phrase of each page, and a little for others that are as near: a power mean without the mean."""
        return np.add.reduceat(nearness**SHARPNESS, self.first_phrases) ** (1 / SHARPNESS)

    def _by_learning(self, query: Query, said: dict[str, float], phrases: np.ndarray) -> np.ndarray:
        """What was learned of each page; a page newer than that is taken at its phrases' word."""
        if self._taught is None:
            return np.zeros(len(self.pages))
        learned, columns = self._taught
        scores = np.maximum(learned.scores(worth_ranking(query), said), 0.0)
        return np.where(columns >= 0, scores[columns], np.minimum(phrases, scores.max()))


def _rarity(among: np.ndarray, total: int) -> np.ndarray:
    return np.log(1 + (total - np.minimum(among, total) + 0.5) / (among + 0.5))
