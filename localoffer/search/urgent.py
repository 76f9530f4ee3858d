"""Does somebody ask while in danger? Decided before, and apart from, everything else in a search."""

import re
import unicodedata

from .shipped import idioms, urgent_patterns
from .words import APOSTROPHES, plain

DANGER, DISTRESS, CALM = "danger", "distress", ""
# Letters of every script; marks of Bengali and Urdu are letters' parts and stay.
NOT_TEXT = re.compile(r"[^\w\u0900-\u0dff]+")
# Letters that no normal form takes apart, and a Bengali mark some keyboards add.
ALIKE = str.maketrans({"ł": "l", "đ": "d", "\u200c": None, "\u200d": None, "_": " "})


def urgency_of(text: str) -> str:
    """Return "danger" (the panel is shown), "distress" (a softer line) or nothing. Idioms are taken out first."""
    patterns, forms = urgent_patterns(), _forms(text)
    for level in (DANGER, DISTRESS):
        if any(pattern.search(form) for form in forms for pattern in patterns[level]):
            return level
    return CALM


def _forms(text: str) -> list[str]:
    """The text in Latin letters without accents, and in its own script with its marks; both without idioms."""
    own = unicodedata.normalize("NFKC", APOSTROPHES.sub("", text)).lower()
    spaced = (NOT_TEXT.sub(" ", form.translate(ALIKE)).strip() for form in (plain(text), own))
    return [idioms().sub(" ", form) for form in dict.fromkeys(spaced)]
