"""Questions about the index that other apps ask."""

from . import engine
from .words import words_of

MOST_KEYS = 2000


def service_keys(text: str) -> list[str]:
    """The keys of published services that hold all these words, or words that begin with them; at most 2,000.

    Plain full text, for programs: nothing is understood, mended or ranked. No word in the text finds nothing.
    """
    words = tuple(dict.fromkeys(words_of(text)))
    return engine.service_keys(words, limit=MOST_KEYS) if words else []
