"""What changes pages: loading the content files of a council."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Site

from localoffer.core.models import CouncilSettings, HelpContact
from localoffer.directory.models import TaxonomyTerm
from localoffer.directory.terms import TOPICS

from .content_files import ContentFault, ContentFile, stream, without_links_to
from .content_folder import Council, read_folder
from .easy_read_files import EasyReadFile, easy_stream
from .models import (
    AudiencePage,
    EasyReadPage,
    HomePage,
    InformationPage,
    PageTranslation,
    QuestionIndexPage,
    QuestionPage,
    TopicIndexPage,
    TopicPage,
)
from .models.easy_read import EASY_READ
from .models.question import RelatedQuestion
from .models.reviewed import ReviewedPage
from .references import TERMS, Known, faults_in_references, questions_named
from .review_dates import USUAL_MONTHS, first_checks
from .translation_files import TranslationFile, read_translations

CONTACT_FIELDS = ("name", "what", "phone", "text", "text_word", "email", "web", "hours", "hours_in_words", "no_call", "source", "note")
COUNCIL_FIELDS = ("site_title", "one_line", "main_site", "law_notice", "demo_notice", "licence_line", "postcode_example", "district_code",
                  "local_authority_code")  # fmt: skip
KEPT = "kept, because a person changed them"


@dataclass
class LoadReport:
    """How many things were made, changed, left as they were, or kept because a person changed them (`kept` names those);
    and the questions that files name but nobody has written yet."""

    counts: Counter = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def keep(self, name: str) -> None:
        self.kept.append(name)
        self.counts[KEPT] += 1


def load_content(folder: Path, *, today: date | None = None, dry_run: bool = False) -> LoadReport:
    """Turn a council's content files into its settings, contacts and pages, whole or not at all.

    `today` is the day from which the first checks of new pages are spread; without it, the day it is.

    What a person has changed at the desk since is left alone: a page, a contact, the council's settings. No date of
    checking is ever set. Publishing tells search, in the same transaction. Raises ContentFault, naming file and line.
    """
    council, translations = read_folder(folder), read_translations(folder)
    with transaction.atomic():
        report = LoadReport()
        _load_settings(council, report=report)
        _load_contacts(council, report=report)
        _load_pages(council, today=today or timezone.localdate(), report=report)
        load_translations(translations, report=report)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _load_settings(council: Council, *, report: LoadReport) -> None:
    data = council.settings
    row = CouncilSettings.load()
    colours = data.get("colours") or {}
    values = {name: (data.get(name) or "").strip() for name in COUNCIL_FIELDS if name in data}
    values |= {"name": data["name"], "area_name": data["area_name"], "local_authority": data.get("shown_name") or data["area_name"]}
    values |= {f"{name}_colour": colours[key] for name, key in (("brand", "brand"), ("brand_dark", "brand_dark"), ("accent", "accent"))
               if key in colours}  # fmt: skip
    values["outward_codes"] = " ".join(data.get("outward_codes") or [])
    _write_row(row, values, where="council.yaml", name="the council's settings", report=report)


def _load_contacts(council: Council, *, report: LoadReport) -> None:
    urgent, footer = council.settings.get("urgent_contacts") or [], council.settings.get("footer_contacts") or []
    keys = {entry["key"] for entry in council.contacts}
    unknown = [key for key in (*urgent, *footer) if key not in keys]
    if unknown:
        raise ContentFault(f"council.yaml: there is no contact {unknown[0]} in contacts.yaml.")
    known = {contact.key: contact for contact in HelpContact.objects.all()}
    for entry in council.contacts:
        key = entry["key"]
        values = {name: entry.get(name) or "" for name in CONTACT_FIELDS}
        values |= {
            "is_local": entry.get("place") == "local", "seen_on": entry.get("seen_on"),
            "urgent_order": urgent.index(key) if key in urgent else None, "footer_order": footer.index(key) if key in footer else None,
        }  # fmt: skip
        row = known.get(key) or HelpContact(key=key)
        _write_row(row, values, where=f"contacts.yaml, {key}", name=entry["name"], report=report)


def _write_row(row: models.Model, values: dict, *, where: str, name: str, report: LoadReport) -> None:
    """Make or renew a row that has no drafts, unless a person changed it at the desk or confirmed it."""
    is_new = row._state.adding
    if not is_new and all(getattr(row, field) == value for field, value in values.items()):
        report.counts["left as they are"] += 1
        return
    if not is_new and (getattr(row, "confirmed_on", None) or _person_changed(row)):
        report.keep(name)
        return
    for field_name, value in values.items():
        setattr(row, field_name, value)
    try:
        row.full_clean()
    except ValidationError as problem:
        faults = [f"{where}: {key}: {' '.join(words)}" for key, words in problem.message_dict.items()]
        raise ContentFault("\n".join(faults)) from problem
    row.save()
    report.counts["made" if is_new else "changed"] += 1


def _person_changed(row: models.Model) -> bool:
    """The desk writes a line for each change that somebody makes; loading writes none."""
    kind = ContentType.objects.get_for_model(row, for_concrete_model=False)
    return ModelLogEntry.objects.filter(content_type=kind, object_id=str(row.pk), user_id__isnull=False).exists()


def _load_pages(council: Council, *, today: date, report: LoadReport) -> None:
    _check_references(council, report=report)
    questions = [without_links_to(file, report.missing) for file in council.questions]
    pages = [without_links_to(file, report.missing) for file in council.pages]
    shelf = _Shelf(report, first_checks(council.files, today=today))
    home = _home()
    _load_topics(home, council.topics, shelf=shelf)
    index = _only(home, QuestionIndexPage, slug="questions", title="All questions")
    _load_questions(index, questions, shelf=shelf)
    _load_easy_read(council.easy_read, shelf=shelf)
    for file in pages:
        shelf.put(home, InformationPage, file.id, values=_words(file), digest=file.digest)
    for entry in council.audiences:
        values = {"title": entry["title"], "audience": entry["audience"], "introduction": entry["introduction"].strip()}
        shelf.put(home, AudiencePage, entry["slug"], values=values, digest=_digest(entry))


def _home() -> HomePage:
    """The start page at the site's root; a fresh install's welcome page makes way for it."""
    home = HomePage.objects.first()
    if home:
        return home
    for page in Page.get_first_root_node().get_children():
        if page.specific_class is Page:
            page.delete()
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Start", slug="home"))
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="localhost", is_default_site=True)
    site.root_page, site.site_name = home, "Local Offer"
    site.save()
    return home


def _only(parent: Page, model: type[Page], *, slug: str, title: str) -> Page:
    return model.objects.first() or parent.add_child(instance=model(title=title, slug=slug, show_in_menus=False))


def _check_references(council: Council, *, report: LoadReport) -> None:
    """Every topic, page, contact and term that a file names is there; questions that are not written yet are counted."""
    terms = set(TaxonomyTerm.objects.values_list("taxonomy__code", "code"))
    contacts = {entry["key"] for entry in council.contacts} | set(HelpContact.objects.values_list("key", flat=True))
    known = Known(contacts=contacts, topics=council.topic_paths, pages=council.page_slugs, terms=terms)
    faults = [f"{file.path.name}: {fault}" for file in council.files for fault in faults_in_references(file, known)]
    faults += _faults_in_easy_read(council, contacts)
    faults += [f"topics.yaml: there is no topic {path} in the taxonomy. Run load_taxonomies first."
               for path in sorted(council.topic_paths) if (TOPICS, path) not in terms]  # fmt: skip
    if faults:
        raise ContentFault("\n".join(faults))
    written = {file.id for file in council.questions} | set(QuestionPage.objects.live().values_list("slug", flat=True))
    report.missing = {question for file in council.files for question in questions_named(file)} - written


def _faults_in_easy_read(council: Council, contacts: set[str]) -> list[str]:
    """Every twin has its question, which has a file; every contact is there."""
    questions = {file.id for file in council.questions}
    faults = [f"easy-read/{file.path.name}: there is no question {file.id}." for file in council.easy_read if file.id not in questions]
    return faults + [f"easy-read/{file.path.name}: there is no contact {key}."
                     for file in council.easy_read for key in file.front["contacts"] if key not in contacts]  # fmt: skip


class _Shelf:
    """Puts loaded pages in their places. Knows which pages a person has touched, and leaves those alone."""

    def __init__(self, report: LoadReport, checks_due: Mapping[str, date]):
        self.report, self.checks_due = report, checks_due
        lines = PageLogEntry.objects.filter(user_id__isnull=False).exclude(action="wagtail.reorder")
        self.touched = set(lines.values_list("page_id", flat=True))

    def put(self, parent: Page, model: type[Page], slug: str, *, values: dict, digest: str) -> Page:
        """Make, renew, keep or leave the page at this address, and publish what changed."""
        page = self.place(parent, model, slug, values=values, digest=digest)
        if page.loaded_hash != digest:
            self.publish(page, digest=digest)
        return page

    def place(self, parent: Page, model: type[Page], slug: str, *, values: dict, digest: str) -> Page:
        """The page at this address with these values, not published yet; its `loaded_hash` says whether there is need."""
        if issubclass(model, ReviewedPage):
            values = {"first_check_due_on": self.checks_due[slug], **values}
        found = Page.objects.child_of(parent).filter(slug=slug).select_related("latest_revision").first()
        if found is None:
            return parent.add_child(instance=model(slug=slug, live=False, draft_title=values["title"], **values))
        if found.specific_class is not model:
            raise ContentFault(f"Another kind of page has the address {found.url_path} already. Give one of the two another id.")
        page = found.specific
        if page.loaded_hash == digest or self.is_touched(page):
            if page.loaded_hash != digest:
                self.report.keep(page.title)
            else:
                self.report.counts["left as they are"] += 1
            page.loaded_hash = digest
            return page
        kept = {"first_check_due_on"} if getattr(page, "first_check_due_on", None) else set()
        for name, value in (values | {"draft_title": values["title"]}).items():
            if name not in kept:
                setattr(page, name, value)
        return page

    def is_touched(self, page: Page) -> bool:
        """A person wrote, published or took it down, or a draft waits."""
        by_person = page.pk in self.touched or (page.latest_revision is not None and page.latest_revision.user_id)
        return bool(by_person) or not page.live or page.has_unpublished_changes

    def publish(self, page: Page, *, digest: str) -> None:
        is_new = page.latest_revision_id is None
        page.loaded_hash = digest
        page.save_revision(clean=False).publish()
        self.report.counts["made" if is_new else "changed"] += 1


def _load_topics(home: Page, topics: list[dict], *, shelf: _Shelf) -> None:
    index = _only(home, TopicIndexPage, slug="topics", title="All topics")
    terms = {term.code: term for term in TaxonomyTerm.objects.of(TOPICS)}

    def put(parent: Page, entry: dict, code: str) -> Page:
        values = {"title": entry["title"], "summary": entry["summary"], "introduction": entry["introduction"].strip(), "term": terms[code]}
        return shelf.put(parent, TopicPage, entry["slug"], values=values, digest=_digest(entry))

    for entry in topics:
        page = put(index, entry, entry["slug"])
        for child in entry["children"]:
            put(page, child, f"{entry['slug']}/{child['slug']}")


def _digest(entry: dict) -> str:
    return hashlib.sha256(json.dumps(entry, sort_keys=True, default=str).encode()).hexdigest()


def _words(file: ContentFile) -> dict:
    """The values that every page from a Markdown file has. What people of this area say is one more way to ask."""
    front = file.front
    asked_as = dict.fromkeys([*(front.get("asked_as") or []), *(front.get("local_asked_as") or [])])
    return {
        "title": front["title"], "short_answer": front["short_answer"], "search_description": front["short_answer"],
        "body": json.dumps(stream(file)), "asked_as": "\n".join(asked_as), "owner_team": front["owner"],
        "contact_keys": front.get("contacts") or [], "audiences": front.get("audiences") or [],
        "review_every_months": front.get("review_every_months") or USUAL_MONTHS, "answers": front.get("answers") or {},
    }  # fmt: skip


def _load_questions(index: Page, files: list[ContentFile], *, shelf: _Shelf) -> None:
    """Place all of them first, so that each can be tied to the others; then publish, so that one revision holds everything."""
    terms = {(term.taxonomy.code, term.code): term for term in TaxonomyTerm.objects.select_related("taxonomy")}
    placed = {}
    for file in files:
        front = file.front
        values = _words(file) | {name: front.get(name) for name in ("min_age_months", "max_age_months")}
        values |= {name: front.get(name) or [] for name in ("tools", "schedule2")}
        placed[file.id] = shelf.place(index, QuestionPage, file.id, values=values, digest=file.digest)
    for file in files:
        page = placed[file.id]
        if page.loaded_hash != file.digest:
            _tie(page, file, terms=terms)
            shelf.publish(page, digest=file.digest)


def _load_easy_read(files: list[EasyReadFile], *, shelf: _Shelf) -> None:
    """Each under its question. No date of testing is ever set."""
    questions = {page.slug: page for page in QuestionPage.objects.filter(slug__in=[file.id for file in files])}
    for file in files:
        values = {"title": file.front["title"], "body": json.dumps(easy_stream(file)), "contact_keys": file.front["contacts"]}
        shelf.put(questions[file.id], EasyReadPage, EASY_READ, values=values, digest=file.digest)


def _tie(page: QuestionPage, file: ContentFile, *, terms: dict) -> None:
    """Set the page's terms and its related questions, in the order the file gives."""
    front = file.front
    for name, taxonomy in TERMS:
        setattr(page, name, [terms[taxonomy, code] for code in front.get(name) or []])
    page.main_topic = terms[TOPICS, front["topics"][0]]
    wanted = {slug: n for n, slug in enumerate(front.get("related") or []) if slug != page.slug}
    there = QuestionPage.objects.filter(slug__in=wanted)
    page.related.set([RelatedQuestion(question=other, sort_order=wanted[other.slug]) for other in there])


@transaction.atomic
def load_translations(files: Iterable[TranslationFile], *, report: LoadReport) -> None:
    """Put translations beside their pages. Words that changed are nobody's checked words any more: their day of checking goes.

    Raises ContentFault for a page that is not there.
    """
    pages = {page.slug: page for model in (QuestionPage, InformationPage) for page in model.objects.all()}
    known = {(row.page_id, row.language): row for row in PageTranslation.objects.all()}
    for file in files:
        page = pages.get(file.page)
        if page is None:
            raise ContentFault(f"{file.language}/{file.page}.po: there is no page {file.page}. The file must have a page's id.")
        row = known.get((page.pk, file.language)) or PageTranslation(page_id=page.pk, language=file.language)
        if row.words == file.words:
            report.counts["left as they are"] += 1
            continue
        report.counts["changed" if row.pk else "made"] += 1
        row.words, row.checked_on = file.words, None
        row.save()
