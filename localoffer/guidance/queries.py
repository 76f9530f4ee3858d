"""What each kind of page prints, in a fixed number of queries. Returns plain lists and dicts of one shape: titles and addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from localoffer.core.frame import contacts_now
from localoffer.core.languages import ENGLISH, LANGUAGES, address_here, address_in, language, mark_of_english
from localoffer.core.models import HelpContact
from localoffer.core.templatetags.core_tags import contact_card
from localoffer.core.versions import KeptForVersion
from localoffer.directory import cards
from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.queries import kinds_in_use, services_of_kinds
from localoffer.journeys.queries import all_tools, tool_links

from .audiences import Audience
from .body_words import shown_text
from .duties import AnsweredDuty, AnsweringPage, answered, duties_on, joined
from .local_slots import WAYS, LocalSlots, slots_in
from .models import AudiencePage, EasyReadPage, InformationPage, PageTranslation, QuestionPage, TopicPage
from .segments import begins_in, tidy

NEAR_YOU = 3
TOOLS_ON_HOME = 3


def question_url(page: QuestionPage) -> str:
    return address_here(f"/questions/{page.slug}/")


@dataclass(frozen=True, slots=True)
class Topic:
    """A published topic as lists and breadcrumbs name it. `code` is its path: `travel/school-travel`."""

    code: str
    title: str
    summary: str
    icon: str

    @property
    def url(self) -> str:
        return address_here(f"/topics/{self.code}/")

    @property
    def is_top(self) -> bool:
        return "/" not in self.code


def _read_topics(_key: str) -> dict[str, Topic]:
    pages = TopicPage.objects.live().select_related("term").order_by("term__position", "term__code")
    return {page.term.code: Topic(page.term.code, page.title, page.summary, page.term.icon) for page in pages}


_topics = KeptForVersion(_read_topics)
_kinds_in_use = KeptForVersion(lambda _key: [term.code for term in kinds_in_use()])


@dataclass(frozen=True, slots=True)
class TranslatedTitle:
    """A published page that begins in another language: its title there, and its English address."""

    words: str
    path: str


def _read_translated(_key: str) -> dict[str, dict[int, TranslatedTitle]]:
    """By language, then by the page's id, in the order of their English titles."""
    found: dict[str, dict[int, TranslatedTitle]] = {}
    rows = PageTranslation.objects.filter(page__live=True).order_by("page__title")
    pages = {page.pk: page for model in (QuestionPage, InformationPage) for page in model.objects.live().filter(pk__in=rows.values("page"))}
    for row in rows:
        page = pages.get(row.page_id)
        if page and row.language in LANGUAGES and begins_in(row.words, page.title, page.short_answer):
            path = f"/questions/{page.slug}/" if isinstance(page, QuestionPage) else f"/{page.slug}/"
            found.setdefault(row.language, {})[page.pk] = TranslatedTitle(row.words[tidy(page.title)], path)
    return found


_translated = KeptForVersion(_read_translated)


def translated_links() -> list[dict]:
    """The pages that begin in the language being drawn, as `link-list` takes them; none in English, where all do."""
    return [{"title": title.words, "url": address_here(title.path)} for title in _translated.get().get(language().code, {}).values()]


def languages_by_address() -> dict[str, list[str]]:
    """English address → codes of the languages it can be read in, English among them; pages in English only are left out."""
    found: dict[str, list[str]] = {"/": list(LANGUAGES)}
    for code, titles in _translated.get().items():
        for title in titles.values():
            found.setdefault(title.path, [ENGLISH]).append(code)
    return found


def alternates(page: QuestionPage | InformationPage | None = None) -> list[dict[str, str]]:
    """The same page in the languages it can be read in, for `hreflang`; without a page, the start page. Empty for English alone."""
    path = "/" if page is None else f"/questions/{page.slug}/" if isinstance(page, QuestionPage) else f"/{page.slug}/"
    return [{"tag": LANGUAGES[code].tag, "url": address_in(code, path)} for code in languages_by_address().get(path, [])]


def topic_cards(inside: str = "") -> list[dict]:
    """The top topics, or those inside the topic of this code, in the taxonomy's order, as cards."""
    listed = (t for t in _topics.get().values() if (t.code.startswith(f"{inside}/") if inside else t.is_top))
    return [{"title": t.title, "url": t.url, "text": t.summary, "icon": t.icon, **mark_of_english()} for t in listed]


def audience_cards() -> list[dict]:
    order = {value: n for n, value in enumerate(Audience.values)}
    pages = sorted(AudiencePage.objects.live(), key=lambda page: order[page.audience])
    return [{"title": page.title, "url": address_here(f"/{page.slug}/"), **mark_of_english()} for page in pages]


