"""A child's age as people write it: "age 5", "2½", "18 months", "year 9", "toddler"."""

import re

from .words import first_named

OLDEST_MONTHS = 26 * 12
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20,
}  # fmt: skip
_NUMBER = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
_HALF = r"( (?:and a half|1 ?/ ?2|1⁄2)| ?(?:\.5|½))?"
_CHILD = r"(?:son|daughter|boy|girl|lad|child|kid|grandson|granddaughter|baby|toddler|nephew|niece|brother|sister|he|she|hes|shes|im|i am)"
_NOT_A_TIME = r"(?! ?(?:weeks?|days?|miles?|hours?|months?|years? (?!old|of age)|plus|pm|am|times?|of|to|sessions?|kids?|children|%|/))"
SAYS_AGE = re.compile(r"\b(?:at age|aged?)\b")
YEARS = (
    re.compile(rf"\b{_NUMBER}{_HALF}(?: ?- ?| )?(?:years? ?-?olds?|yrs? ?-?olds?|yr? ?o|yo|years? of age)\b"),
    re.compile(rf"\b(?:aged?|at age|turning|turned|turns) {_NUMBER}{_HALF}\b{_NOT_A_TIME}"),
    re.compile(rf"\b{_CHILD}(?: is| are|s| who is| just turned)? (?:only |just |nearly |almost )?{_NUMBER}{_HALF}\b{_NOT_A_TIME}"),
    re.compile(rf"\b(?:talking|walking|speaking) at {_NUMBER}{_HALF}\b{_NOT_A_TIME}"),
    re.compile(rf"\b{_NUMBER} ?(?:yr|y/o)\b(?! ?(?:wait|waiting|fund|plan))"),
)
# "18 months" alone, or of a child; not "waiting 18 months".
MONTHS = (
    re.compile(r"\b(\d{1,2}) ?(?:months?|mths?|mo)(?: |-)?(?:olds?|baby)\b"),
    re.compile(rf"\b(?:aged?|at|{_CHILD}(?: is)?|my) (\d{{1,2}}) ?(?:months?|mths?)\b"),
    re.compile(r"^\W*(\d{1,2}) ?(?:months?|mths?)\W*$"),
)
SCHOOL_YEAR = re.compile(r"\b(?:year|yr|y) ?(1[0-4]|[1-9])\b(?! ?(?:old|olds|year|month|of age|yo))")
ONE_WORD = {
    "newborn": 0, "baby": 6, "babies": 6, "toddler": 24, "preschooler": 42, "reception": 54, "teenager": 168, "teen": 168,
    "adolescent": 168,
}  # fmt: skip
WORDS = {f"{word}{s}": months for word, months in ONE_WORD.items() for s in ("", "s")}


def take_age(text: str) -> tuple[int | None, str]:
    """Return the age in months, and the text without it. `text` is plain (small letters, no apostrophes).

    A school year is its child's age in mid year and stays in the text, as do words such as "toddler": pages use them too.
    """
    for patterns, months_each in ((MONTHS, 1), (YEARS, 12)):
        for pattern in patterns:
            match = pattern.search(text)
            if match and (months := _months(match, months_each)) < OLDEST_MONTHS:
                return months, text[: match.start()] + _kept(match) + text[match.end() :]
    if match := SCHOOL_YEAR.search(text):
        return (int(match[1]) + 4) * 12 + 6, text
    return first_named(WORDS, text), text


def _months(match: re.Match, months_each: int) -> int:
    number = int(NUMBERS.get(match[1], match[1]))
    has_half = match.re.groups > 1 and bool(match[2])
    return number * months_each + (6 if has_half else 0)


def _kept(match: re.Match) -> str:
    """What stood before the number says more than the age ("my son is 5") and is kept; "age" itself is said by then."""
    before = match[0][: match.start(1) - match.start()]
    return f" {SAYS_AGE.sub(' ', before)} "
