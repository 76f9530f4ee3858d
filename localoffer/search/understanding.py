"""From what somebody typed to what they want: place, age, kind, need, urgency, and the words that are left to rank by.

Pure but for `locate`, which asks the database for a postcode. Takes any text whatever and never raises.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from localoffer.core.untrusted import UNSEEN
from localoffer.directory.queries import Place, locate

from . import shipped
from .ages import take_age
from .languages import in_english, language_of
from .urgent import DANGER, urgency_of
from .words import EMPTY, first_named, plain, stem, words_of

LONGEST, MOST_WORDS, MOST_READ = 300, 40, 50_000
# Concepts of those who ask for help and do not say with what.
WHOM_TO_ASK = ("who-to-speak-to", "helpline")
# Each is a query; nobody lives in more than one place.
MOST_POSTCODES = 1
POSTCODE = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ?([0-9][a-z]{2})\b", re.I | re.ASCII)
SECTOR = re.compile(r"\b([a-z]{1,2}[0-9][a-z0-9]?) ([0-9])\b", re.I | re.ASCII)
OUTWARD = re.compile(r"\b([a-z]{1,2}[0-9]{1,2}[a-z]?)\b", re.I | re.ASCII)
NEAR_ME = re.compile(r"\b(near|in|around|close to|by)\s*$", re.I)
FREE = re.compile(r"\b(?:free|no cost|for nothing)\b")
DAYS = {f"{day}{s}": day for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday") for s in ("", "s")}
WHEN = {"weekend": "weekend", "weekends": "weekend", "evening": "evening", "evenings": "evening", "today": "today", "tonight": "today",
        "tomorrow": "tomorrow", "holidays": "holidays", "half term": "holidays", "summer": "holidays", "easter": "holidays",
        "after school": "after-school"}  # fmt: skip
PHASES = {"nursery": "early-years", "preschool": "early-years", "toddler": "early-years", "primary": "primary", "reception": "primary",
          "infant": "primary", "junior": "primary", "secondary": "secondary", "gcse": "secondary", "gcses": "secondary",
          "college": "post-16", "sixth form": "post-16", "university": "post-16"}  # fmt: skip
# Who speaks. A parent speaks of a child; a young person of "I" and of parents; a professional of pupils, families and settings.
YOUNG_PERSON = re.compile(
    r"\b(?:im|i am) (?:1[1-9]|2[0-5]|in year (?:[7-9]|1[0-4]))\b"
    r"|\bmy (?:mum|dad|mam|parents|teachers?|tutor|boyfriend|girlfriend|foster carers?|mates|friends|school|college|lessons|exams|gcses|course|body)\b|\b(?:im|i am) (?:autistic|dyslexic|a teenager|a student)\b"
)
MY_CHILD = re.compile(r"\b(?:my|our) (?:\w+ )?(?:son|daughter|child|kids?|boy|girl)\b")
A_CHILD = re.compile(
    r"\b(?:my|our|the|a) (?:\w+ ){0,3}(?:son|sons|daughter|daughters|child|children|childs|kid|kids|boy|girl|lad|baby|toddler|grandson|granddaughter|teenager"
    r"|little one|nephew|niece|year old|yr old)\b|\b(?:he|hes|him|his|she|shes|her)\b"
)
PROFESSIONAL = re.compile(
    r"\b(?:pupils?|caseload|cpd|send ?co|senco (?:award|training|network|qualification)|npq|our (?:setting|preschool|pre school|nursery|school|clinic|surgery)"
    r"|my (?:setting|pupils?)|(?:refer|referring|signpost) (?:a|the) (?:child|family|pupil|parent|patient)|a (?:child|family|parent) (?:in|at) my"
    r"|(?:im|i am|as) an? (?:gp|teacher|senco|health visitor|social worker|childminder|professional|practitioner|therapist|nurse|paediatrician|key worker|head)"
    r"|i work in an?)\b"
)


@dataclass(frozen=True, slots=True)
class Query:
    """A text, understood.

    text  cleaned and cut, as it is shown again · words  those to rank by, place and age taken out · concepts  codes of
    synonyms.yaml · urgent  "danger", "distress" or nothing · service_kinds  codes, when a kind of service was named ·
    language  a guess at what it is written in: en, ro, ur, pl or bn.
    """

    text: str
    words: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    place: Place | None = None
    age_months: int | None = None
    service_kinds: tuple[str, ...] = ()
    kind_words: str = ""
    needs: tuple[str, ...] = ()
    cost: str = ""
    day: str = ""
    when: str = ""
    phase: str = ""
    audience: str = ""
    """ "young-person" or "professional" where one of them speaks. """
    is_about_a_child: bool = False
    urgent: str = ""
    language: str = "en"
    is_out_of_scope: bool = False
    is_cut: bool = False
    """True when what was typed is longer than what is read."""
    unknown_postcode: str = ""
    spoken_for: frozenset[str] = field(default_factory=frozenset)
    """Stems that stand for the kind: they need not be matched again once services are filtered by it."""


def clean(text: str) -> str:
    """Return at most 300 characters and 40 words of readable text in compatible form."""
    return _cleaned(text)[0]


def _cleaned(text: str) -> tuple[str, bool]:
    text = " ".join(UNSEEN.sub(" ", text[:MOST_READ]).split())
    whole = " ".join(UNSEEN.sub(" ", unicodedata.normalize("NFKC", text[: LONGEST * 4])).split())
    cut = " ".join(whole[:LONGEST].split()[:MOST_WORDS])
    return cut, len(cut) < len(whole) or len(text) > LONGEST * 4


def understand(text: str, *, near: str = "", age_months: int | None = None) -> Query:
    """Read a text. `near` is a postcode given apart from it, and wins over one inside the text, as does `age_months`."""
    shown, is_cut = _cleaned(text)
    place, rest, unknown = _take_place(shown)
    if near:
        place = locate(clean(near)) or place
        unknown = "" if place else clean(near)
    language = language_of(rest)
    english = in_english(plain(rest), language)
    found_age, english = take_age(english)
    return Query(
        text=shown, place=place, age_months=found_age if age_months is None else age_months, urgent=urgency_of(shown), language=language,
        is_cut=is_cut, unknown_postcode="" if place else unknown, **_said(english, rest), **_slots(f"{plain(shown)} {english}"),
    )  # fmt: skip


def _said(english: str, as_typed: str) -> dict:
    """Words, stems and concepts. A concept may be named in another language too, so what was typed is looked through as well."""
    words = tuple(words_of(english))
    stems = tuple(stem(word) for word in words)
    named = shipped.concepts_in(words)
    elsewhere = [code for code, _start, _end in shipped.concepts_in(words_of(as_typed))]
    codes = tuple(dict.fromkeys([code for code, _start, _end in named] + elsewhere))
    if words and not codes and not any(word not in EMPTY for word in words):
        codes = WHOM_TO_ASK
    kinds, spoken_for = _kinds(named, stems)
    return {
        "words": words, "stems": stems, "concepts": codes, "service_kinds": kinds, "spoken_for": spoken_for,
        "kind_words": " ".join(w for w, s in zip(words, stems, strict=True) if s in spoken_for),
        "needs": tuple(dict.fromkeys(need for code in codes if (need := shipped.concepts()[code].need))),
        "is_out_of_scope": _is_out_of_scope(stems, named),
    }  # fmt: skip


def respell(query: Query, meant: dict[str, str]) -> Query:
    """The same query with these words in place of those typed. Place and urgency are as they were."""
    again = understand(" ".join(meant.get(word, word) for word in query.words), age_months=query.age_months)
    return replace(
        again, text=query.text, place=query.place, unknown_postcode=query.unknown_postcode, is_cut=query.is_cut, urgent=DANGER if DANGER in (again.urgent, query.urgent) else query.urgent,
    )  # fmt: skip


def _take_place(text: str) -> tuple[Place | None, str, str]:
    """The place, the text without it, and a whole postcode that we do not know. A handful of lookups at most."""
    unknown = ""
    for pattern in (POSTCODE, SECTOR, OUTWARD):
        for match in list(pattern.finditer(text))[:MOST_POSTCODES]:
            place = locate(match[0])
            if place:
                return place, NEAR_ME.sub("", text[: match.start()]) + " " + text[match.end() :], ""
            if pattern is POSTCODE:
                unknown = unknown or match[0].upper()
                text = text.replace(match[0], " ")
    return None, text, unknown


def _kinds(named: list[tuple[str, int, int]], stems: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str]]:
    kinds: list[str] = []
    spoken_for: set[str] = set()
    for code, start, end in named:
        if service_kinds := shipped.concepts()[code].service_kinds:
            kinds += service_kinds
            spoken_for.update(stems[start:end])
    return tuple(dict.fromkeys(kinds)), frozenset(spoken_for)


def _slots(text: str) -> dict:
    return {
        "cost": "free" if FREE.search(text) else "",
        "day": first_named(DAYS, text) or "", "when": first_named(WHEN, text) or "", "phase": first_named(PHASES, text) or "",
        "audience": audience_of(text), "is_about_a_child": bool(A_CHILD.search(text)),
    }  # fmt: skip


def audience_of(text: str) -> str:
    """Return "professional" or "young-person" where one of them speaks, else nothing: most who ask are parents."""
    if PROFESSIONAL.search(text):
        return "professional"
    return "young-person" if YOUNG_PERSON.search(text) and not MY_CHILD.search(text) else ""


GENERAL = frozenset({"how-apply", "cost", "helpline", "complaint", "eligible", "waiting-list", "appeal", "referral", "new-here", "comment",
                     "work", "gp", "transport", "exercise", "assessment-general", "training", "translation", "clubs", "cinema", "law"})  # fmt: skip


# Words by which nearly every question of ours can be told from one about bins.
OUR_WORDS = frozenset(
    """school nursery preschool college class lesson teacher pupil plan parent mum mother dad father family families child children baby
    toddler son daughter brother sister teenager adult disability disabilities disabled carer needs special support help sen we weve our us""".split()  # noqa: SIM905
)
OUR_STEMS = frozenset(map(stem, OUR_WORDS))


def _is_out_of_scope(stems: tuple[str, ...], named: list[tuple[str, int, int]]) -> bool:
    """A council's other business is named and nothing of ours is, but for words inside that name ("library books")."""
    names = shipped.out_of_scope_names()
    longest = max(map(len, names))
    said = [(i, i + n) for n in range(1, longest + 1) for i in range(len(stems) - n + 1) if tuple(stems[i : i + n]) in names]
    ours = {code for code, start, end in named if not any(i <= start and end <= j for i, j in said)}
    others = {word for n, word in enumerate(stems) if not any(i <= n < j for i, j in said)}
    return bool(said) and not ours - GENERAL and not OUR_STEMS & others


def is_ours(query: Query) -> bool:
    """Whether a need, a help, a child, a family or a school is spoken of."""
    return bool(
        set(query.concepts) - (GENERAL - {"waiting-list"}) or query.is_about_a_child or query.audience or OUR_STEMS & set(query.stems)
    )


def worth_ranking(query: Query) -> tuple[str, ...]:
    """The words of a query that carry meaning; all of them where none does."""
    return tuple(word for word in query.words if word not in EMPTY) or query.words
