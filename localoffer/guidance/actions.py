"""What changes pages: loading the content files of a council."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from wagtail.models import Page, Site

from localoffer.core.models import CouncilSettings, HelpContact
from localoffer.core.signals import things_changed
from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.terms import KINDS, NEEDS, TOPICS

from .content_files import ContentFault, ContentFile, read_content_file, read_yaml, stream, without_links_to
from .models import AudiencePage, HomePage, InformationPage, QuestionIndexPage, QuestionPage, TopicIndexPage, TopicPage
from .models.question import RelatedQuestion

CONTACT_FIELDS = ("name", "what", "phone", "text", "text_word", "email", "web", "hours", "hours_in_words", "no_call", "source", "note")


@dataclass
class LoadReport:
    """How many things were made, changed, left as they were, or kept because a person changed them; and links that lead to
    questions which are not written yet."""

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)


@transaction.atomic
def load_content(folder: Path, *, dry_run: bool = False) -> LoadReport:
    """Turn a council's content files into its settings, contacts and pages, whole or not at all.

    A page that a person has edited since it was last loaded is left alone. No date of checking is ever set.
    Raises ContentFault, naming the file.
    """
    report = LoadReport()
    questions = [read_content_file(path) for path in sorted((folder / "questions").glob("*.md"))]
    pages = [read_content_file(path) for path in sorted((folder / "pages").glob("*.md"))]
    topics = read_yaml(folder / "topics.yaml")
    _load_council(read_yaml(folder / "council.yaml"), read_yaml(folder / "contacts.yaml"), report=report)
    home = _home()
    _check_links(questions + pages, topics, report=report)
    questions = [without_links_to(file, report.missing) for file in questions]
    pages = [without_links_to(file, report.missing) for file in pages]
    _load_topics(home, topics, report=report)
    index = _only(home, QuestionIndexPage, slug="questions", title="All questions")
    terms = {(t.taxonomy.code, t.code): t for t in TaxonomyTerm.objects.select_related("taxonomy")}
    for file in questions:
        _load_page(index, QuestionPage, file, report=report, finish=lambda page, file=file: _set_terms(page, file, terms))
    for file in pages:
        _load_page(home, InformationPage, file, report=report)
    _relate(questions)
    for entry in read_yaml(folder / "audiences.yaml"):
        _load_entry(home, AudiencePage, entry, report=report, audience=entry["audience"], introduction=entry["introduction"])
    things_changed.send(sender=QuestionPage, kind="question", keys=[file.id for file in questions])
    if dry_run:
        transaction.set_rollback(True)
    return report


def _load_council(data: dict, contacts: list[dict], *, report: LoadReport) -> None:
    urgent, footer = data.get("urgent_contacts", []), data.get("footer_contacts", [])
    for entry in contacts:
        values = {name: entry.get(name) or "" for name in CONTACT_FIELDS}
        values |= {
            "is_local": entry.get("place") == "local", "seen_on": entry.get("seen_on"),
            "urgent_order": urgent.index(entry["key"]) if entry["key"] in urgent else None,
            "footer_order": footer.index(entry["key"]) if entry["key"] in footer else None,
        }  # fmt: skip
        _contact, made = HelpContact.objects.get_or_create(key=entry["key"], defaults=values)
        report.counts["contacts made" if made else "contacts left as they are"] += 1
    council = CouncilSettings.load()
    if council.name != CouncilSettings._meta.get_field("name").default:
        return
    colours = data.get("colours", {})
    council.name, council.area_name = data["name"], data["area_name"]
    for name in ("site_title", "one_line", "main_site", "law_notice", "demo_notice", "licence_line", "postcode_example", "district_code"):
        setattr(council, name, (data.get(name) or "").strip())
    council.outward_codes = " ".join(data.get("outward_codes", []))
    council.local_authority = data.get("shown_name", council.area_name)
    council.local_authority_code = data.get("local_authority_code", "")
    council.brand_colour = colours.get("brand", council.brand_colour)
    council.brand_dark_colour = colours.get("brand_dark", council.brand_dark_colour)
    council.accent_colour = colours.get("accent", council.accent_colour)
    council.full_clean()
    council.save()


def _home() -> HomePage:
    """The start page at the site's root; a fresh install's welcome page makes way for it."""
    home = HomePage.objects.first()
    if home:
        return home
    root = Page.get_first_root_node()
    for page in root.get_children().type(Page).exclude(depth=1):
        if page.specific_class is Page:
            page.delete()
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Start", slug="home"))
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page, site.site_name = home, "Local Offer"
    site.save()
    return home


def _only(parent: Page, model: type[Page], *, slug: str, title: str) -> Page:
    return model.objects.first() or parent.add_child(instance=model(title=title, slug=slug, show_in_menus=False))


def _check_links(files: list[ContentFile], topics: list[dict], *, report: LoadReport) -> None:
    """Every link to a topic or page leads somewhere; questions that are not written yet are counted, their links become plain words."""
    paths = {t["slug"] for t in topics} | {f"{t['slug']}/{c['slug']}" for t in topics for c in t.get("children", [])}
    known = {"topic": paths, "question": {f.id for f in files if f.path.parent.name == "questions"},
             "page": {f.id for f in files if f.path.parent.name == "pages"}}  # fmt: skip
    contacts = set(HelpContact.objects.values_list("key", flat=True))
    faults = [f"{f.path.name}: the link {kind}:{target} leads nowhere" for f in files for kind, target in f.links()
              if kind != "question" and target not in known[kind]]  # fmt: skip
    faults += [f"{f.path.name}: there is no contact {key}" for f in files for key in f.front.get("contacts") or [] if key not in contacts]
    faults += [f"{f.path.name}: there is no topic {path}" for f in files for path in f.front.get("topics") or [] if path not in paths]
    if faults:
        raise ContentFault("\n".join(faults))
    wanted = {r for f in files for r in f.front.get("related") or []} | {t for f in files for kind, t in f.links() if kind == "question"}
    report.missing = wanted - known["question"]


def _load_topics(home: Page, topics: list[dict], *, report: LoadReport) -> None:
    index = _only(home, TopicIndexPage, slug="topics", title="All topics")
    terms = {term.code: term for term in TaxonomyTerm.objects.of(TOPICS)}
    for entry in topics:
        words = {"summary": entry["summary"], "introduction": entry["introduction"].strip()}
        parent = _load_entry(index, TopicPage, entry, report=report, term=_term(terms, entry["slug"]), **words)
        for child in entry.get("children", []):
            words = {"summary": child["summary"], "introduction": child["introduction"].strip()}
            _load_entry(parent, TopicPage, child, report=report, term=_term(terms, f"{entry['slug']}/{child['slug']}"), **words)


def _term(terms: dict[str, TaxonomyTerm], code: str) -> TaxonomyTerm:
    if code not in terms:
        raise ContentFault(f"topics.yaml: there is no topic {code} in the taxonomy. Run load_taxonomies first.")
    return terms[code]


def _load_entry(parent: Page, model: type[Page], entry: dict, *, report: LoadReport, **values) -> Page:
    """Make or renew a page that is one entry of a YAML file."""
    digest = hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()
    page = model.objects.child_of(parent).filter(slug=entry["slug"]).first()
    values |= {"title": entry["title"], "slug": entry["slug"], "draft_title": entry["title"]}
    return _write(parent, model, page, values, digest, report=report)


def _load_page(parent: Page, model: type[Page], file: ContentFile, *, report: LoadReport, finish=None) -> None:
    front = file.front
    values = {
        "title": front["title"], "draft_title": front["title"], "slug": front["id"], "short_answer": front["short_answer"],
        "body": json.dumps(stream(file)), "asked_as": "\n".join(front.get("asked_as") or []), "contact_keys": front.get("contacts") or [],
        "audiences": front.get("audiences") or [], "owner_team": front.get("owner") or "",
        "review_every_months": front.get("review_every_months") or 12, "search_description": front["short_answer"],
    }  # fmt: skip
    if model is QuestionPage:
        values |= {name: front.get(name) for name in ("min_age_months", "max_age_months")}
        values |= {name: front.get(name) or [] for name in ("tools", "schedule2")}
    page = model.objects.child_of(parent).filter(slug=front["id"]).first()
    _write(parent, model, page, values, file.digest, report=report, finish=finish)


def _write(parent: Page, model: type[Page], page: Page | None, values: dict, digest: str, *, report: LoadReport, finish=None) -> Page:
    if page is not None and (page.latest_revision is not None and page.latest_revision.user_id):
        report.kept.append(page.title)
        report.counts["kept, because a person changed them"] += 1
        return page
    if page is not None and page.loaded_hash == digest:
        report.counts["left as they are"] += 1
        return page
    is_new = page is None
    page = model(**values, loaded_hash=digest) if is_new else _changed(page, values, digest)
    if is_new:
        parent.add_child(instance=page)
    if finish:
        finish(page)
    page.save_revision(clean=False).publish()
    report.counts["made" if is_new else "changed"] += 1
    return page


def _changed(page: Page, values: dict, digest: str) -> Page:
    for name, value in values.items():
        setattr(page, name, value)
    page.loaded_hash = digest
    return page


def _set_terms(page: QuestionPage, file: ContentFile, terms: dict) -> None:
    front = file.front
    for name, taxonomy in (("topics", TOPICS), ("needs", NEEDS), ("service_kinds", KINDS)):
        codes = front.get(name) or []
        unknown = [code for code in codes if (taxonomy, code) not in terms]
        if unknown:
            raise ContentFault(f"{file.path.name}: {name} names {', '.join(unknown)}, which the taxonomy does not hold.")
        setattr(page, name, [terms[taxonomy, code] for code in codes])
    page.main_topic = terms[TOPICS, front["topics"][0]] if front.get("topics") else None


def _relate(files: list[ContentFile]) -> None:
    """Tie related questions once all of them exist, in the order the file gives."""
    pages = {page.slug: page for page in QuestionPage.objects.prefetch_related("related")}
    for file in files:
        page = pages[file.id]
        if page.loaded_hash != file.digest:
            continue
        wanted = [pages[slug].pk for slug in file.front.get("related") or [] if slug in pages]
        if wanted == [r.question_id for r in page.related.all()]:
            continue
        page.related.set([RelatedQuestion(question_id=question, sort_order=n) for n, question in enumerate(wanted)])
        page.save_revision(clean=False).publish()
