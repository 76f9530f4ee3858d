"""Read content files: front matter and a body of blocks (docs/reference/content-files.md). Knows nothing of the database.

Every fault is a ContentFault that names the file, and the line where there is one, in words for the person who wrote it.
"""

import hashlib
import re
import uuid
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from localoffer.core.untrusted import clean_html

OPENS = re.compile(r'^:::\s+(?P<kind>\w+)\s+(?P<key>[a-z0-9-]+)\s+"(?P<heading>[^"]+)"\s*$')
LIST_ITEM = re.compile(r"<li>(.*?)</li>", re.S)
FIELD = re.compile(r"^(source|source_url|in_force_from|status|checked_on|local|source_date):\s*(.*)$")
INTERNAL = re.compile(r'href="(question|topic|page):([a-z0-9/-]+)(#[a-z0-9-]+)?"')
PREFIX = {"question": "/questions/", "topic": "/topics/", "page": "/"}
NAMESPACE = uuid.UUID("0d9f4c1c-4a0e-5e0c-9c1b-3b1f8b1f7a55")
markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


class ContentFault(Exception):
    """A content file cannot be read; the message names the file and says what to mend."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body. `text` is Markdown; `fields` are the lines before the first blank one of law and note."""

    kind: str
    key: str
    heading: str
    text: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ContentFile:
    path: Path
    front: dict
    blocks: tuple[Block, ...]
    digest: str

    @property
    def id(self) -> str:
        return self.front["id"]

    @property
    def body_text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    def links(self) -> list[tuple[str, str]]:
        """Each internal link as (`question`, `transport`)."""
        return [(kind, target) for block in self.blocks for kind, target, _ in INTERNAL.findall(markdown.render(block.text))]


def read_yaml(path: Path):
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise ContentFault(f"{path.name} cannot be read: {problem}") from problem


