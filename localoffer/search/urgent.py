"""Does somebody ask while in danger? Decided before, and apart from, everything else in a search."""

import re

from .shipped import urgent_patterns
from .words import APOSTROPHES, plain

DANGER, DISTRESS, CALM = "danger", "distress", ""
# Letters of every script; marks of Bengali and Urdu are letters' parts and stay.
NOT_TEXT = re.compile(r"[^\w\u0900-\u0dff]+")


def urgency_of(text: str) -> str:
    """Return "danger" (the panel is shown), "distress" (a softer line) or nothing. Idioms are taken out first."""
    patterns = urgent_patterns()
    for form in (plain(text), APOSTROPHES.sub("", text).lower()):
        words = patterns["idioms"].sub(" ", NOT_TEXT.sub(" ", form).replace("_", " ").strip())
        if patterns["danger"].search(words):
            return DANGER
    return DISTRESS if patterns["distress"].search(words) or patterns["distress"].search(NOT_TEXT.sub(" ", plain(text))) else CALM
