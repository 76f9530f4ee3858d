"""Taxonomies from reviewable files: `data/taxonomies/*.yaml`, and the topic tree of a council (`topics.yaml`)."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from ..errors import CannotReadFile
from ..terms import FACTS, FEATURES, KINDS, LANGUAGES, NEEDS, QUESTIONS, TOPICS

SHIPPED = (NEEDS, KINDS, FEATURES, LANGUAGES, QUESTIONS, FACTS)


def read_shipped(folder: Path) -> Iterator[dict]:
    """Yield each shipped taxonomy: `code`, `name`, `description`, `terms` (a tree)."""
    for name in SHIPPED:
        yield _yaml(folder / f"{name}.yaml")


def read_topics(path: Path) -> dict:
    """The topic tree, in the same shape. A topic below another has the code "travel/school-travel"."""
    return {"code": TOPICS, "name": "Topics", "description": "What families look for.", "terms": [_topic(entry) for entry in _yaml(path)]}


def _topic(entry: dict, *, above: str = "") -> dict:
    code = f"{above}{entry['slug']}"
    children = [_topic(child, above=f"{code}/") for child in entry.get("children", [])]
    return {"code": code, "name": entry["title"], "description": entry.get("summary", ""), "children": children}


def _yaml(path: Path):
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        mark = getattr(problem, "problem_mark", None)
        where = f" at line {mark.line + 1}" if mark else ""
        raise CannotReadFile(f"{path.name} cannot be read{where}.") from problem
