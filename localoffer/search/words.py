"""From a text to the words that are compared: small letters, no accents, no apostrophes, common endings cut off."""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TypeVar

T = TypeVar("T")
# A letter or digit, then more of them or the vowel signs of Indian scripts, which are parts of letters.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0900-\u0dff])*")
APOSTROPHES = re.compile(r"['’‘`´]")
ENDINGS = ("ically", "ations", "ation", "ments", "ment", "ings", "ing", "ness", "edly", "ied", "ies", "ed", "es", "ly", "s")
SHORTEST_STEM = 3

# Words that say nothing of what is wanted.
EMPTY = frozenset(
    """a about all also am an and any are as at be been being but by can could did do does doing done for from get gets getting
    give go going got had has have having he her hers him his how i id if ill im in into is it its ive just let like ll may me
    might mine more most much my need needs of on or our ours please re really she should so some than that the their them then
    there these they theyre this those to too us very want wants was we were weve what whats when where which who whos why will
    with would yes you your yours find looking look know tell help near child childs children kid kids son sons daughter
    daughters boy girl lad someone something anyone""".split()  # noqa: SIM905
)


def plain(text: str) -> str:
    """Return the text in small letters with no accents and no apostrophes: "Can't" → "cant"."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").lower()
    spread = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).lower())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def plain_word(word: str) -> str:
    """The same for one word. Kept, because pages say the same words over and over."""
    return plain(word)


def words_of(text: str) -> list[str]:
    """`"Can't sit still!"` → `["cant", "sit", "still"]`."""
    return WORD.findall(plain(text))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut one common English ending, never below three letters: "referrals" → "referral", "worried" → "worri"."""
    if len(word) <= SHORTEST_STEM or not word.isascii():
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM and not word.endswith("ss"):
            cut = word[: -len(ending)]
            return _tidy(cut + "y" if ending in ("ied", "ies") else cut)
    return _tidy(word)


def _tidy(cut: str) -> str:
    """Bring "clas", "plann" and "move" to what "class", "plan" and "moving" give."""
    if len(cut) > SHORTEST_STEM and cut.endswith("e"):
        return cut[:-1]
    if len(cut) > SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt":
        return cut[:-1]
    return cut


def first_named(names: Mapping[str, T], text: str) -> T | None:
    """What stands for the first of these names, in their order, that the text holds as whole words. Names hold none of each other."""
    said = set(_pattern_of(tuple(names)).findall(text))
    return next((names[name] for name in names if name in said), None)


@cache
def _pattern_of(names: tuple[str, ...]) -> re.Pattern:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def stems_of(text: str) -> list[str]:
    return [stem(word) for word in words_of(text)]
