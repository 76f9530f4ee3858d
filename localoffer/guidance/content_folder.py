"""Read all content files of a council: its settings, contacts, topics, audiences, questions and pages. Knows no database."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from . import content_rules
from .content_files import ContentFault, ContentFile, read_content_file, read_council, read_rows, read_topics, stream


@dataclass(frozen=True, slots=True)
class Council:
    """All content files of a council, read and checked one by one; not yet against each other."""

    settings: dict
    contacts: list[dict]
    topics: list[dict]
    audiences: list[dict]
    questions: list[ContentFile]
    pages: list[ContentFile]

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
    """Read every file. Raises ContentFault; the faults of all question and page files are told at once."""
    council, faults = read_what_can_be_read(folder)
    if faults:
        raise ContentFault("\n".join(map(str, faults.values())))
    return council


def read_what_can_be_read(folder: Path) -> tuple[Council, dict[Path, ContentFault]]:
    """The council without the question and page files that cannot be read, and why. Raises ContentFault for any other file."""
    questions, faults = _read_each(sorted((folder / "questions").glob("*.md")))
    pages, more_faults = _read_each(sorted((folder / "pages").glob("*.md")))
    contacts = read_rows(folder / "contacts.yaml", content_rules.CONTACT, name="key")
    audiences = read_rows(folder / "audiences.yaml", content_rules.AUDIENCE, name="slug")
    topics = read_topics(folder / "topics.yaml")
    return Council(read_council(folder / "council.yaml"), contacts, topics, audiences, questions, pages), faults | more_faults


def _read_each(paths: Iterable[Path]) -> tuple[list[ContentFile], dict[Path, ContentFault]]:
    found, faults = [], {}
    for path in paths:
        try:
            file = read_content_file(path)
            stream(file)  # the faults inside blocks
            found.append(file)
        except ContentFault as fault:
            faults[path] = fault
    return found, faults
