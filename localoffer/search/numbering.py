"""Tokens as numbers, and which rows hold which token: sparse matrices in plain numpy.

Sums run over a query's few tokens, each over the rows that hold it, so that a query costs what its words cost and not what
the site holds. scipy would do the same and weighs 40 MB a worker.
"""

from collections.abc import Iterable

import numpy as np


class Numbering(dict):
    """Gives each token a number, the next free one to a new token. Never read with `[]` for what somebody typed: that would grow it."""

    def __missing__(self, token: str) -> int:
        number = self[token] = len(self)
        return number

    def of(self, tokens: Iterable[str]) -> np.ndarray:
        return np.fromiter((self[token] for token in tokens), np.int32)


class Postings:
    """For each token number the rows that hold it, with a value each."""

    def __init__(self, tokens: np.ndarray, rows: np.ndarray, values: np.ndarray | None, size: int):
        order = np.argsort(tokens, kind="stable")
        self.rows = rows[order].astype(np.int32)
        self.values = None if values is None else values[order].astype(np.float32)
        self.starts = np.concatenate(([0], np.cumsum(np.bincount(tokens, minlength=size)))).astype(np.int64)

    def add_to(self, scores: np.ndarray, token: int, weight: float) -> None:
        """Add weight × value to the score of every row that holds the token. A row holds a token once."""
        if token + 1 < len(self.starts):
            start, end = self.starts[token], self.starts[token + 1]
            worth = weight if self.values is None else weight * self.values[start:end]
            scores[self.rows[start:end]] += worth

    def rows_of(self, token: int) -> np.ndarray:
        return self.rows[self.starts[token] : self.starts[token + 1]] if token + 1 < len(self.starts) else self.rows[:0]


def row_numbers(sizes: Iterable[int]) -> np.ndarray:
    """`[2, 1]` → `[0, 0, 1]`: the row of each item where rows follow each other."""
    sizes = np.fromiter(sizes, np.int64)
    return np.repeat(np.arange(len(sizes)), sizes)


def joined(arrays: Iterable[np.ndarray]) -> np.ndarray:
    arrays = list(arrays)
    return np.concatenate(arrays) if arrays else np.empty(0, np.int32)
