"""How questions, information pages and topics are described to search and lists, and how their changes are told."""

from collections.abc import Iterable, Iterator

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published, page_unpublished, post_page_move

from localoffer.core import things
from localoffer.core.signals import things_changed
from localoffer.core.things import Description, ThingRef
from localoffer.core.untrusted import without_tags
from localoffer.core.versions import raise_version

from .models import AudiencePage, EasyReadPage, HomePage, InformationPage, PageTranslation, QuestionPage, TopicPage

NAMES = {QuestionPage: "question", InformationPage: "information", TopicPage: "topic"}


def register() -> None:
    things.register(things.Kind("question", _("Answer"), describe_questions))
    things.register(things.Kind("information", _("Page"), describe_information))
    things.register(things.Kind("topic", _("Topic"), describe_topics))


def listen() -> None:
    """Turn Wagtail's signals into `things_changed`. A deletion is told when the row is gone: before, it would be described anew."""
    from django.db.models.signals import post_delete, post_save

    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_tell, dispatch_uid=f"guidance-told-{id(signal)}")
    for model in (*NAMES, EasyReadPage):
        post_delete.connect(_tell, sender=model, dispatch_uid=f"guidance-deleted-{model.__name__}")
    for signal in (post_save, post_delete):  # nothing that search reads changes: it reads the English
        signal.connect(_renew_pages, sender=PageTranslation, dispatch_uid=f"guidance-translated-{id(signal)}")


def key_of(page: Model) -> str:
    return page.term.code if isinstance(page, TopicPage) else page.slug


def _tell(sender: type, instance: Model, **_ignored) -> None:
    page = getattr(instance, "specific", instance)
    kind = NAMES.get(type(page))
    if kind:
        things_changed.send(sender=type(page), kind=kind, keys=[key_of(page)])
    elif isinstance(page, EasyReadPage):  # the question's page leads to it
        things_changed.send(sender=type(page), kind="question", keys=[page.question_slug])
    elif isinstance(page, AudiencePage | HomePage):
        things_changed.send(sender=type(page), kind="page", keys=[page.slug])


def _renew_pages(**_ignored) -> None:
    raise_version()


def describe_questions(keys: Iterable[str] | None = None) -> Iterator[Description]:
    pages = QuestionPage.objects.live().prefetch_related("topics__taxonomy", "needs__taxonomy", "service_kinds__taxonomy")
    easy_titles = {twin.question_slug: twin.title for twin in EasyReadPage.objects.live().only("url_path", "title")}
    for page in pages if keys is None else pages.filter(slug__in=list(keys)):
        easy_title = (easy_titles[page.slug],) if page.slug in easy_titles else ()  # one more way to ask, in easy words
        terms = [t for t in (*page.topics.all(), *page.needs.all(), *page.service_kinds.all())]
        yield Description(
            ThingRef("question", page.slug), page.title, f"/questions/{page.slug}/", page.short_answer, body_words(page),
            phrases=(*page.phrases, *easy_title), terms=tuple(f"{t.taxonomy.code}:{t.code}" for t in terms), audiences=tuple(page.audiences),
            min_age_months=page.min_age_months, max_age_months=page.max_age_months, contacts=tuple(page.contact_keys),
            extra={"steps": [without_tags(str(step["html"])) for step in page.first_steps[:1]]},
        )  # fmt: skip


def describe_information(keys: Iterable[str] | None = None) -> Iterator[Description]:
    pages = InformationPage.objects.live()
    for page in pages if keys is None else pages.filter(slug__in=list(keys)):
        yield Description(
            ThingRef("information", page.slug), page.title, f"/{page.slug}/", page.short_answer, body_words(page),
            phrases=page.phrases, audiences=tuple(page.audiences), contacts=tuple(page.contact_keys),
        )  # fmt: skip


def describe_topics(keys: Iterable[str] | None = None) -> Iterator[Description]:
    pages = TopicPage.objects.live().select_related("term__taxonomy")
    for page in pages if keys is None else pages.filter(term__code__in=list(keys)):
        code = page.term.code
        yield Description(
            ThingRef("topic", code), page.title, f"/topics/{code}/", page.summary, page.introduction, terms=(f"topics:{code}",)
        )


def body_words(page) -> str:
    """The words of the body, headings first in each block; tables and law included, and in a local note what families see."""
    parts: list[str] = []
    for block in page.body:
        value = block.value
        parts.append(value["heading"])
        if block.block_type == "steps":
            parts += [without_tags(str(step)) for step in value["steps"]]
        elif block.block_type == "table":
            parts += [*value["headers"], *(without_tags(cell) for row in value["rows"] for cell in row)]
        elif block.block_type == "diagram":
            parts += value.diagram.lines
        else:
            parts.append(without_tags(str(value.words if block.block_type == "note" else value["text"])))
    return "\n".join(part for part in parts if part)
