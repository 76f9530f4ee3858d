"""The trap: Wagtail's approval publishes the latest words, seen or not. Here it publishes what was reviewed, or nothing."""

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from localoffer.core.models import ReviewedWordsChanged
from localoffer.directory.actions import services
from localoffer.directory.models import Service

pytestmark = pytest.mark.django_db
SENT, SLIPPED = "Words that were sent.", "Words slipped in afterwards."
WORDS = {"question": "short_answer", "service": "summary"}


@pytest.fixture(params=["question", "service"])
def thing(request):
    """A page, then a service: both go the same way."""
    found = request.getfixturevalue(request.param)
    found.words_field = WORDS[request.param]
    return found


def live_words(thing) -> str:
    return getattr(type(thing).objects.get(pk=thing.pk), thing.words_field)


def draft(thing, words, by):
    """Save a revision by the shortest way there is, round every lock: what a bug or another program would do."""
    newest = thing.get_latest_revision_as_object() if thing.latest_revision else thing
    setattr(newest, thing.words_field, words)
    return newest.save_revision(user=by)


def send(thing, by) -> TaskState:
    draft(thing, SENT, by)
    fresh = type(thing).objects.get(pk=thing.pk)
    return fresh.get_workflow().start(fresh, by).current_task_state


def test_approval_publishes_what_was_sent(thing, editor, reviewer):
    state = send(thing, editor)
    state.task.specific.on_action(state, reviewer, "approve")
    assert live_words(thing) == SENT
    assert WorkflowState.objects.get().status == "approved"


def test_words_slipped_in_after_sending_are_never_published(thing, editor, reviewer):
    before = live_words(thing)
    state = send(thing, editor)
    draft(thing, SLIPPED, editor)
    with pytest.raises(ReviewedWordsChanged):
        state.task.specific.on_action(state, reviewer, "approve")
    assert live_words(thing) == before
    assert TaskState.objects.get().status == "in_progress"


def test_even_wagtails_own_approval_refuses_them(thing, editor, reviewer):
    """Whoever calls `TaskState.approve` without our task: the end of the workflow refuses once more."""
    before = live_words(thing)
    state = send(thing, editor)
    draft(thing, SLIPPED, editor)
    with pytest.raises(ReviewedWordsChanged):
        state.approve(user=reviewer)
    assert live_words(thing) == before
    assert TaskState.objects.get().status == "in_progress"


def edit_url(thing):
    name = "wagtailsnippets_directory_service:edit" if isinstance(thing, Service) else "wagtailadmin_pages:edit"
    return reverse(name, args=[thing.pk])


@pytest.mark.parametrize("who", ["editor", "reviewer", "admin"])
def test_nobody_saves_at_the_desk_while_a_review_is_open(thing, who, request, editor, client_as):
    state = send(thing, editor)
    person = request.getfixturevalue(who)
    browser = client_as(person)
    form = form_of(browser.get(edit_url(thing)).content.decode())
    response = browser.post(edit_url(thing), form | {thing.words_field: SLIPPED})
    assert b"could not be saved as it is locked" in response.content
    assert type(thing).objects.get(pk=thing.pk).latest_revision_id == state.revision_id


def test_a_page_under_review_says_why_it_is_locked(thing, editor, client_as):
    send(thing, editor)
    assert b"waits for review" in client_as(editor).get(edit_url(thing)).content


def test_who_sent_it_can_take_it_back(thing, editor, client_as):
    send(thing, editor)
    browser = client_as(editor)
    form = form_of(browser.get(edit_url(thing)).content.decode())
    browser.post(edit_url(thing), form | {"action-cancel-workflow": "yes"})
    assert WorkflowState.objects.get().status == "cancelled"


def test_the_action_for_services_refuses_a_draft_too(service, editor):
    service.words_field = "summary"
    send(service, editor)
    with pytest.raises(services.ReviewIsOpen):
        services.save_draft(service, changes={"summary": SLIPPED}, by=editor)


def test_a_reviewer_reads_and_approves_at_the_desk(thing, editor, reviewer, client_as):
    state = send(thing, editor)
    browser, here = client_as(reviewer), reverse("editorial:review-decide", args=[state.pk])
    page = browser.get(here).content.decode()
    links = [link for link in (f"/{state.task_id}/", "compare/live") if link in page]
    assert len(links) == 2
    assert browser.post(here, {"decision": "approve", "comment": ""}).headers["Location"] == reverse("editorial:review-list")
    assert live_words(thing) == SENT


