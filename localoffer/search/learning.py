"""A linear model of which wording leads to which page, learned from our own pages alone: no download, no words of a visitor.

Examples are a page's title, summary, ways of asking and passages. Features are stems, concepts, pairs of stems and letters in
threes to fives, hashed to a few thousand columns. Ridge regression by conjugate gradients: the same content gives the same model,
with no chance in it. What is learned is kept in half precision, so that machines whose sums differ in the last digit agree.

Tried on phrasings held out (benchmarks/search): logistic regression was no better and took four times as long, naive Bayes
and the mean of a page's examples were worse.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np

from .models import SearchDocument
from .numbering import row_numbers
from .reading import tokens_of
from .words import EMPTY, stem, words_of

COLUMNS, COLUMNS_OF_MANY, MANY_PAGES = 3072, 2048, 500
"""A model of more than 500 pages is narrower: what learning takes grows with the square of the columns."""
RIDGE = 5.0
STEPS, TINY = 8, 1e-12
TITLE, SUMMARY, PHRASE, PASSAGE = 2.0, 1.0, 1.0, 0.7
PAIR, LETTERS, MOST_OF_ONE = 0.5, 0.25, 1.5
WORDS_A_PASSAGE = 60
AT_ONCE = 1024
# Topics lead to pages and say little of their own.
LEARNED_KINDS = ("question", "information")


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned: `matrix` is columns × pages, `rarity` the weight of each column, `pages` are `kind:key:language`."""

    learned_from: str
    pages: tuple[str, ...]
    rarity: np.ndarray
    matrix: np.ndarray

    def columns_of(self, documents: Iterable[SearchDocument]) -> np.ndarray:
        """For each document its column of the matrix, -1 for one that was not there when this was learned."""
        at = {name: number for number, name in enumerate(self.pages)}
        return np.array([at.get(name_of(document), -1) for document in documents], np.int32)

    def scores(self, words: Sequence[str], tokens: Iterable[str]) -> np.ndarray:
        """How well each page fits, about 0 to 1. `tokens` are stems and concepts, `words` give pairs and letters."""
        codes, often = _features(words, tokens)
        columns, values = _placed(codes, often, self.rarity)
        length = np.sqrt((values * values).sum())
        return (values / length) @ self.matrix[columns].astype(np.float32) if length else np.zeros(len(self.pages), np.float32)


def learn(documents: Iterable[SearchDocument], *, learned_from: str) -> Learned | None:
    """Learn from these pages; about two seconds for a hundred. None where there is nothing to learn from."""
    pages = [document for document in documents if document.kind in LEARNED_KINDS]
    examples = [(number, text, weight) for number, page in enumerate(pages) for text, weight in examples_of(page)]
    if not examples:
        return None
    width = COLUMNS if len(pages) <= MANY_PAGES else COLUMNS_OF_MANY
    features = [_features_of_text(text) for _number, text, _weight in examples]
    rows = row_numbers(len(codes) for codes, _often in features)
    codes, often = (np.concatenate(part) for part in zip(*features, strict=True))
    rarity = _rarity(codes % width, len(examples), width)
    columns, values = _placed(codes, often, rarity)
    lengths = np.sqrt(np.bincount(rows, weights=values * values, minlength=len(examples)))
    values = values / np.maximum(lengths, 1e-6)[rows]
    targets = np.array([number for number, _text, _weight in examples])
    weights = np.sqrt(np.array([weight for _number, _text, weight in examples], np.float32))
    matrix = _solve(rows, columns, values * weights[rows], targets, weights, width, len(pages))
    return Learned(learned_from, tuple(map(name_of, pages)), rarity.astype(np.float16), matrix.astype(np.float16))


def name_of(document: SearchDocument) -> str:
    return f"{document.kind}:{document.key}:{document.language}"


def examples_of(page: SearchDocument) -> list[tuple[str, float]]:
    """Texts that lead to this page, each with its weight."""
    examples = [(page.title, TITLE), (page.summary, SUMMARY), *((phrase, PHRASE) for phrase in page.phrases)]
    passage: list[str] = []
    for line in page.body.split("\n"):
        passage.append(line)
        if sum(text.count(" ") + 1 for text in passage) >= WORDS_A_PASSAGE:
            examples.append((" ".join(passage), PASSAGE))
            passage = []
    examples.append((" ".join(passage), PASSAGE))
    return [(text, weight) for text, weight in examples if text.strip()]


def _features_of_text(text: str) -> tuple[np.ndarray, np.ndarray]:
    return _features([word for word in words_of(text) if word not in EMPTY], tokens_of(text))


def _features(words: Sequence[str], tokens: Iterable[str]) -> tuple[np.ndarray, np.ndarray]:
    """Codes of what is said, and how much each counts."""
    counts: dict[int, float] = defaultdict(float)
    for token, often in Counter(tokens).items():
        counts[_code(token)] += min(often, MOST_OF_ONE)
    stems = [stem(word) for word in words]
    for first, second in pairwise(stems):
        counts[_code(f"{first} {second}")] += PAIR
    for word in words:
        for code in _letters(word):
            counts[code] += LETTERS
    weights = np.fromiter(counts.values(), np.float32)
    return np.fromiter(counts, np.int64), np.minimum(weights, MOST_OF_ONE)


@lru_cache(maxsize=100_000)
def _code(feature: str) -> int:
    return crc32(feature.encode())


@lru_cache(maxsize=20_000)
def _letters(word: str) -> tuple[int, ...]:
    spaced = f"^{word}$"
    return tuple(crc32(f"*{spaced[i : i + n]}".encode()) for n in (3, 4, 5) for i in range(len(spaced) - n + 1))


def _placed(codes: np.ndarray, often: np.ndarray, rarity: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Column and value of each feature. Half are negative, so that features which share a column cancel out rather than add up."""
    columns = codes % len(rarity)
    return columns, np.where((codes >> 20) & 1, often, -often) * rarity[columns]


def _rarity(columns: np.ndarray, examples: int, width: int) -> np.ndarray:
    return np.log(1 + examples / (1 + np.bincount(columns, minlength=width))).astype(np.float32)


def _solve(rows, columns, values, targets, weights, width: int, pages: int) -> np.ndarray:
    """Ridge regression from features to pages, over a thousand examples at once so that memory stays small."""
    gram = np.zeros((width, width), np.float32)
    wanted = np.zeros((width, pages), np.float32)
    for start in range(0, len(targets), AT_ONCE):
        end = min(start + AT_ONCE, len(targets))
        inside = slice(*np.searchsorted(rows, (start, end)))
        cells = (rows[inside] - start) * width + columns[inside]
        some = np.bincount(cells, weights=values[inside], minlength=(end - start) * width).reshape(-1, width).astype(np.float32)
        gram += some.T @ some
        aims = np.zeros((end - start, pages), np.float32)
        aims[np.arange(end - start), targets[start:end]] = weights[start:end]
        wanted += some.T @ aims
    gram[np.diag_indices(width)] += RIDGE
    return _conjugate_gradients(gram, wanted)


def _conjugate_gradients(gram: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Solve gram @ matrix = wanted, near enough, in a third of the time that an exact solution takes."""
    matrix, rest = np.zeros_like(wanted), wanted.copy()
    way, size = rest.copy(), (rest * rest).sum(axis=0)
    for _step in range(STEPS):
        along = gram @ way
        far = size / np.maximum((way * along).sum(axis=0), TINY)
        matrix += far * way
        rest -= far * along
        before, size = size, (rest * rest).sum(axis=0)
        way = rest + size / np.maximum(before, TINY) * way
    return matrix
