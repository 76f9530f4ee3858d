"""What the law makes a local offer say (`data/rules/schedule2.yaml`), and which words of which page say it. Knows no database:
`queries.duties` looks at what is published, `duties_of_files` at content files.

A page names under `answers` the ids that it answers, each with a phrase of its own, word for word. So a duty is answered by
words that somebody can point at, and stops being answered when they are edited away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings

from .body_words import shown_text
from .content_files import ContentFile, stream
from .content_folder import Council


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that must be said. `heading` is that of the item it is part of; `ref_is_checked`: somebody read that number."""

    id: str
    heading: str
    asks: str
    ref: str
    ref_is_checked: bool
    is_process: bool = False


@dataclass(frozen=True, slots=True)
class AnsweringPage:
    """`text` all that families read on it, on one line · `answers` its phrases by the ids of duties."""

    url: str
    title: str
    text: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`stands`: the phrase is on the page today."""

    url: str
    title: str
    phrase: str
    stands: bool


@dataclass(frozen=True, slots=True)
class AnsweredDuty:
    duty: Duty
    answers: tuple[Answer, ...]

    @property
    def is_answered(self) -> bool:
        return any(answer.stands for answer in self.answers)


def duties_on(day: date) -> tuple[Duty, ...]:
    """All duties in force on this day, in the order of the law. Raises LookupError when the data leave a gap."""
    for entry in _versions():
        if entry["valid_from"] <= day and (entry["valid_to"] is None or day < entry["valid_to"]):
            return (*_items(entry["items"]), *(_duty(row, is_process=True) for row in entry["process"]))
    raise LookupError(f"data/rules/schedule2.yaml has no duties for {day}.")


@cache
def _versions() -> list[dict]:
    return yaml.safe_load((Path(settings.SHIPPED_DATA_DIR) / "rules" / "schedule2.yaml").read_text("utf-8"))


def _items(items: Iterable[Mapping]) -> Iterator[Duty]:
    """An item with parts is answered part by part, so the parts stand for it."""
    for item in items:
        shared = {name: item[name] for name in ("heading", "ref", "ref_is_checked")}
        yield from (_duty(shared | part) for part in item.get("parts") or [item])


def _duty(row: Mapping, *, is_process: bool = False) -> Duty:
    return Duty(row["id"], row.get("heading") or row["asks"], row["asks"], row["ref"], row["ref_is_checked"], is_process)


def answered(duties: Iterable[Duty], pages: Iterable[AnsweringPage]) -> tuple[AnsweredDuty, ...]:
    """Each duty with the pages that answer it; a page whose phrase is gone is named too, so that it can be mended."""
    found: dict[str, list[Answer]] = {}
    for page in pages:
        for duty, phrase in page.answers.items():
            found.setdefault(duty, []).append(Answer(page.url, page.title, phrase, joined(phrase) in page.text))
    return tuple(AnsweredDuty(duty, tuple(found.get(duty.id, ()))) for duty in duties)


def duties_of_files(council: Council, *, on: date) -> tuple[AnsweredDuty, ...]:
    return answered(duties_on(on), map(_answering, council.files))


def _answering(file: ContentFile) -> AnsweringPage:
    folder = "/questions" if file.path.parent.name == "questions" else ""
    return AnsweringPage(f"{folder}/{file.id}/", file.front["title"], text_of(file), file.front.get("answers") or {})


def text_of(file: ContentFile, *, with_local: bool = True) -> str:
    """All that families read on the page, on one line; without its local notes when asked."""
    body = [block for block in stream(file) if with_local or not block["value"].get("is_local")]
    return joined(shown_text(file.front["short_answer"], body))


def joined(text: str) -> str:
    return " ".join(text.split())


def faults_in_answers(file: ContentFile, known: Iterable[str]) -> Iterator[str]:
    """A sentence for each id that the law's list does not hold, and each phrase that does not stand in text true anywhere."""
    text, ids = text_of(file, with_local=False), set(known)
    for duty, phrase in (file.front.get("answers") or {}).items():
        if duty not in ids:
            yield f"answers: there is no duty {duty}. The ids are in data/rules/schedule2.yaml."
        elif joined(phrase) not in text:
            yield f"answers, {duty}: this does not stand in the text outside local notes: {phrase}"
