"""Read all content files of a council: its settings, contacts, topics, audiences, questions and pages. Knows no database."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from . import content_rules
from .content_files import ContentFault, ContentFile, read_content_file, read_council, read_rows, read_topics, stream
from .easy_read_files import EasyReadFile, read_easy_read_file

File = TypeVar("File")


@dataclass(frozen=True, slots=True)
class Council:
    """All content files of a council, read and checked one by one; not yet against each other."""

    settings: dict
    contacts: list[dict]
    topics: list[dict]
    audiences: list[dict]
    questions: list[ContentFile]
    pages: list[ContentFile]
    easy_read: list[EasyReadFile]

    @property
    def files(self) -> list[ContentFile]:
        return self.questions + self.pages

    @property
    def topic_paths(self) -> set[str]:
        """Each topic as `travel`, each inside it as `travel/school-travel`."""
        tops = {topic["slug"] for topic in self.topics}
        return tops | {f"{topic['slug']}/{child['slug']}" for topic in self.topics for child in topic["children"]}

    @property
    def page_slugs(self) -> set[str]:
        """What a link `page:…` may lead to."""
        return {file.id for file in self.pages} | {entry["slug"] for entry in self.audiences}


def read_folder(folder: Path) -> Council:
    """Read every file. Raises ContentFault; the faults of all Markdown files are told at once."""
    council, faults = read_what_can_be_read(folder)
    if faults:
        raise ContentFault("\n".join(map(str, faults.values())))
    return council


def read_what_can_be_read(folder: Path) -> tuple[Council, dict[Path, ContentFault]]:
    """The council without the Markdown files that cannot be read, and why. Raises ContentFault for any other file."""
    questions, faults = _read_each(sorted((folder / "questions").glob("*.md")), _read_page)
    pages, more_faults = _read_each(sorted((folder / "pages").glob("*.md")), _read_page)
    easy_read, easy_faults = _read_each(sorted((folder / "easy-read").glob("*.md")), read_easy_read_file)
    contacts = read_rows(folder / "contacts.yaml", content_rules.CONTACT, name="key")
    audiences = read_rows(folder / "audiences.yaml", content_rules.AUDIENCE, name="slug")
    topics = read_topics(folder / "topics.yaml")
    council = Council(read_council(folder / "council.yaml"), contacts, topics, audiences, questions, pages, easy_read)
    return council, faults | more_faults | easy_faults


def _read_page(path: Path) -> ContentFile:
    file = read_content_file(path)
    stream(file)  # the faults inside blocks
    return file


def _read_each(paths: Iterable[Path], read: Callable[[Path], File]) -> tuple[list[File], dict[Path, ContentFault]]:
    found: list[File] = []
    faults = {}
    for path in paths:
        try:
            found.append(read(path))
        except ContentFault as fault:
            faults[path] = fault
    return found, faults
