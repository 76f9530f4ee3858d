"""The desk: what waits today, lists with their filters, nothing that officers have no use for."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.directory.models import Service
from localoffer.editorial import queries

pytestmark = pytest.mark.django_db


def test_every_number_of_today_is_a_link_to_its_list(question, service, editor, client_as):
    browser = client_as(editor)
    page = browser.get("/admin/").content.decode()
    piles = re.findall(r'<a href="([^"]+)"><strong>(\d+)</strong> ([^<]+)</a>', page)
    assert [(count, words) for _url, count, words in piles] == [
        ("0", "to review, the oldest first"),
        ("1", "pages that nobody has checked yet"),
        ("0", "pages whose check is due"),
        ("1", "services that nobody has confirmed"),
        ("0", "services to hold back or confirm"),
        ("0", "pairs of services that may be one"),
        ("0", "services kept out of open data"),
    ]
    for url, _count, words in piles:
        assert browser.get(url.replace("&amp;", "&")).status_code == 200, words


def test_the_oldest_review_stands_first(question, information, editor, reviewer, client_as):
    for page in (information, question):
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
    assert [state.revision.object_str for state in queries.waiting_reviews()] == ["About", "How do we get help?"]
    page = client_as(reviewer).get(reverse("editorial:review-list")).content.decode()
    assert page.index("About") < page.index("How do we get help?")
    assert "editor@example.org" in page


def test_pages_never_checked_come_before_those_that_are_due(question, information, client_as, editor):
    today = timezone.localdate()
    question.checked_on, question.review_every_months = today - timedelta(days=400), 12
    question.save()
    found = queries.pages_to_check(today=today)
    assert [(entry.page.title, entry.due_on is None) for entry in found] == [("About", True), ("How do we get help?", False)]
    assert b"never checked" in client_as(editor).get(reverse("editorial:check-list")).content


def test_a_page_checked_lately_waits_for_nothing(question):
    question.checked_on = timezone.localdate()
    question.save()
    assert queries.pages_to_check(today=timezone.localdate()) == []


def test_the_desk_finds_a_page_by_words_that_are_not_in_its_title(question, editor, client_as, django_capture_on_commit_callbacks):
    question.short_answer, question.asked_as = "You can always apply.", "taxi to school"
    with django_capture_on_commit_callbacks(execute=True):
        question.save()
    for words in ("apply", "taxi"):
        assert question.title in client_as(editor).get("/admin/pages/search/", {"q": words}).content.decode()
    assert question.title not in client_as(editor).get("/admin/pages/search/", {"q": "swimming"}).content.decode()


def test_the_list_of_services_is_filtered_by_what_officers_ask(service, reviewer, editor, client_as):
    other = Service.objects.create(name="Sure Club", organisation=service.organisation, kind=service.kind)
    Service.objects.filter(pk=other.pk).update(assured_on=timezone.localdate(), assured_by=reviewer)
    browser, here = client_as(editor), reverse("wagtailsnippets_directory_service:list")
    titles = {
        query: set(re.findall(r"Example Nursery|Sure Club", listing(browser.get(here + query).content.decode())))
        for query in ("", "?confirmed=no", "?confirmed=yes", f"?kind={service.kind_id}", "?live=false", "?q=sure")
    }
    both = {"Example Nursery", "Sure Club"}
    assert titles == {
        "": both, "?confirmed=no": {"Example Nursery"}, "?confirmed=yes": {"Sure Club"},
        f"?kind={service.kind_id}": both, "?live=false": set(), "?q=sure": {"Sure Club"},
    }  # fmt: skip


def listing(page: str) -> str:
    found = re.search(r'<table class="listing.*?</table>', page, re.S)
    return found[0] if found else ""


def test_the_list_of_services_asks_no_more_for_thirty(service, editor, client_as, django_assert_max_num_queries):
    for number in range(29):
        Service.objects.create(name=f"Club {number}", organisation=service.organisation, kind=service.kind)
    browser = client_as(editor)
    browser.get("/admin/")
    with django_assert_max_num_queries(30):
        browser.get(reverse("wagtailsnippets_directory_service:list"))


@pytest.mark.parametrize(
    "name", ["wagtailsnippets_directory_organisation:list", "wagtailsnippets_directory_location:list", "helpcontact:index"]
)
def test_editors_see_the_lists(name, editor, client_as):
    assert client_as(editor).get(reverse(name)).status_code == 200


@pytest.mark.parametrize(("who", "answer"), [("editor", 403), ("reviewer", 200)])
def test_reviewers_keep_help_contacts(who, answer, request, client_as):
    assert client_as(request.getfixturevalue(who)).get(reverse("helpcontact:add")).status_code == answer


def test_a_term_may_be_renamed_but_its_code_never_changes(service, admin, client_as):
    browser, here = client_as(admin), reverse("taxonomyterm:edit", args=[service.kind_id])
    assert b'name="code"' not in browser.get(here).content
    browser.post(here, {"name": "Day nursery", "code": "other", "position": "0"})
    service.kind.refresh_from_db()
    assert (service.kind.name, service.kind.code) == ("Day nursery", "nursery")


def test_the_menu_holds_what_officers_use(editor, client_as):
    page = client_as(editor).get("/admin/").content.decode()
    assert "Council desk" in page
    for word in ('"name": "help"', '"name": "snippets"', "guide.wagtail.org", "Welcome to the"):
        assert word not in page


@pytest.mark.parametrize("name", ["wagtailadmin_home", "editorial:review-list", "editorial:check-list"])
@pytest.mark.parametrize(("who", "answer"), [("visitor", 302), ("provider", 403), ("editor", 200), ("reviewer", 200), ("admin", 200)])
def test_the_desk_is_for_staff(name, who, answer, request, client_as):
    assert client_as(request.getfixturevalue(who)).get(reverse(name)).status_code == answer