def home_context() -> dict:
    newest = QuestionPage.objects.live().order_by("-last_published_at", "title")[:4]
    return {
        "topics": topic_cards(),
        "audiences": audience_cards(),
        "newest": _links(newest),
        "schools": school_links(),
        "translated": translated_links(),
        "alternates": alternates(),
        "tools": [{"title": tool["title"], "url": tool["url"]} for tool in all_tools()[:TOOLS_ON_HOME]],
    }


def school_links() -> list[dict]:
    """The lists of schools and settings that families ask for most."""
    start = reverse("directory:school-list")
    return [
        {"title": _("Every special school, and how to get a place"), "url": f"{start}?kind=special-school"},
        {"title": _("Nurseries with places for children with SEND"), "url": f"{start}?kind=resourced-nursery&kind=special-school-nursery"},
        {"title": _("Units and bases in schools"), "url": f"{start}?unit=sen-unit&unit=resourced"},
    ]


def question_context(page: QuestionPage) -> dict:
    """All that the page of one question prints; related is never empty while there is another question."""
    contacts = _contact_cards(page.contact_keys)
    kinds = [term.code for term in page.service_kinds.all()]
    topics = list(page.topics.all())
    return {
        "contacts": contacts,
        "first_contact": first_to_ring(contacts),
        "related": related_questions(page, topics),
        "services": _cards(kinds),
        "kinds": kinds,
        "laws": page.parts(page.blocks_of("law")),
        "tools": tool_links(page.tools),
        "easy_read_url": f"{question_url(page)}easy-read/" if page.slug in _with_easy_read.get() else "",
        "breadcrumbs": _breadcrumbs(next((term.code for term in topics if term.pk == page.main_topic_id), "")),
        "alternates": alternates(page),
    }


def _questions_with_easy_read(_key: str) -> set[str]:
    return {page.question_slug for page in EasyReadPage.objects.live().only("url_path")}


_with_easy_read = KeptForVersion(_questions_with_easy_read)


def easy_read_context(page: EasyReadPage) -> dict:
    """All that an easy read page prints. `question` is the link back to the full answer."""
    question = QuestionPage.objects.select_related("main_topic").defer("body", "asked_as").get(slug=page.question_slug)
    code = question.main_topic.code if question.main_topic else ""
    return {
        "contacts": _contact_cards(page.contact_keys),
        "question": _link(question),
        "breadcrumbs": [*_breadcrumbs(code), _link(question)],
    }


def first_to_ring(contacts: list[dict]) -> dict | None:
    """The first that has a number; else the first that can be reached at all; else the first."""
    reachable = (contact for way in ("phone", "is_reachable") for contact in contacts if contact[way])
    return next(reachable, contacts[0] if contacts else None)


def related_questions(page: QuestionPage, topics: list[TaxonomyTerm], limit: int = 4) -> list[dict]:
    """The picked ones first; then those that share most topics with the page's own; then any."""
    picked = _links(r.question for r in page.related.select_related("question").order_by("sort_order") if r.question.live)
    if len(picked) >= limit:
        return picked
    mine = {term.code for term in topics}
    shown = {link["url"] for link in picked}
    others = [listed for listed in _listed.get(language().code) if listed["slug"] != page.slug and listed["link"]["url"] not in shown]
    nearest = sorted(others, key=lambda listed: -_nearness(listed["topics"], mine))
    return [*picked, *(listed["link"] for listed in nearest)][:limit]


def _nearness(codes: set[str], mine: set[str]) -> int:
    """A topic that is shared counts twice: itself, and the top topic that it stands in."""
    return len(codes & mine) + len({code.split("/")[0] for code in codes} & {code.split("/")[0] for code in mine})


def _list_questions(_language: str) -> list[dict]:
    questions = QuestionPage.objects.live().defer("body", "asked_as").prefetch_related("topics").order_by("title")
    return [{"slug": q.slug, "link": _link(q), "topics": {term.code for term in q.topics.all()}} for q in questions]


_listed = KeptForVersion(_list_questions)


def _link(question: QuestionPage) -> dict:
    """Its title in the language being drawn, else in English and marked as such."""
    title = _translated.get().get(language().code, {}).get(question.pk)
    return {"title": title.words if title else question.title, "url": question_url(question), **({} if title else mark_of_english())}


def _links(questions: Iterable[QuestionPage]) -> list[dict]:
    return [_link(question) for question in questions]


def _cards(kinds: list[str]) -> list[cards.ServiceCard]:
    today = timezone.localdate()
    with override(ENGLISH):
        return [cards.service_card(service, today=today) for service in services_of_kinds(kinds, limit=NEAR_YOU)] if kinds else []


def _contact_cards(keys: list[str]) -> list[dict]:
    """In English on every page: names, hours and what they do are not translated, and half a card in each language helps nobody."""
    with override(ENGLISH):
        return [contact_card(contact) for contact in contacts_now(keys)]


