"""What a person decides about a record at the desk."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from localoffer.directory.actions.duplicates import find_duplicates
from localoffer.directory.models import PossibleDuplicate, SchoolTerm, Service

pytestmark = pytest.mark.django_db


def decide(browser, service, decision, **more):
    return browser.post(reverse("editorial:record-decide", args=[service.pk]), {"decision": decision} | more, follow=True)


def test_an_editor_confirms_a_record_with_one_button(service, editor, client_as):
    page = decide(client_as(editor), service, "confirm").content.decode()
    service.refresh_from_db()
    assert (service.assured_on, service.assured_by) == (timezone.localdate(), editor)
    assert "Checked today" in page


def test_opening_the_page_confirms_nothing(service, editor, client_as):
    client_as(editor).get(reverse("editorial:record-decide", args=[service.pk]))
    service.refresh_from_db()
    assert service.assured_on is None


def test_holding_back_needs_a_reason_and_letting_go_a_reviewer(service, editor, reviewer, client_as):
    assert "Say why, so that others know" in decide(client_as(editor), service, "hold").content.decode()
    assert Service.objects.published().exists()
    decide(client_as(editor), service, "hold", because="The number is dead.")
    assert not Service.objects.published().exists()
    assert "Only a reviewer may do this" in decide(client_as(editor), service, "let-go").content.decode()
    decide(client_as(reviewer), service, "let-go")
    assert Service.objects.published().exists()


def test_the_list_of_what_to_decide_leads_to_each(service, editor, client_as):
    Service.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    service.kind.code = "club"
    service.kind.save()
    page = client_as(editor).get(reverse("editorial:record-list")).content.decode()
    assert reverse("editorial:record-decide", args=[service.pk]) in page


def test_two_that_may_be_one_are_kept_apart_or_one_is_held_back(service, editor, client_as):
    other = Service.objects.create(
        name="Example Nursery", organisation=service.organisation, kind=service.kind, website="https://example.org"
    )
    Service.objects.update(website="https://example.org")
    find_duplicates(now=timezone.now())
    pair, browser = PossibleDuplicate.objects.get(), client_as(editor)
    address, here = reverse("editorial:duplicate-decide", args=[pair.pk]), reverse("editorial:duplicate-list")
    assert "web address" in browser.get(here).content.decode()
    assert "Say why" in browser.post(address, {"decision": "apart"}, follow=True).content.decode()
    which = "keep-first" if pair.first_id == service.pk else "keep-second"
    browser.post(address, {"decision": which, "because": "One door."})
    assert list(Service.objects.published()) == [service]
    assert Service.objects.filter(pk=other.pk).exists()
    assert "No two services look like one" in browser.get(here).content.decode()
    assert browser.get(address).status_code == 405


@pytest.mark.parametrize("name", ["editorial:record-list", "editorial:duplicate-list"])
def test_who_does_not_work_here_sees_none_of_it(name, provider, client, client_as):
    assert client.get(reverse(name)).status_code == 302
    assert client_as(provider).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    ("end", "words"),
    [(None, "There are no school terms yet"), (date(2020, 1, 1), "The school terms end on 1 January 2020"), (date(2099, 1, 1), "")],
)
def test_the_desk_says_when_the_school_terms_run_out(end, words, editor, home, client_as):
    if end:
        SchoolTerm.objects.create(name="Last", starts_on=end, ends_on=end)
    page = client_as(editor).get("/admin/").content.decode()
    assert words in page
    assert ("school terms" in page) is bool(words)
