"""What each key of a content file may hold (docs/reference/content-files.md). Knows no file and no database.

A fault is a sentence for the person who wrote the file: it names the key and says what to write.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .audiences import Audience

OLDEST_MONTHS = 312  # as in directory: nothing above 26 years says more than no upper age


@dataclass(frozen=True, slots=True)
class Rule:
    """What one key holds: `kind` is words, list, number, date, table, phrases or rows; `longest` counts characters."""

    kind: str = "words"
    is_needed: bool = False
    longest: int = 0
    among: tuple[str, ...] = ()
    least: int = 0
    most: int = 0


NEEDED, CODES, MONTHS = Rule(is_needed=True), Rule("list"), Rule("number", most=OLDEST_MONTHS)
AUDIENCES = Rule("list", among=tuple(Audience.values))
PAGE = {
    "id": NEEDED, "title": Rule(is_needed=True, longest=255), "short_answer": Rule(is_needed=True, longest=300),
    "audiences": AUDIENCES, "topics": CODES, "asked_as": Rule("list"), "contacts": CODES,
    "owner": Rule(is_needed=True, longest=120), "checked_on": Rule("date"), "fixed_words": Rule("list"),
    "review_every_months": Rule("number", least=3, most=24), "answers": Rule("phrases"),
}  # fmt: skip
QUESTION = PAGE | {
    "title": Rule(is_needed=True, longest=90), "audiences": Rule("list", is_needed=True, among=tuple(Audience.values)),
    "topics": Rule("list", is_needed=True), "needs": CODES, "min_age_months": MONTHS, "max_age_months": MONTHS,
    "asked_as": Rule("list", is_needed=True), "local_asked_as": CODES, "related": CODES, "service_kinds": CODES,
    "contacts": Rule("list", is_needed=True), "tools": CODES, "schedule2": CODES, "keeps": Rule("list"),
}  # fmt: skip
EASY_READ = {"id": NEEDED, "title": Rule(is_needed=True, longest=90), "contacts": Rule("list", is_needed=True)}
SUBTOPIC = {
    "slug": Rule(is_needed=True, longest=60), "title": Rule(is_needed=True, longest=160),
    "summary": Rule(is_needed=True, longest=160), "introduction": NEEDED,
}  # fmt: skip
TOPIC = SUBTOPIC | {"icon": Rule(), "children": Rule("rows")}
AUDIENCE = {
    "slug": Rule(is_needed=True, longest=60), "audience": Rule(is_needed=True, among=tuple(Audience.values)),
    "title": Rule(is_needed=True, longest=255), "introduction": NEEDED,
}  # fmt: skip
CONTACT = {
    "key": Rule(is_needed=True, longest=60), "name": Rule(is_needed=True, longest=160), "role": Rule(longest=160), "what": Rule(longest=300),
    "kind": Rule(), "place": Rule(among=("local", "national")), "phone": Rule(), "text": Rule(), "text_word": Rule(),
    "email": Rule(), "web": Rule(), "hours": Rule(), "hours_in_words": Rule(), "no_call": Rule(), "source": Rule(),
    "seen_on": Rule("date"), "confirmed_on": Rule("date"), "note": Rule(),
}  # fmt: skip
# The council's other keys are read by the parts they belong to, so they are not listed here.
COUNCIL = {
    "name": Rule(is_needed=True, longest=120), "area_name": Rule(is_needed=True, longest=120), "shown_name": Rule(longest=120),
    "colours": Rule("table"), "urgent_contacts": CODES, "footer_contacts": CODES, "outward_codes": CODES, "area_words": CODES,
    **{name: Rule() for name in ("site_title", "one_line", "main_site", "law_notice", "demo_notice", "licence_line",
                                 "postcode_example", "district_code", "local_authority_code")},
}  # fmt: skip


def faults_in(entry: Mapping[str, Any], rules: Mapping[str, Rule], *, more_keys: bool = False) -> list[tuple[str, str]]:
    """Return (key, sentence) for each fault. With `more_keys`, keys that no rule names are let through."""
    faults = [] if more_keys else [(key, f"there is no key called {key}.") for key in entry if key not in rules]
    for key, rule in rules.items():
        fault = _fault(entry.get(key), rule)
        if fault:
            faults.append((key, f"{key} {fault}"))
    return faults


def _fault(value: Any, rule: Rule) -> str:
    if value is None or value in ("", [], {}):
        return "is missing." if rule.is_needed else ""
    return _SHAPES[rule.kind](value, rule)


def _words(value: Any, rule: Rule) -> str:
    if not isinstance(value, str):
        return f"must be words. Put quotation marks around {value}."
    if rule.longest and len(value) > rule.longest:
        return f"has {len(value)} characters. It may have {rule.longest}."
    if rule.among and value not in rule.among:
        return f"is {value!r}. It can be {', '.join(rule.among)}."
    return ""


def _list(value: Any, rule: Rule) -> str:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return "must be a list of words, as [one, two]."
    if len(set(value)) < len(value):
        return f"names {next(item for item in value if value.count(item) > 1)!r} twice."
    unknown = [item for item in value if rule.among and item not in rule.among]
    return f"holds {unknown[0]!r}. It can hold {', '.join(rule.among)}." if unknown else ""


def _number(value: Any, rule: Rule) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        return f"must be a whole number. It is {value!r}."
    return f"is {value}. It can be {rule.least} to {rule.most}." if not rule.least <= value <= rule.most else ""


def _date(value: Any, rule: Rule) -> str:
    return "" if isinstance(value, date) else f"is {value!r}. It is not a date like 2026-11-23."


def _table(value: Any, rule: Rule) -> str:
    return "" if isinstance(value, dict) else "must hold keys of its own, each on a line that is moved in."


def _phrases(value: Any, rule: Rule) -> str:
    is_map = isinstance(value, dict) and all(isinstance(each, str) and each for pair in value.items() for each in pair)
    return "" if is_map else "must hold ids of duties, each with a phrase of the page in quotation marks."


def _rows(value: Any, rule: Rule) -> str:
    return "" if isinstance(value, list) and all(isinstance(row, dict) for row in value) else "must be a list of entries, each with keys."


_SHAPES = {"words": _words, "list": _list, "number": _number, "date": _date, "table": _table, "phrases": _phrases, "rows": _rows}
