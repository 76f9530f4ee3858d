"""What is wrong with a council's content files, beyond what stops them from loading. Knows no database.

Each page is measured twice: as families of this council read it, and as those of a new council would, with no local fact in it.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.conf import settings
from django.utils import timezone

from localoffer.directory.actions.taxonomies import flattened
from localoffer.directory.importers.taxonomies import read_shipped

from .area_words import AreaWords
from .body_words import shown_lines, shown_text
from .content_files import ContentFile, read_yaml, stream
from .content_folder import Council, read_what_can_be_read
from .duties import duties_on, faults_in_answers
from .easy_read_files import EasyReadFile
from .plain_words import HARDEST_MEDIAN, HIGHEST_AGE, LONGEST_SENTENCE, Reading, read, sentences_of, words_in
from .references import Known, faults_in_references, questions_named

FEWEST_PHRASINGS = 20
FEWEST_RELATED = 2
# Of easy read. Its lines are those that a person who reads slowly takes in at one sitting.
MOST_LINES, MOST_SENTENCES, LONGEST_EASY_SENTENCE, HIGHEST_EASY_AGE = 25, 2, 12, 8.0
PHONE = re.compile(r"\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b")


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """One file: `name` in its folder, `age` the higher of its two reading ages (none for a file of no words), `faults` in words."""

    name: str
    age: float | None = None
    words: int = 0
    phrasings: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContentReport:
    files: tuple[CheckedFile, ...]

    @property
    def median_age(self) -> float:
        ages = [file.age for file in self.files if file.age is not None]
        return median(ages) if ages else 0.0

    @property
    def faults(self) -> list[str]:
        return [f"{file.name}: {fault}" for file in self.files for fault in file.faults]


def check_content(folder: Path, *, only: Collection[str] = ()) -> ContentReport:
    """Check every content file of a folder, or only the pages with these ids. Raises ContentFault for a list that cannot be read."""
    council, unreadable = read_what_can_be_read(folder)
    checks = _Checks(council, unreadable, must_keep=_facts_to_keep(folder))
    pages = [checks.of_page(file) for file in council.files]
    pages += [checks.of_easy_read(file) for file in council.easy_read]
    pages += [CheckedFile(_name(path), faults=tuple(str(fault).splitlines())) for path, fault in unreadable.items()]
    wanted = [page for page in pages if not only or Path(page.name).stem in only]
    return ContentReport((*sorted(wanted, key=lambda page: page.name), *(() if only else checks.of_lists())))


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def _facts_to_keep(folder: Path) -> dict[str, int]:
    path = folder / "must_keep.yaml"
    return read_yaml(path) if path.exists() else {}


class _Checks:
    """The checks of one council's files against each other. A file that cannot be read is there all the same."""

    def __init__(self, council: Council, unreadable: Collection[Path], *, must_keep: dict[str, int]):
        self.council, self.must_keep = council, must_keep
        self.area = AreaWords.of(council.settings)
        self.duties = {duty.id for duty in duties_on(timezone.localdate())}
        names = {path.stem for path in unreadable}
        self.questions = names | {file.id for file in council.questions}
        contacts = {entry["key"] for entry in council.contacts}
        self.known = Known(contacts=contacts, topics=council.topic_paths, pages=names | council.page_slugs, terms=shipped_terms())

    def of_page(self, file: ContentFile) -> CheckedFile:
        readings = readings_of(file)
        faults = [
            *self._lists(file), *self._keeps(file), *self.area.faults_in_page(file), *faults_in_references(file, self.known),
            *(f"there is no question {question}" for question in sorted(questions_named(file) - self.questions)),
            *_faults_in_readings(readings), *_typed_numbers(file), *faults_in_answers(file, self.duties),
        ]  # fmt: skip
        phrasings = len({*(file.front.get("asked_as") or []), *(file.front.get("local_asked_as") or [])})
        return CheckedFile(_name(file.path), max(r.age for r in readings), readings[0].words, phrasings, tuple(faults))

    def of_easy_read(self, file: EasyReadFile) -> CheckedFile:
        reading = read(file.text)
        text = file.path.read_text("utf-8")
        faults = [
            *(f"there is no question {question}" for question in {file.id} - self.questions),
            *(f"there is no contact {key}" for key in file.front["contacts"] if key not in self.known.contacts),
            *faults_in_easy_read(file), *(f"write {instead!r} instead of {words!r}" for words, instead in reading.forbidden),
            *(f"{word} belongs to this area. Say it for any council." for word in self.area.found_in(text)), *_typed_numbers(file),
        ]  # fmt: skip
        return CheckedFile(_name(file.path), reading.age, reading.words, faults=tuple(faults))

    def _lists(self, file: ContentFile) -> Iterator[str]:
        """A question can be found and leads on."""
        if file.path.parent.name != "questions":
            return
        if len(file.front["asked_as"]) < FEWEST_PHRASINGS:
            yield f"asked_as has {len(file.front['asked_as'])} phrases. Write at least {FEWEST_PHRASINGS}."
        if len(file.front.get("related") or []) < FEWEST_RELATED:
            yield f"related names fewer than {FEWEST_RELATED} questions."

    def _keeps(self, file: ContentFile) -> Iterator[str]:
        body = _joined(file.body_text)
        keeps = file.front.get("keeps") or []
        if file.id in self.must_keep and len(keeps) != self.must_keep[file.id]:
            yield f"keeps has {len(keeps)} phrases. There are {self.must_keep[file.id]} facts to keep."
        yield from (f"keeps: this does not stand in the body: {phrase}" for phrase in keeps if _joined(phrase) not in body)
        words = _joined(" ".join(shown_lines(stream(file))))
        for phrase in file.front.get("fixed_words") or []:
            if _joined(phrase) not in words:
                yield f"fixed_words: this does not stand in the body: {phrase}"

    def of_lists(self) -> Iterator[CheckedFile]:
        council = self.council
        without_role = (f"{entry['key']} is local and has no role: say what such a body is called anywhere." for entry in council.contacts
                        if entry.get("place") == "local" and not entry.get("role"))  # fmt: skip
        yield CheckedFile("contacts.yaml", faults=(*without_role, *self.area.faults_in_contacts(council.contacts)))
        yield CheckedFile("topics.yaml", faults=tuple(self.area.faults_in_rows(council.topics, name="slug")))
        yield CheckedFile("audiences.yaml", faults=tuple(self.area.faults_in_rows(council.audiences, name="slug")))


