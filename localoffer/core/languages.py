"""Languages: which there are, which one an address is in, and how an address reads in another.

The language comes from the address alone: English has no prefix, `/ro/…` is Romanian. No header and no cookie is asked, so
an address means the same to everybody and a kept page can never mix languages (ADR 20).

Two things are kept apart. The language of the *address* decides where links lead, and never changes while a page is made.
The language being *drawn* is Django's active one: it is English inside a Romanian page where a part has no translation.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

ENGLISH = settings.LANGUAGE_CODE
# What has no twin in another language: forms, lists of services, files, and what people sign in to.
ENGLISH_ONLY = (
    "/account/", "/admin/", "/api/", "/documents/", "/gallery/", "/health/", "/media/", "/search/", "/services/", "/static/", "/tools/",
)  # fmt: skip

_of_address: ContextVar[str] = ContextVar("language_of_address", default=ENGLISH)


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the switch names it: `name` is in its own words and script; `tag` is what the attribute `lang` takes."""

    code: str
    name: str
    direction: str

    @property
    def tag(self) -> str:
        return "en" if self.code == ENGLISH else self.code


def _languages() -> dict[str, Language]:
    known = ((code, translation.get_language_info(code)) for code, _name in settings.LANGUAGES)
    return {code: Language(code, _own_name(code, info["name_local"]), "rtl" if info["bidi"] else "ltr") for code, info in known}


def _own_name(code: str, name: str) -> str:
    """`British English` is for machines; a name that stands alone in a list begins with a capital, where the script has any."""
    return "English" if code == ENGLISH else name[:1].upper() + name[1:]


LANGUAGES: dict[str, Language] = _languages()


def language(code: str | None = None) -> Language:
    """The language of this code; without one, the one being drawn. English for a code that nobody knows."""
    return LANGUAGES.get(code or translation.get_language() or ENGLISH, LANGUAGES[ENGLISH])


def other_languages() -> list[str]:
    """The codes of all languages but English."""
    return [code for code in LANGUAGES if code != ENGLISH]


def split(path: str) -> tuple[str, str]:
    """`/ro/questions/x/` → (`ro`, `/questions/x/`); an English path stays as it is."""
    _, first, *rest = [*path.split("/", 2), ""]
    if first in LANGUAGES and first != ENGLISH:
        return first, f"/{rest[0]}"
    return ENGLISH, path


def address_in(code: str, path: str) -> str:
    """The address of a page of ours in this language, whichever language `path` is in. English only ones stay as they are."""
    english = split(path)[1]
    if code == ENGLISH or not english.startswith("/") or english.startswith(("//", *ENGLISH_ONLY)):
        return english
    return f"/{code}{english}"


def address_here(path: str) -> str:
    """The address of a page of ours in the language of the address that is being answered."""
    return address_in(_of_address.get(), path)


def language_of_address() -> Language:
    return LANGUAGES[_of_address.get()]


def mark_of_english() -> dict[str, str]:
    """What an English title adds to a link or a card that is drawn in another language: `{"lang": "en"}`; nothing in English."""
    return {} if language().code == ENGLISH else {"lang": LANGUAGES[ENGLISH].tag}


@contextmanager
def answering_in(code: str) -> Iterator[None]:
    """Answer an address of this language: links lead to it, and words are drawn in it."""
    token = _of_address.set(code)
    try:
        with translation.override(code):
            yield
    finally:
        _of_address.reset(token)
