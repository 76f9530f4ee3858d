"""Read content files: front matter and a body of blocks (docs/reference/content-files.md). Knows nothing of the database.

Every fault is a ContentFault that names the file, and the line where there is one, in words for the person who wrote it.
"""

import hashlib
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from localoffer.core.untrusted import clean_html

from . import content_rules, diagrams
from .content_rules import Rule

PARTS = re.compile(r"^---\n(.*?)\n---\n(.*)$", re.S)  # the front matter, the body
OPENS = re.compile(r'^:::\s+(?P<kind>\w+)\s+(?P<key>[a-z0-9-]+)\s+"(?P<heading>[^"]+)"\s*$')
FIELD = re.compile(r"^(source|source_url|in_force_from|status|checked_on|local|required|slot|national|source_date):\s*(.*)$")
INTERNAL = re.compile(r'href="(question|topic|page):([a-z0-9/-]+)(#[a-z0-9-]+)?"')
PREFIX = {"question": "/questions/", "topic": "/topics/", "page": "/"}
HREF = re.compile(r'href="([^"]*)"')
KNOWN_LINKS = re.compile(r"https?://\S+|mailto:\S+|tel:\S+|#\S+|/api/[a-z0-9./_-]+$|(?:question|topic|page):[a-z0-9/-]+(?:#[a-z0-9-]+)?$")
WRONG_HEADING = re.compile(r"^(?:#{1,2}|#{5,})\s", re.M)
LOCAL_FIELDS = {"slot": "Say what a council writes here.", "national": "Say what families read while it is empty."}
CELLS = re.compile(r"(?<!\\)\|")
LONGEST_HEADING = 120  # as the blocks' own
NAMESPACE = uuid.UUID("0d9f4c1c-4a0e-5e0c-9c1b-3b1f8b1f7a55")
markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


class ContentFault(Exception):
    """A content file cannot be read; the message names the file and says what to mend."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a body. `text` is Markdown; `fields` are the lines before the first blank one of law and note; `line` is
    where the block opens in its file."""

    kind: str
    key: str
    heading: str
    text: str
    fields: dict[str, str] = field(default_factory=dict)
    line: int = 0

    @property
    def is_local(self) -> bool:
        return self.kind == "note" and self.fields.get("local") == "yes"

    @property
    def is_required(self) -> bool:
        return self.fields.get("required") == "yes"

    @property
    def national(self) -> str:
        """What families read while the text of a local note is empty: one paragraph of Markdown."""
        return self.fields.get("national", "")

    @property
    def html(self) -> str:
        """All that families may read in it, as Markdown makes it; links as the file writes them."""
        return markdown.render(f"{self.text}\n\n{self.national}")


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
        return [(kind, target) for block in self.blocks for kind, target, _ in INTERNAL.findall(block.html)]


def read_rows(path: Path, rules: dict[str, Rule], *, name: str) -> list[dict]:
    """Read a YAML file that is a list of entries; `name` is the key that names an entry. Raises ContentFault."""
    rows = read_yaml(path)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ContentFault(f"{path.name} must be a list of entries, each beginning with - and holding keys.")
    names = [row.get(name) for row in rows]
    faults = [f"{path.name}, entry {number} ({row.get(name)}): {fault}" for number, row in enumerate(rows, 1)
              for _key, fault in content_rules.faults_in(row, rules)]  # fmt: skip
    faults += [f"{path.name}: {twice} stands twice." for twice in dict.fromkeys(n for n in names if n and names.count(n) > 1)]
    _raise(faults)
    return rows


def read_topics(path: Path) -> list[dict]:
    """Read the topics, each with its `children`, which may be empty. Raises ContentFault."""
    topics = read_rows(path, content_rules.TOPIC, name="slug")
    faults = []
    for topic in topics:
        topic["children"] = topic.get("children") or []
        for child in topic["children"]:
            found = content_rules.faults_in(child, content_rules.SUBTOPIC)
            faults += [f"{path.name}, {topic['slug']}/{child.get('slug')}: {fault}" for _key, fault in found]
    _raise(faults)
    return topics