def _breadcrumbs(code: str = "") -> list[dict]:
    """Home, and the topics down to the one of this code where they are published."""
    steps = [code.split("/")[0], code] if "/" in code else [code]
    found = [topic for step in steps if (topic := _topics.get().get(step))]
    return [{"title": _("Home"), "url": address_here("/")}, *({"title": t.title, "url": t.url, **mark_of_english()} for t in found)]


def information_context(page: InformationPage) -> dict:
    return {"contacts": _contact_cards(page.contact_keys), "breadcrumbs": _breadcrumbs(), "alternates": alternates(page)}


def audience_context(page: AudiencePage) -> dict:
    """The audience's questions, grouped by top topic in the taxonomy's order, with all that opens in place."""
    questions = [q for q in _to_open() if page.audience in q.audiences]
    questions.sort(key=lambda question: len(question.audiences))  # what is written for them alone comes first
    return {"groups": _grouped(questions), "breadcrumbs": _breadcrumbs()}


def all_questions_by_topic() -> list[dict]:
    return _grouped(_to_open())


def _to_open() -> QuerySet[QuestionPage]:
    """Every question with what opens in place, by title."""
    return QuestionPage.objects.live().select_related("main_topic").prefetch_related("related__question").order_by("title")


def _listed_under(code: str) -> list[QuestionPage]:
    """The questions of a topic and of those inside it, without their bodies, by title."""
    inside = Q(taxonomyterm__code=code) | Q(taxonomyterm__code__startswith=f"{code}/")
    ids = QuestionPage.topics.through.objects.filter(inside).values("questionpage_id")
    found = QuestionPage.objects.live().filter(pk__in=ids).defer("body", "asked_as")
    return list(found.prefetch_related("service_kinds").order_by("title"))


def _grouped(questions: Iterable[QuestionPage]) -> list[dict]:
    keys = dict.fromkeys(key for question in questions for key in question.contact_keys)
    contacts = {card["key"]: card for card in _contact_cards(list(keys))}
    groups = []
    for topic in filter(attrgetter("is_top"), _topics.get().values()):
        inside = [q for q in questions if q.main_topic and q.main_topic.code.split("/")[0] == topic.code]
        if inside:
            groups.append({"title": topic.title, "id": f"topic-{topic.code}", "questions": [_details(q, contacts) for q in inside]})
    return groups


def _details(question: QuestionPage, contacts: dict[str, dict]) -> dict:
    mine = [contacts[key] for key in question.contact_keys if key in contacts]
    return {
        "title": question.title,
        "id": question.slug,
        "url": question_url(question),
        "short_answer": question.short_answer,
        "steps": question.first_steps,
        "contact": first_to_ring(mine),
        "related": _links(r.question for r in question.related.all() if r.question.live)[:3],
    }


def topic_context(page: TopicPage) -> dict:
    """A topic's questions (its own and its children's), its children, and services of the kinds those questions name."""
    code = page.term.code
    questions = _listed_under(code)
    kinds = _kinds_of(questions)
    return {
        "questions": [{"title": q.title, "url": question_url(q), "text": q.short_answer} for q in questions],
        "children": topic_cards(inside=code),
        "services": _cards(kinds),
        "kinds": kinds,
        "breadcrumbs": _breadcrumbs(code)[:-1] or _breadcrumbs(),
    }


def page_to_translate(slug: str) -> QuestionPage | InformationPage | None:
    """The published page of this id; None when there is none."""
    return next((page for model in (QuestionPage, InformationPage) for page in model.objects.live().filter(slug=slug)), None)


def _kinds_of(questions: list[QuestionPage]) -> list[str]:
    wanted = {term.code for question in questions for term in question.service_kinds.all()}
    return [code for code in _kinds_in_use.get() if code in wanted]


def _with_words() -> Iterator[QuestionPage | InformationPage]:
    """All published pages with a body, questions first, by slug."""
    for model in (QuestionPage, InformationPage):
        yield from model.objects.live().order_by("slug")


def duties(*, on: date) -> tuple[AnsweredDuty, ...]:
    """Each duty of the law on this day, with the published pages that answer it."""
    return answered(duties_on(on), map(_answering, _with_words()))


def _answering(page: QuestionPage | InformationPage) -> AnsweringPage:
    url = question_url(page) if isinstance(page, QuestionPage) else f"/{page.slug}/"
    return AnsweringPage(url, page.title, joined(shown_text(page.short_answer, page.body.get_prep_value())), page.answers)


def local_slots() -> LocalSlots:
    """The slots of all published pages, and the local contacts that nobody can reach."""
    slots = (slot for page in _with_words() for slot in slots_in(page.body.get_prep_value(), page=page.slug, title=page.title))
    silent = list(HelpContact.objects.filter(is_local=True, **dict.fromkeys(WAYS, "")))
    needed = tuple(contact.name for contact in silent if contact.footer_order is not None)
    return LocalSlots(tuple(slots), tuple(contact.name for contact in silent), needed)