def read_content_file(path: Path) -> ContentFile:
    """Read one Markdown file with front matter. Raises ContentFault."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentFault(f"{path.name} is not a text file in UTF-8.") from problem
    match = re.match(r"^---\n(.*?)\n---\n(.*)$", text.replace("\r\n", "\n"), re.S)
    if not match:
        raise ContentFault(f"{path.name} does not begin with front matter between two lines of ---.")
    front = _front_matter(path, match[1])
    first_line = match[1].count("\n") + 4
    digest = hashlib.sha256(text.encode()).hexdigest()
    return ContentFile(path, front, tuple(_blocks(path, match[2], first_line)), digest)


def _front_matter(path: Path, text: str) -> dict:
    try:
        front = yaml.safe_load(text)
    except yaml.YAMLError as problem:
        raise ContentFault(f"{path.name}: the front matter cannot be read: {problem}") from problem
    if not isinstance(front, dict):
        raise ContentFault(f"{path.name}: the front matter is not a list of keys and values.")
    for key in ("id", "title", "short_answer"):
        if not front.get(key):
            raise ContentFault(f"{path.name}: {key} is missing.")
    if front["id"] != path.stem:
        raise ContentFault(f"{path.name}: its id is {front['id']!r}. It must be the file's name.")
    if len(front["short_answer"]) > 300:
        raise ContentFault(f"{path.name}: short_answer has {len(front['short_answer'])} characters. It may have 300.")
    return front


def _blocks(path: Path, body: str, first_line: int):
    opened, lines, seen = None, [], set()
    for number, line in enumerate(body.split("\n"), first_line):
        match = OPENS.match(line)
        if match and opened is None:
            opened, lines = match, []
            if match["key"] in seen:
                raise ContentFault(f"{path.name}, line {number}: the key {match['key']} stands twice.")
            seen.add(match["key"])
        elif line.strip() == ":::" and opened is not None:
            yield _block(path, number, opened, lines)
            opened = None
        elif opened is not None and not match:
            lines.append(line)
        elif line.strip():
            raise ContentFault(f"{path.name}, line {number}: this stands outside a block, or the block before it is not closed with :::")
    if opened is not None:
        raise ContentFault(f"{path.name}: the block {opened['key']} is not closed with :::")


def _block(path: Path, number: int, opened: re.Match, lines: list[str]) -> Block:
    if opened["kind"] not in WRITERS:
        raise ContentFault(f"{path.name}, line {number}: there is no block called {opened['kind']}.")
    fields = {}
    while opened["kind"] in ("law", "note") and lines and (match := FIELD.match(lines[0])):
        fields[match[1]] = match[2].strip().strip('"')
        lines = lines[1:]
    return Block(opened["kind"], opened["key"], opened["heading"], "\n".join(lines).strip(), fields)


def without_links_to(file: ContentFile, missing: set[str]) -> ContentFile:
    """The file with links to these questions, which are not written yet, turned into plain words.

    The digest follows, so that the page is loaded again when one of them has been written.
    """
    if not missing & {target for kind, target in file.links() if kind == "question"}:
        return file
    pattern = re.compile(r"\[([^\]]+)\]\(question:(?:" + "|".join(sorted(map(re.escape, missing))) + r")(?:#[a-z0-9-]+)?\)")
    blocks = tuple(replace(block, text=pattern.sub(r"\1", block.text)) for block in file.blocks)
    digest = hashlib.sha256(repr(blocks).encode() + file.digest.encode()).hexdigest()
    return replace(file, blocks=blocks, digest=digest)


def stream(file: ContentFile) -> list[dict]:
    """The body as StreamField data. Block ids come from the file's id and the block's key, so translations keep their place."""
    page = uuid.uuid5(NAMESPACE, file.id)
    data = []
    for block in file.blocks:
        value = {"heading": block.heading, **WRITERS[block.kind](file, block)}
        data.append({"type": block.kind, "id": str(uuid.uuid5(page, block.key)), "value": value})
    return data


def to_html(text: str) -> str:
    """Markdown as clean HTML, with links between our own pages as plain addresses that never change."""
    html = INTERNAL.sub(lambda m: f'href="{PREFIX[m[1]]}{m[2]}/{m[3] or ""}"', markdown.render(text))
    return clean_html(html)


def _steps(file: ContentFile, block: Block) -> dict:
    items = LIST_ITEM.findall(to_html(block.text))
    if not items:
        raise ContentFault(f"{file.path.name}: the steps in {block.key} are not a numbered list.")
    return {"steps": _list([re.sub(r"^<p>|</p>$", "", item.strip()) for item in items], f"{file.id}/{block.key}")}


def _text(file: ContentFile, block: Block) -> dict:
    return {"text": to_html(block.text)}


def _table(file: ContentFile, block: Block) -> dict:
    html = to_html(block.text)
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)]
    if len(rows) < 2:
        raise ContentFault(f"{file.path.name}: the table in {block.key} has no rows.")
    place = f"{file.id}/{block.key}"
    cells = [_list(row, f"{place}/row-{number}") for number, row in enumerate(rows[1:])]
    return {"headers": _list(rows[0], f"{place}/headers"), "rows": _list(cells, f"{place}/rows")}


def _list(values: list, place: str) -> list[dict]:
    """A list as Wagtail stores it; each item's id comes from its place, for the same reason as a block's."""
    return [{"type": "item", "id": str(uuid.uuid5(NAMESPACE, f"{place}/{n}")), "value": value} for n, value in enumerate(values)]


def _note(file: ContentFile, block: Block) -> dict:
    fields = block.fields
    return {"text": to_html(block.text), "is_local": fields.get("local") == "yes", "source": fields.get("source", ""),
            "source_date": fields.get("source_date", "")}  # fmt: skip


def _law(file: ContentFile, block: Block) -> dict:
    fields = block.fields
    if not fields.get("source"):
        raise ContentFault(f"{file.path.name}: the law block {block.key} names no source.")
    days = {name: _day(file, fields.get(name)) for name in ("in_force_from", "checked_on")}
    return {"text": to_html(block.text), "source": fields["source"], "source_url": fields.get("source_url", ""),
            "status": fields.get("status", "in-force"), **days}  # fmt: skip


def _day(file: ContentFile, text: str | None) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ContentFault(f"{file.path.name}: {text!r} is not a date like 2026-11-23.") from None


WRITERS = {"steps": _steps, "text": _text, "table": _table, "note": _note, "law": _law}