def read_council(path: Path) -> dict:
    """Read the council's own settings. Raises ContentFault."""
    council = read_yaml(path)
    if not isinstance(council, dict):
        raise ContentFault(f"{path.name} must be a list of keys and values.")
    _raise([f"{path.name}: {fault}" for _key, fault in content_rules.faults_in(council, content_rules.COUNCIL, more_keys=True)])
    return council


def read_yaml(path: Path):
    """Return what the file holds, of whatever shape. Raises ContentFault when it cannot be read."""
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ContentFault(f"{path.name} is not there. Each council has one.") from None
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentFault(f"{path.name} is not a text file in UTF-8.") from problem
    except (yaml.YAMLError, ValueError) as problem:
        raise ContentFault(_unreadable(path, problem, above=0)) from problem


def _unreadable(path: Path, problem: Exception, *, above: int) -> str:
    """What to say of YAML that does not parse; `above` counts the lines of the file before it."""
    mark = getattr(problem, "problem_mark", None)
    place = f"{path.name}, line {mark.line + 1 + above}" if mark else path.name
    return f"{place}: this cannot be read. Look for a missing quotation mark or bracket, or a tab, here or on the line above."


def _raise(faults: list[str]) -> None:
    if faults:
        raise ContentFault("\n".join(faults))


def read_content_file(path: Path) -> ContentFile:
    """Read one Markdown file with front matter. Raises ContentFault."""
    text, top, body = read_parts(path)
    front = front_matter(path, top, content_rules.QUESTION if path.parent.name == "questions" else content_rules.PAGE)
    first_line = top.count("\n") + 4
    file = ContentFile(path, front, tuple(_blocks(path, body, first_line)), hashlib.sha256(text.encode()).hexdigest())
    _check_order(file)
    return file


