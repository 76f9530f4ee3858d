"""What a content file names, and whether it is there. Knows no database: the caller says what is known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from localoffer.directory.terms import KINDS, NEEDS, TOPICS

from .content_files import ContentFile

# The keys of the front matter that hold codes of a taxonomy
TERMS = (("topics", TOPICS), ("needs", NEEDS), ("service_kinds", KINDS))


@dataclass(frozen=True, slots=True)
class Known:
    """What a file may name. `topics` are paths, `terms` pairs as ("needs", "SLCN")."""

    contacts: Collection[str]
    topics: Collection[str]
    pages: Collection[str]
    terms: Collection[tuple[str, str]]


def faults_in_references(file: ContentFile, known: Known) -> Iterator[str]:
    """A sentence for each link, contact, topic and term that is not there. Questions are not looked at: they may come later."""
    targets = {"topic": known.topics, "page": known.pages}
    for kind, target in file.links():
        if kind in targets and target not in targets[kind]:
            yield f"the link {kind}:{target} leads nowhere"
    front = file.front
    yield from (f"there is no contact {key}" for key in front.get("contacts") or [] if key not in known.contacts)
    yield from (f"there is no topic {path}" for path in front.get("topics") or [] if path not in known.topics)
    for name, taxonomy in TERMS:
        for code in front.get(name) or []:
            if name != "topics" and (taxonomy, code) not in known.terms:
                yield f"{name} names {code}, which the taxonomy does not hold."


def questions_named(file: ContentFile) -> set[str]:
    """The ids of questions that it links to or names as related."""
    return set(file.front.get("related") or []) | {target for kind, target in file.links() if kind == "question"}
