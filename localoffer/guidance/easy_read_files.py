"""Read easy read files: a little front matter, then lines of a picture and its words (docs/reference/content-files.md). Knows no database.

A file has the id of the question whose twin it is.
"""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from localoffer.core.easy_pictures import PICTURES
from localoffer.core.untrusted import without_tags

from . import content_rules
from .content_files import NAMESPACE, ContentFault, front_matter, read_parts, to_html

HEADING = re.compile(r"^##\s+(.+?)\s*$")
LINE = re.compile(r"^(?P<picture>[a-z-]+):\s+(?P<text>\S.*)$")
LONGEST_HEADING = 60  # as the blocks' own


@dataclass(frozen=True, slots=True)
class EasyLine:
    """One idea. `text` is one or two sentences, `**bold**` for a hard word; `line` is where it stands in its file."""

    picture: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class EasyGroup:
    heading: str
    lines: tuple[EasyLine, ...]


@dataclass(frozen=True, slots=True)
class EasyReadFile:
    path: Path
    front: dict
    groups: tuple[EasyGroup, ...]
    digest: str

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.front["id"]

    @property
    def lines(self) -> list[EasyLine]:
        return [line for group in self.groups for line in group.lines]

    @property
    def text(self) -> str:
        """All its words, a line each, without headings."""
        return "\n".join(without_tags(to_html(line.text)) for line in self.lines)


def read_easy_read_file(path: Path) -> EasyReadFile:
    """Read one file. Raises ContentFault, naming the line."""
    text, top, body = read_parts(path)
    front = front_matter(path, top, content_rules.EASY_READ)
    groups = tuple(_groups(path, body, first_line=top.count("\n") + 4))
    if not groups:
        raise ContentFault(f"{path.name}: it has no lines. Write a heading after ## and lines below it, each as  picture: words")
    return EasyReadFile(path, front, groups, hashlib.sha256(text.encode()).hexdigest())


def _groups(path: Path, body: str, *, first_line: int) -> Iterator[EasyGroup]:
    heading, lines = "", []
    for number, text in enumerate(body.split("\n"), first_line):
        found = HEADING.match(text)
        if found:
            if heading:
                yield _group(path, heading, lines)
            heading, lines = found[1], []
        elif text.strip():
            lines.append(_line(path, number, text, heading))
    if heading:
        yield _group(path, heading, lines)


def _group(path: Path, heading: str, lines: list[EasyLine]) -> EasyGroup:
    if not lines:
        raise ContentFault(f"{path.name}: nothing stands under the heading {heading!r}.")
    if len(heading) > LONGEST_HEADING:
        raise ContentFault(f"{path.name}: the heading {heading!r} has {len(heading)} characters. It may have {LONGEST_HEADING}.")
    return EasyGroup(heading, tuple(lines))


def _line(path: Path, number: int, text: str, heading: str) -> EasyLine:
    found = LINE.match(text.strip())
    if not found or not heading:
        raise ContentFault(f"{path.name}, line {number}: write a heading as  ## Words  and below it each line as  picture: words")
    if found["picture"] not in PICTURES:
        raise ContentFault(
            f"{path.name}, line {number}: there is no picture {found['picture']}. See the gallery of components for their names."
        )
    return EasyLine(found["picture"], found["text"], number)


def easy_stream(file: EasyReadFile) -> list[dict]:
    """The body as StreamField data. Ids come from places, so that a translation of a line stays with it while the order stays."""
    page = uuid.uuid5(NAMESPACE, f"easy-read/{file.id}")
    return [_stored(page, number, group) for number, group in enumerate(file.groups)]


def _stored(page: uuid.UUID, number: int, group: EasyGroup) -> dict:
    lines = [{"type": "item", "id": str(uuid.uuid5(page, f"{number}/{n}")), "value": {"picture": line.picture, "text": to_html(line.text)}}
             for n, line in enumerate(group.lines)]  # fmt: skip
    return {"type": "group", "id": str(uuid.uuid5(page, str(number))), "value": {"heading": group.heading, "lines": lines}}
