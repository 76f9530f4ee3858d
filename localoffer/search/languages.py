"""Which language a text is in, and its words in English: from short lists that ship with the product, word by word.

Our pages are in English. A Romanian or Urdu word is taken for the English one that our pages use, so that everything that
finds and ranks sees words it knows. That is no translation, and nothing of it is shown.
"""

import re
from dataclasses import dataclass

from . import shipped
from .once import once
from .words import EMPTY, words_of

CODES = ("ro", "pl", "ur", "bn")
SCRIPTS = {"bn": re.compile(r"[\u0980-\u09ff]"), "ur": re.compile(r"[\u0600-\u06ff]")}
# Arabic and older forms of letters that Urdu writes otherwise.
ALIKE = str.maketrans("يكهةى", "یکہہی")
SHORTEST_START, SAME_ROOT = 2, 3


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words of a language. `phrases` by their first word, the longest first · `starts` are words that may have any ending ·
    `small` say nothing by themselves · `alike` are words that English has too."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    words: dict[str, str]
    starts: dict[str, str]
    small: frozenset[str]
    alike: frozenset[str]

    def of_word(self, word: str) -> str | None:
        """The English for a word, "" for one that says nothing, None for one that is not known."""
        if word in self.words:
            return self.words[word]
        if word in self.small:
            return ""
        ends = range(len(word), SHORTEST_START - 1, -1)
        return next((self.starts[word[:end]] for end in ends if word[:end] in self.starts), None)

    def shows_in(self, word: str) -> bool:
        """Whether the word tells that this is the language: English has neither it nor one that begins the same ("autist")."""
        english = self.of_word(word)
        return word not in self.alike and english is not None and (not english or english[:SAME_ROOT] != word[:SAME_ROOT])


@once
def glossary(code: str) -> Glossary:
    lists = shipped.read(f"languages/{code}.yaml")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    words, starts = {}, {}
    for key, english in lists["words"].items():
        parts = tuple(_plain_words(str(key)))
        if len(parts) > 1:
            phrases.setdefault(parts[0], []).append((parts, str(english)))
        else:
            (starts if str(key).endswith("*") else words)[parts[0]] = str(english)
    for some in phrases.values():
        some.sort(key=lambda phrase: -len(phrase[0]))
    small, alike = (frozenset(word for line in lists[name] for word in _plain_words(str(line))) for name in ("small", "alike"))
    return Glossary(phrases, words, starts, small, alike)


@once
def _english() -> frozenset[str]:
    return shipped.vocabulary() | EMPTY


def language_of(text: str) -> str:
    """Guess by script, then by how many words are of one language's list and not English: en, ro, pl, ur or bn."""
    for code, script in SCRIPTS.items():
        if script.search(text):
            return code
    words = _plain_words(text)
    english = _english()
    counts = {code: sum(glossary(code).shows_in(word) for word in words) for code in CODES}
    best = max(CODES, key=lambda code: counts[code])
    others = sum(word in english and glossary(best).of_word(word) is None for word in words)
    return best if counts[best] and counts[best] >= others else "en"


def in_english(text: str, language: str) -> str:
    """The text with the words we know of this language put into English, others as they are; small letters."""
    if language == "en":
        return text
    words, found, at = _plain_words(text), [], 0
    known = glossary(language)
    while at < len(words):
        phrase = next((p for p in known.phrases.get(words[at], ()) if tuple(words[at : at + len(p[0])]) == p[0]), None)
        english = phrase[1] if phrase else known.of_word(words[at])
        found.append(words[at] if english is None else english)
        at += len(phrase[0]) if phrase else 1
    return " ".join(filter(None, found))


def _plain_words(text: str) -> list[str]:
    return words_of(text.translate(ALIKE).replace("ł", "l").replace("Ł", "l"))
