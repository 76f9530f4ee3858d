"""A new council's folder, made from another council's: all national text, and every local fact taken out.

What stays of a local note is its slot and its national words; of a local contact its key, its role and what it does.
"""

import re
from dataclasses import asdict
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

import yaml
from django.conf import settings

from .addresses import LIST, read_addresses, used_addresses
from .content_files import Block, ContentFault, ContentFile, read_parts
from .content_folder import Council, read_folder
from .errors import FolderNotEmpty

TEMPLATE = Path(settings.SHIPPED_DATA_DIR) / "start" / "council.yaml"
SAME_ANYWHERE = ("topics.yaml", "audiences.yaml")
KEPT_OF_A_LOCAL_CONTACT = ("key", "role", "what", "kind", "place")
# Said by people of the other council, for their officers only
TAKEN_FROM_EVERY_CONTACT = ("note", "confirmed_on")
NOTE = re.compile(r"^:::\s+note\s+(?P<key>[a-z0-9-]+)\s.*?^:::[ \t]*$", re.M | re.S)
ABOVE_CONTACTS = """\
# Who to ring: one entry a body. Pages name these keys; numbers are never typed into a page.
# Fill the local ones: write your own name for each body, and a number only where you know it. One that you do not have may be
# taken out, here and from the `contacts` of the pages that name it. Each key is explained in docs/reference/content-files.md

"""
ABOVE_ADDRESSES = """\
# Addresses of other sites on your pages, and the day each was last confirmed; none where nobody has seen it. Add your own as you
# write them. `check_links` lists what is missing, too old or not confirmed.

"""


def start_council(folder: Path, *, source: Path, name: str, area_name: str, dry_run: bool = False) -> list[str]:
    """Write a new council's folder and return the names of its files. Raises FolderNotEmpty, and ContentFault for the source."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderNotEmpty(f"{folder} is not empty. Nothing was written. Name a folder that is not there yet.")
    files = _files(source, name=name, area_name=area_name)
    if not dry_run:
        for path, text in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    return list(files)


def _files(source: Path, *, name: str, area_name: str) -> dict[str, str]:
    """The text of each file, by its place in the folder."""
    council = read_folder(source)
    new = council.settings | {"name": name, "area_name": area_name}
    files = {"council.yaml": _settings(new), "contacts.yaml": _contacts(council)}
    files |= {path: (source / path).read_text("utf-8") for path in SAME_ANYWHERE}
    if (source / LIST).exists():
        files[LIST] = _addresses(source, council)
    areas = (council.settings["area_name"], area_name)
    files |= {f"easy-read/{file.path.name}": file.path.read_text("utf-8") for file in council.easy_read}
    return files | {f"{file.path.parent.name}/{file.path.name}": _page(file, areas) for file in council.files}


def _settings(values: dict) -> str:
    template = Template(TEMPLATE.read_text("utf-8"))
    return template.substitute({key: _yaml(values.get(key)) for key in template.get_identifiers()})


def _yaml(value: Any) -> str:
    """The value on one line; nothing for a key that the source does not have."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000).removesuffix("...\n").strip()


def _contacts(council: Council) -> str:
    without_role = [entry["key"] for entry in council.contacts if entry.get("place") == "local" and not entry.get("role")]
    if without_role:
        raise ContentFault(f"contacts.yaml: {', '.join(without_role)}: a local contact needs a role, which a new council starts with.")
    entries = (yaml.safe_dump([_contact(entry)], allow_unicode=True, sort_keys=False, width=10_000) for entry in council.contacts)
    return ABOVE_CONTACTS + "\n".join(entries)


def _contact(entry: dict) -> dict:
    if entry.get("place") != "local":
        return entry | {key: None for key in TAKEN_FROM_EVERY_CONTACT if key in entry}
    return {key: value if key in KEPT_OF_A_LOCAL_CONTACT else None for key, value in entry.items()} | {"name": entry["role"]}


def _addresses(source: Path, council: Council) -> str:
    """The list without the addresses that only the other council's pages hold."""
    used = used_addresses(council, with_local=False)
    rows = [asdict(each) for each in read_addresses(source) if each.address in used]
    return ABOVE_ADDRESSES + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=10_000)


def _page(file: ContentFile, areas: tuple[str, str]) -> str:
    _text, front, body = read_parts(file.path)
    slots = {block.key: _slot(block, areas) for block in file.blocks if block.is_local}
    body = NOTE.sub(lambda found: slots.get(found["key"], found[0]), body)
    return f"---\n{_front(front, file)}\n---\n{body}"


def _front(front: str, file: ContentFile) -> str:
    """The front matter as it was written, but for what this council's people say, its dates, and facts that it kept in local notes."""
    body = " ".join(" ".join(block.text for block in file.blocks if not block.is_local).split())
    keeps = [phrase for phrase in file.front.get("keeps") or [] if " ".join(phrase.split()) in body]
    changed = {"local_asked_as": "", "checked_on": "checked_on:\n",
               "keeps": yaml.safe_dump({"keeps": keeps}, allow_unicode=True, width=10_000)}  # fmt: skip
    entries = re.split(r"^(?=\w+:)", front, flags=re.M)
    return "".join(changed.get(entry.split(":", 1)[0], entry) for entry in entries).rstrip("\n")


def _slot(block: Block, areas: tuple[str, str]) -> str:
    """The note with nothing in it. Its heading may name the area, so it names the new one."""
    heading = block.heading.replace(*areas)
    lines = [f'::: note {block.key} "{heading[:1].upper()}{heading[1:]}"', "local: yes", *(["required: yes"] if block.is_required else [])]
    return "\n".join([*lines, f"slot: {block.fields['slot']}", f"national: {block.national}", ":::"])