def shipped_terms() -> set[tuple[str, str]]:
    """Every code of the shipped taxonomies, as ("needs", "SLCN")."""
    trees = read_shipped(Path(settings.SHIPPED_DATA_DIR) / "taxonomies")
    return {(tree["code"], term.code) for tree in trees for term in flattened(tree["terms"])}


def readings_of(file: ContentFile) -> tuple[Reading, Reading]:
    """The page as families of this council read it, and as those of a new one would. Words that are not ours are left out."""
    body = stream(file)
    emptied = [block | {"value": block["value"] | {"text": ""}} if block["value"].get("is_local") else block for block in body]
    return _reading(file, body), _reading(file, emptied)


def _reading(file: ContentFile, body: list[dict]) -> Reading:
    text = shown_text(file.front["short_answer"], body)
    for phrase in file.front.get("fixed_words") or []:
        text = text.replace(_joined(phrase), "")
    return read(text)


def _faults_in_readings(readings: Collection[Reading]) -> Iterator[str]:
    """Each fault once, though it stands in both."""
    faults = (fault for reading in readings for fault in _faults_in(reading))
    yield from dict.fromkeys(faults)


def _faults_in(reading: Reading) -> Iterator[str]:
    if reading.age > HIGHEST_AGE:
        yield f"the reading age is {reading.age}. Aim at {HARDEST_MEDIAN} or less; {HIGHEST_AGE} is the most."
    yield from (f"a sentence over {LONGEST_SENTENCE} words: {sentence}" for sentence in reading.long_sentences)
    yield from (f"{short} is not explained. Write what it is short for, and {short} in brackets." for short in reading.unexplained)
    yield from (f"write {instead!r} instead of {words!r}" for words, instead in reading.forbidden)


def faults_in_easy_read(file: EasyReadFile) -> Iterator[str]:
    """Too many lines, a sentence too long, a line with more than one idea, a text too hard."""
    if len(file.lines) > MOST_LINES:
        yield f"it has {len(file.lines)} lines. {MOST_LINES} are the most that people can take in."
    for line in file.lines:
        sentences = sentences_of(line.text)
        if len(sentences) > MOST_SENTENCES:
            yield f"line {line.line} has {len(sentences)} sentences. Give each idea a line and a picture of its own."
        yield from (f"line {line.line}, a sentence over {LONGEST_EASY_SENTENCE} words: {sentence}"
                    for sentence in sentences if words_in(sentence) > LONGEST_EASY_SENTENCE)  # fmt: skip
    age = read(file.text).age
    if age > HIGHEST_EASY_AGE:
        yield f"the reading age is {age}. Easy read may have {HIGHEST_EASY_AGE} at most."


def _typed_numbers(file: ContentFile | EasyReadFile) -> Iterator[str]:
    numbers = PHONE.findall(file.path.read_text("utf-8"))
    yield from (f"the telephone number {number} is typed in the page. Name a contact instead." for number in numbers)


def _joined(text: str) -> str:
    return " ".join(text.split())
