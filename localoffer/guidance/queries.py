"""What each kind of page prints, in a fixed number of queries. Returns plain lists and dicts of one shape: titles and addresses."""

from django.utils import timezone
from django.utils.translation import gettext as _

from localoffer.core.frame import contacts_now
from localoffer.core.templatetags.core_tags import contact_card
from localoffer.directory import cards
from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.queries import kinds_in_use, services_of_kinds
from localoffer.directory.terms import TOPICS

from .audiences import Audience
from .models import AudiencePage, InformationPage, QuestionPage, TopicPage

NEAR_YOU = 3
LONGEST_LIST = 60


def question_url(page: QuestionPage) -> str:
    return f"/questions/{page.slug}/"


def topic_cards() -> list[dict]:
    """The top topics in the taxonomy's order, as cards."""
    pages = {page.term_id: page for page in TopicPage.objects.live().filter(term__parent__isnull=True)}
    terms = TaxonomyTerm.objects.of(TOPICS).filter(parent__isnull=True)
    return [
        {"title": pages[t.pk].title, "url": f"/topics/{t.code}/", "text": pages[t.pk].summary, "icon": t.icon}
        for t in terms
        if t.pk in pages
    ]


def audience_cards() -> list[dict]:
    order = {value: n for n, value in enumerate(Audience.values)}
    pages = sorted(AudiencePage.objects.live(), key=lambda page: order[page.audience])
    return [{"title": page.title, "url": f"/{page.slug}/"} for page in pages]


def home_context() -> dict:
    newest = QuestionPage.objects.live().order_by("-last_published_at", "title")[:4]
    return {
        "topics": topic_cards(),
        "audiences": audience_cards(),
        "newest": [{"title": page.title, "url": question_url(page)} for page in newest],
    }


def question_context(page: QuestionPage) -> dict:
    """All that the page of one question prints; related is never empty while there is another question."""
    contacts = [contact_card(contact) for contact in contacts_now(page.contact_keys)]
    kinds = [term.code for term in page.service_kinds.all()]
    topic = page.main_topic
    return {
        "contacts": contacts,
        "first_contact": next((c for c in contacts if c["phone"]), contacts[0] if contacts else None),
        "related": related_questions(page),
        "services": _cards(kinds),
        "kinds": kinds,
        "laws": page.blocks_of("law"),
        "breadcrumbs": _breadcrumbs(topic),
    }


def related_questions(page: QuestionPage, limit: int = 4) -> list[dict]:
    """The picked ones first; then those that share a topic; then any of the same audience."""
    picked = [r.question for r in page.related.select_related("question").order_by("sort_order") if r.question.live]
    others = QuestionPage.objects.live().exclude(pk=page.pk).prefetch_related("topics")
    mine = {term.pk for term in page.topics.all()}
    tops = {term.code.split("/")[0] for term in page.topics.all()}
    shared = sorted(others[:LONGEST_LIST], key=lambda other: -_nearness(other, mine, tops))
    found = list(dict.fromkeys([*picked, *shared]))[: max(limit, len(picked))]
    return [{"title": other.title, "url": question_url(other)} for other in found]


def _cards(kinds: list[str]) -> list[cards.ServiceCard]:
    today = timezone.localdate()
    return [cards.service_card(service, today=today) for service in services_of_kinds(kinds, limit=NEAR_YOU)] if kinds else []


def _nearness(other: QuestionPage, mine: set, tops: set[str]) -> int:
    terms = list(other.topics.all())
    return 2 * len(mine & {t.pk for t in terms}) + len(tops & {t.code.split("/")[0] for t in terms})


def _breadcrumbs(topic: TaxonomyTerm | None) -> list[dict]:
    crumbs = [{"title": _("Home"), "url": "/"}]
    if topic is None:
        return crumbs
    top = topic.parent or topic
    pages = TopicPage.objects.live().filter(term__in=[top, topic]).select_related("term").order_by("depth")
    return crumbs + [{"title": page.title, "url": f"/topics/{page.term.code}/"} for page in pages]


def information_context(page: InformationPage) -> dict:
    contacts = [contact_card(contact) for contact in contacts_now(page.contact_keys)]
    return {"contacts": contacts, "laws": page.blocks_of("law"), "breadcrumbs": _breadcrumbs(None)}


def audience_context(page: AudiencePage) -> dict:
    """The audience's questions, grouped by top topic in the taxonomy's order, with all that opens in place."""
    questions = [q for q in _questions() if page.audience in q.audiences]
    return {"groups": _grouped(questions), "breadcrumbs": _breadcrumbs(None)}


def all_questions_by_topic() -> list[dict]:
    return _grouped(_questions())


def _questions() -> list[QuestionPage]:
    return list(
        QuestionPage.objects.live()
        .select_related("main_topic__parent")
        .prefetch_related("topics", "service_kinds", "related__question")
        .order_by("title")
    )


def _grouped(questions: list[QuestionPage]) -> list[dict]:
    keys = dict.fromkeys(key for question in questions for key in question.contact_keys)
    contacts = {contact.key: contact_card(contact) for contact in contacts_now(list(keys))}
    groups = []
    for term in TaxonomyTerm.objects.of(TOPICS).filter(parent__isnull=True):
        inside = [q for q in questions if q.main_topic and (q.main_topic.parent or q.main_topic).pk == term.pk]
        if inside:
            groups.append({"title": term.name, "id": f"topic-{term.code}", "questions": [_details(q, contacts) for q in inside]})
    return groups


def _details(question: QuestionPage, contacts: dict[str, dict]) -> dict:
    mine = [contacts[key] for key in question.contact_keys if key in contacts]
    return {
        "title": question.title,
        "id": question.slug,
        "url": question_url(question),
        "short_answer": question.short_answer,
        "steps": question.first_steps,
        "contact": next((c for c in mine if c["phone"]), mine[0] if mine else None),
        "related": [{"title": r.question.title, "url": question_url(r.question)} for r in question.related.all() if r.question.live][:3],
    }


def topic_context(page: TopicPage) -> dict:
    """A topic's questions (its own and its children's), its children, and services of the kinds those questions name."""
    code = page.term.code
    questions = [q for q in _questions() if any(t.code == code or t.code.startswith(f"{code}/") for t in q.topics.all())]
    children = [
        {"title": child.title, "url": f"/topics/{child.term.code}/", "text": child.summary}
        for child in TopicPage.objects.live().child_of(page).select_related("term").order_by("term__position")
    ]
    kinds = _kinds_of(questions)
    return {
        "questions": [{"title": q.title, "url": question_url(q), "text": q.short_answer} for q in questions],
        "children": children,
        "services": _cards(kinds),
        "kinds": kinds,
        "breadcrumbs": _breadcrumbs(page.term)[:-1] or _breadcrumbs(None),
    }


def _kinds_of(questions: list[QuestionPage]) -> list[str]:
    wanted = {term.code for question in questions for term in question.service_kinds.all()}
    return [term.code for term in kinds_in_use() if term.code in wanted]
