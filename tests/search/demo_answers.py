"""The demo's answers, read from their files with no database, ranked as the site ranks them."""

from functools import cache
from pathlib import Path

from localoffer.core.things import Description, ThingRef
from localoffer.guidance.content_files import read_content_file
from localoffer.journeys.queries import describe_tools
from localoffer.search import spelling
from localoffer.search.finding import answers_to_show
from localoffer.search.index import document_of
from localoffer.search.learning import learn
from localoffer.search.models import SearchDocument
from localoffer.search.ranking import AnswerIndex
from localoffer.search.reading import read_page
from localoffer.search.understanding import respell, understand

DEMO = Path(__file__).resolve().parents[2] / "data/demo/luton"


@cache
def documents() -> tuple[SearchDocument, ...]:
    pages = (
        _document(kind, path)
        for kind, folder in (("question", "questions"), ("information", "pages"))
        for path in sorted((DEMO / folder).glob("*.md"))
    )
    return (*pages, *map(document_of, describe_tools()))


def _document(kind: str, path: Path) -> SearchDocument:
    file = read_content_file(path)
    front = file.front
    return document_of(
        Description(
            ThingRef(kind, file.id), front["title"], f"/{file.id}/", front["short_answer"], file.body_text,
            phrases=tuple(map(str, front.get("asked_as") or ())), audiences=tuple(front.get("audiences") or ()),
            min_age_months=front.get("min_age_months"), max_age_months=front.get("max_age_months"),
        )
    )  # fmt: skip


@cache
def demo_index() -> AnswerIndex:
    return AnswerIndex([read_page(document) for document in documents()], (), learn(documents(), learned_from="test"))


def answers(text: str, index: AnswerIndex | None = None) -> list[str]:
    """Ids of the answers shown for a text, as `finding.find` gives them."""
    index = index or demo_index()
    query = understand(text)
    if query.is_out_of_scope:
        return []
    meant = spelling.mend(list(query.words), known=index.known, known_stems=index.known_stems) if query.language == "en" else {}
    query = respell(query, meant) if meant else query
    return [hit.document.key for hit in answers_to_show(index.rank(query), query, least_score=index.least_score)]
