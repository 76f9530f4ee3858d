"""The order of answers, worked out in process so that it is the same on both databases.

Four kinds of evidence are added: words (bm25, weighted by field), concepts (treated as words of their own), the one phrase of
a page that is nearest to the query (its words, or its letters in threes where a word is spelt another way), and nothing else.
Measured in benchmarks/search; see ADR 10.
"""

import math
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass

from localoffer.core.versions import current_version

from . import shipped
from .models import SearchDocument
from .understanding import Query, worth_ranking
from .words import EMPTY, plain, stem, words_of

TITLE, SUMMARY, PHRASES, BODY = 3.0, 2.0, 1.5, 1.0
CONCEPT, PHRASE, LETTERS = 1.2, 9.0, 3.0
K1, B = 1.2, 0.5
TITLES_READ = 50_000


@dataclass(frozen=True, slots=True)
class Hit:
    document: SearchDocument
    score: float
    coverage: float
    """How much of what the query says was found in it, 0 to 1; rare words count more."""
    distance_metres: float | None = None


def tokens_of(text: str) -> list[str]:
    """Stems that carry meaning, and concepts as `#code`."""
    words = words_of(text)
    stems = [stem(word) for word in words]
    concepts = [f"#{code}" for code, _start, _end in shipped.concepts_in(stems)]
    return [s for word, s in zip(words, stems, strict=True) if word not in EMPTY] + concepts


def threes_of(text: str) -> frozenset[str]:
    spaced = f" {' '.join(word for word in words_of(text) if word not in EMPTY)} "
    return frozenset(spaced[i : i + 3] for i in range(len(spaced) - 2))


class AnswerIndex:
    """Every answer in memory: a few megabytes for 2,000 pages. Made anew when the content version has changed."""

    def __init__(self, documents: list[SearchDocument], titles: list[str] = ()):
        self.documents = documents
        self.weights: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self.lengths: list[float] = []
        self.phrases: list[tuple[int, frozenset[str], frozenset[str]]] = []
        self.known: Counter[str] = Counter()
        for number, document in enumerate(documents):
            self._take_in(number, document)
        self.mean_length = sum(self.lengths) / len(self.lengths) if self.lengths else 1.0
        for title in titles:
            self.known.update(words_of(title))
        self.known.update(shipped.vocabulary_of_concepts())
        self.known_stems = frozenset(stem(word) for word in self.known)

    def _take_in(self, number: int, document: SearchDocument) -> None:
        counts: Counter[str] = Counter()
        fields = ((document.title, TITLE), (document.summary, SUMMARY), ("\n".join(document.phrases), PHRASES), (document.body, BODY))
        for text, weight in fields:
            for token in tokens_of(text):
                counts[token] += weight
            self.known.update(words_of(text))
        for token, weight in counts.items():
            self.weights[token].append((number, weight))
        self.lengths.append(sum(counts.values()))
        for phrase in (document.title, *document.phrases):
            self.phrases.append((number, frozenset(tokens_of(phrase)), threes_of(phrase)))

    def idf(self, token: str) -> float:
        among = len(self.weights.get(token, ()))
        return math.log(1 + (len(self.documents) - among + 0.5) / (among + 0.5))

    def rank(self, query: Query) -> list[Hit]:
        """Every answer that has anything of the query, the best first; equal scores by title."""
        asked = frozenset(tokens_of(" ".join(worth_ranking(query)))) | {f"#{code}" for code in query.concepts}
        if not asked:
            return []
        scores, covered = self._by_words(asked)
        for number, nearness in self._by_phrase(asked, threes_of(" ".join(query.words))).items():
            scores[number] += nearness
        whole = sum(self.idf(token) for token in asked) or 1.0
        hits = [Hit(self.documents[n], score, covered[n] / whole) for n, score in scores.items() if covered[n] or score > LETTERS / 2]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document.title))

    def _by_words(self, asked: frozenset[str]) -> tuple[dict[int, float], dict[int, float]]:
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for token in asked:
            idf = self.idf(token)
            for number, weight in self.weights.get(token, ()):
                length = 1 - B + B * self.lengths[number] / self.mean_length
                scores[number] += idf * (CONCEPT if token[0] == "#" else 1.0) * weight * (K1 + 1) / (weight + K1 * length)
                covered[number] += idf
        return scores, covered

    def _by_phrase(self, asked: frozenset[str], threes: frozenset[str]) -> dict[int, float]:
        """The strongest single phrase of each page: cosine of the words by their rarity, plus a little for like letters."""
        best: dict[int, float] = defaultdict(float)
        idf = {token: self.idf(token) ** 2 for token in asked}
        whole = sum(idf.values())
        for number, words, letters in self.phrases:
            shared = sum(idf[token] for token in asked & words)
            nearness = PHRASE * shared / math.sqrt(whole * sum(self.idf(t) ** 2 for t in words)) if shared else 0.0
            if threes and letters:
                nearness += LETTERS * len(threes & letters) / math.sqrt(len(threes) * len(letters))
            best[number] = max(best[number], nearness)
        return best


_lock = threading.Lock()
_held: tuple[int | None, AnswerIndex] | None = None


def answers() -> AnswerIndex:
    """The index of answers at the present content version; two queries when it has to be read anew, else none."""
    global _held
    version = current_version()
    held = _held
    if held and version is not None and held[0] == version:
        return held[1]
    with _lock:
        if not (_held and version is not None and _held[0] == version):
            titles = SearchDocument.objects.exclude(kind__in=SearchDocument.ANSWER_KINDS).values_list("title", flat=True)[:TITLES_READ]
            _held = (version, AnswerIndex(list(SearchDocument.objects.answers()), list(titles)))
        return _held[1]


def forget_answers() -> None:
    """Read again at the next call. For tests."""
    global _held
    _held = None


def rank_services(documents: list[SearchDocument], *, words: tuple[str, ...], away) -> list[Hit]:
    """Services by how many of the words they hold (in the title twice as good), then by distance, then by name.

    away  document → metres or None.
    """
    stems = frozenset(stem(word) for word in words)
    hits = []
    for document in documents:
        in_title = frozenset(stem(word) for word in words_of(document.title))
        in_text = frozenset(stem(word) for word in plain(document.text[:5000]).split())
        score = sum(2.0 if s in in_title else 1.0 if s in in_text else 0.0 for s in stems)
        hits.append(Hit(document, score, len(stems & (in_title | in_text)) / (len(stems) or 1), away(document)))
    far = float("inf")
    return sorted(hits, key=lambda h: (-h.score, far if h.distance_metres is None else h.distance_metres, h.document.title))