def test_the_links_of_a_review_lead_somewhere(thing, editor, reviewer, client_as):
    state = send(thing, editor)
    browser = client_as(reviewer)
    page = browser.get(reverse("editorial:review-decide", args=[state.pk])).content.decode()
    main = page[page.index('id="main"') :]
    targets = [t for t in re.findall(r'href="(/admin/[^"]+)"', main) if "compare" in t or "workflow/preview" in t]
    assert [browser.get(target).status_code for target in targets] == [200, 200]


def test_slipped_words_are_refused_at_the_desk_in_words(thing, editor, reviewer, client_as):
    before, state = live_words(thing), send(thing, editor)
    draft(thing, SLIPPED, editor)
    here = reverse("editorial:review-decide", args=[state.pk])
    page = client_as(reviewer).post(here, {"decision": "approve"}, follow=True)
    assert b"changed after they were sent" in page.content
    assert live_words(thing) == before


def test_to_ask_for_changes_one_says_which(thing, editor, reviewer, client_as):
    state, browser = send(thing, editor), client_as(reviewer)
    here = reverse("editorial:review-decide", args=[state.pk])
    assert b"Write what should change" in browser.post(here, {"decision": "reject", "comment": " "}).content
    browser.post(here, {"decision": "reject", "comment": "Say who to ring."})
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Say who to ring.")


def test_a_review_that_ended_is_not_answered_twice(thing, editor, reviewer, client_as):
    state, browser = send(thing, editor), client_as(reviewer)
    here = reverse("editorial:review-decide", args=[state.pk])
    browser.post(here, {"decision": "approve"})
    assert browser.post(here, {"decision": "reject", "comment": "No."}).headers["Location"] == reverse("editorial:review-list")
    assert WorkflowState.objects.get().status == "approved"


@pytest.mark.parametrize(("who", "answer"), [("visitor", 302), ("provider", 403), ("editor", 403)])
def test_only_reviewers_decide(who, answer, thing, editor, request, client_as):
    state, person = send(thing, editor), request.getfixturevalue(who)
    here = reverse("editorial:review-decide", args=[state.pk])
    assert client_as(person).post(here, {"decision": "approve"}).status_code == answer
    assert live_words(thing) != SENT


def test_an_editor_cannot_publish_by_asking_the_form_to(question, editor, client_as):
    browser = client_as(editor)
    url = reverse("wagtailadmin_pages:edit", args=[question.pk])
    form = form_of(browser.get(url).content.decode())
    browser.post(url, form | {"short_answer": SENT, "action-publish": "yes"})
    question.refresh_from_db()
    assert question.short_answer == "Ask the school."
    assert question.get_latest_revision_as_object().short_answer == SENT


def test_a_reviewer_publishes_and_families_see_it(question, reviewer, client_as):
    browser = client_as(reviewer)
    url = reverse("wagtailadmin_pages:edit", args=[question.pk])
    browser.post(url, form_of(browser.get(url).content.decode()) | {"short_answer": SENT, "action-publish": "yes"})
    assert live_words_of(question) == SENT


def test_an_editor_sends_a_page_for_review_with_the_button(question, editor, client_as):
    browser = client_as(editor)
    url = reverse("wagtailadmin_pages:edit", args=[question.pk])
    browser.post(url, form_of(browser.get(url).content.decode()) | {"short_answer": SENT, "action-submit": "yes"})
    assert TaskState.objects.get().revision.content["short_answer"] == SENT
    assert live_words_of(question) == "Ask the school."


def test_bulk_publishing_stops_at_an_open_review(question, editor, reviewer, client_as):
    question.words_field = "short_answer"
    send(question, editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={question.pk}"
    response = client_as(reviewer).post(url, follow=True)
    assert b"Nothing was published" in response.content
    assert live_words_of(question) == "Ask the school."


def live_words_of(question) -> str:
    question.refresh_from_db()
    return question.short_answer


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the editor's form as it stands."""
    form = BeautifulSoup(page, "html.parser").find("form", attrs={"data-edit-form": True})
    data = {"body-count": "0"}  # the blocks of the body are drawn by a script; these pages have none
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if not name or (kind in ("checkbox", "radio") and not field.has_attr("checked")) or kind in ("submit", "file"):
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            if chosen is not None:
                data[name] = chosen.get("value", "")
        else:
            data[name] = field.text.lstrip("\n") if field.name == "textarea" else field.get("value", "")
    return data