def read_parts(path: Path) -> tuple[str, str, str]:
    """The whole text of a content file; its front matter and its body as they were written. Raises ContentFault."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise ContentFault(f"{path.name} is not a text file in UTF-8.") from problem
    match = PARTS.match(text.replace("\r\n", "\n"))
    if not match:
        raise ContentFault(f"{path.name} does not begin with front matter between two lines of ---.")
    return text, match[1], match[2]


def front_matter(path: Path, text: str, rules: dict[str, Rule]) -> dict:
    """The keys of a file, each as its rule wants it. Raises ContentFault, naming the line."""
    try:
        front = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as problem:
        raise ContentFault(_unreadable(path, problem, above=1)) from problem
    if not isinstance(front, dict):
        raise ContentFault(f"{path.name}: the front matter is not a list of keys and values.")
    faults = content_rules.faults_in(front, rules)
    if front.get("id") and front["id"] != path.stem:
        faults.append(("id", f"its id is {front['id']!r}. It must be the file's name."))
    youngest, oldest = front.get("min_age_months"), front.get("max_age_months")
    if not faults and youngest is not None and oldest is not None and youngest > oldest:
        faults.append(("max_age_months", "max_age_months is lower than min_age_months."))
    _raise([f"{path.name}{_line_of(text, key)}: {fault}" for key, fault in faults])
    return front


def _line_of(text: str, key: str) -> str:
    """Where a key of the front matter stands, as `, line 4`; nothing for a key that is missing."""
    numbers = [number for number, line in enumerate(text.split("\n"), 2) if line.startswith(f"{key}:")]
    return f", line {numbers[0]}" if numbers else ""


def _check_order(file: ContentFile) -> None:
    """A page has words; a question begins with what to do now and ends with the law."""
    kinds = [block.kind for block in file.blocks]
    if not kinds:
        raise ContentFault(f"{file.path.name}: it has no blocks. Write at least one, as in docs/reference/content-files.md.")
    if file.path.parent.name != "questions":
        return
    if (file.blocks[0].kind, file.blocks[0].key) != ("steps", "what-to-do-now"):
        raise ContentFault(f'{file.path.name}: the first block must be ::: steps what-to-do-now "What to do now"')
    if "law" in kinds and set(kinds[kinds.index("law") :]) != {"law"}:
        raise ContentFault(f"{file.path.name}: law blocks stand last. Move the others above them.")


def _blocks(path: Path, body: str, first_line: int):
    opened, opened_at, lines, seen = None, 0, [], set()
    for number, line in enumerate(body.split("\n"), first_line):
        match = OPENS.match(line)
        if match and opened is None:
            opened, opened_at, lines = match, number, []
            if match["key"] in seen:
                raise ContentFault(f"{path.name}, line {number}: the key {match['key']} stands twice.")
            seen.add(match["key"])
        elif line.strip() == ":::" and opened is not None:
            yield _block(path, opened_at, opened, lines)
            opened = None
        elif opened is not None and not line.startswith(":::"):
            lines.append(line)
        elif line.startswith(":::") and not match:
            raise ContentFault(f'{path.name}, line {number}: a block opens with ::: kind key "Heading"')
        elif line.strip():
            raise ContentFault(f"{path.name}, line {number}: this stands outside a block, or the block before it is not closed with :::")
    if opened is not None:
        raise ContentFault(f"{path.name}, line {opened_at}: the block {opened['key']} is not closed with :::")


def _block(path: Path, number: int, opened: re.Match, lines: list[str]) -> Block:
    if opened["kind"] not in WRITERS:
        raise ContentFault(f"{path.name}, line {number}: there is no block called {opened['kind']}.")
    fields = {}
    while opened["kind"] in ("law", "note") and lines and (match := FIELD.match(lines[0])):
        fields[match[1]] = match[2].strip().strip('"')
        lines = lines[1:]
    block = Block(opened["kind"], opened["key"], opened["heading"], "\n".join(lines).strip(), fields, number)
    faults = [f"{path.name}, line {number}, the block {block.key}: {fault}" for fault in _faults_in_block(block)]
    _raise(faults)
    return block


def _faults_in_block(block: Block) -> Iterator[str]:
    """What a reader would lose or never reach."""
    if block.kind == "diagram":
        yield from _faults_in_diagram(block)
    elif not block.text and not block.is_local:
        yield "it is empty."
    yield from _faults_in_fields(block)
    if len(block.heading) > LONGEST_HEADING:
        yield f"its heading has {len(block.heading)} characters. It may have {LONGEST_HEADING}."
    if WRONG_HEADING.search(block.text):
        yield "a heading inside a block begins with ###."
    for target in HREF.findall(block.html):
        if not KNOWN_LINKS.match(target):
            yield f"the link to {target} leads nowhere. Begin it with question:, topic:, page: or https://"


def _faults_in_diagram(block: Block) -> Iterator[str]:
    if block.key not in diagrams.NAMES:
        yield f"there is no diagram called {block.key}. It can be {', '.join(diagrams.NAMES)}."
    if block.text:
        yield "a diagram has no words here: they are in data/diagrams. Close it with ::: on the next line."


def _faults_in_fields(block: Block) -> Iterator[str]:
    fields = block.fields
    for name in ("local", "required"):
        if fields.get(name, "no") not in ("yes", "no"):
            yield f"{name} is {fields[name]!r}. It can be yes or no."
    if fields.get("status", "in-force") not in ("in-force", "proposed"):
        yield f"status is {fields['status']!r}. It can be in-force or proposed."
    for name, words in LOCAL_FIELDS.items():
        if block.is_local and not fields.get(name):
            yield f"it is local and has no line {name}: {words}"
    if not block.is_local and fields.keys() & {*LOCAL_FIELDS, "required"}:
        yield "only a note with local: yes has slot:, national: and required:."


def without_links_to(file: ContentFile, missing: set[str]) -> ContentFile:
    """The file with links to these questions, which are not written yet, turned into plain words.

    The digest follows, also for a related question, so that the page is loaded again when one of them has been written.
    """
    not_yet = missing & ({target for kind, target in file.links() if kind == "question"} | set(file.front.get("related") or []))
    if not not_yet:
        return file
    pattern = re.compile(r"\[([^\]]+)\]\(question:(?:" + "|".join(sorted(map(re.escape, not_yet))) + r")(?:#[a-z0-9-]+)?\)")

    def plain(block: Block) -> Block:
        fields = {name: pattern.sub(r"\1", words) if name == "national" else words for name, words in block.fields.items()}
        return replace(block, text=pattern.sub(r"\1", block.text), fields=fields)

    blocks = tuple(map(plain, file.blocks))
    digest = hashlib.sha256(f"{sorted(not_yet)} {file.digest}".encode()).hexdigest()
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
    return _clean(markdown.render(text))


def _clean(html: str) -> str:
    return clean_html(INTERNAL.sub(lambda m: f'href="{PREFIX[m[1]]}{m[2]}/{m[3] or ""}"', html))


def _fault(file: ContentFile, block: Block, words: str) -> ContentFault:
    return ContentFault(f"{file.path.name}, line {block.line}, the block {block.key}: {words}")


def _steps(file: ContentFile, block: Block) -> dict:
    tokens = markdown.parse(block.text)
    top = [token.type for token in tokens if token.level == 0]
    if top != ["ordered_list_open", "ordered_list_close"]:
        raise _fault(file, block, "the steps are not a numbered list and nothing else. Each begins with 1. or 2. and so on.")
    starts = [n for n, token in enumerate(tokens) if token.type == "list_item_open" and token.level == 1]
    ends = [n for n, token in enumerate(tokens) if token.type == "list_item_close" and token.level == 1]
    items = [
        _clean(markdown.renderer.render(tokens[start + 1 : end], markdown.options, {})) for start, end in zip(starts, ends, strict=True)
    ]
    return {
        "steps": _list([re.sub(r"^<p>((?:(?!<p>).)*)</p>$", r"\1", item.strip(), flags=re.S) for item in items], f"{file.id}/{block.key}")
    }


def _text(file: ContentFile, block: Block) -> dict:
    return {"text": to_html(block.text)}


def _table(file: ContentFile, block: Block) -> dict:
    top = [token.type for token in markdown.parse(block.text) if token.level == 0]
    if top != ["table_open", "table_close"]:
        raise _fault(file, block, "this is not one table and nothing else. Put | between the cells and --- under the headings.")
    lines = [line for line in block.text.split("\n") if line.strip()]
    widths = [len(CELLS.split(line.strip().removeprefix("|").removesuffix("|"))) for line in lines]
    odd = next((n for n, width in enumerate(widths) if width != widths[0]), None)
    if odd is not None or len(lines) < 3:
        raise _fault(
            file, block, f"row {odd - 1} has {widths[odd]} cells, the headings are {widths[0]}." if odd else "the table has no rows."
        )
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", to_html(block.text), re.S)]
    place = f"{file.id}/{block.key}"
    cells = [_list(row, f"{place}/row-{number}") for number, row in enumerate(rows[1:])]
    return {"headers": _list(rows[0], f"{place}/headers"), "rows": _list(cells, f"{place}/rows")}


def _list(values: list, place: str) -> list[dict]:
    """A list as Wagtail stores it; each item's id comes from its place, for the same reason as a block's."""
    return [{"type": "item", "id": str(uuid.uuid5(NAMESPACE, f"{place}/{n}")), "value": value} for n, value in enumerate(values)]


def _diagram(_file: ContentFile, block: Block) -> dict:
    return {"name": block.key}


def _note(file: ContentFile, block: Block) -> dict:
    fields = block.fields
    return {"text": to_html(block.text), "is_local": block.is_local, "is_required": block.is_required,
            "national": to_html(block.national), **{name: fields.get(name, "") for name in ("slot", "source", "source_date")}}  # fmt: skip


def _law(file: ContentFile, block: Block) -> dict:
    fields = block.fields
    if not fields.get("source"):
        raise _fault(file, block, "it names no source.")
    days = {name: _day(file, block, fields.get(name)) for name in ("in_force_from", "checked_on")}
    return {"text": to_html(block.text), "source": fields["source"], "source_url": fields.get("source_url", ""),
            "status": fields.get("status", "in-force"), **days}  # fmt: skip


def _day(file: ContentFile, block: Block, text: str | None) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise _fault(file, block, f"{text!r} is not a date like 2026-11-23.") from None


WRITERS = {"steps": _steps, "text": _text, "diagram": _diagram, "table": _table, "note": _note, "law": _law}
