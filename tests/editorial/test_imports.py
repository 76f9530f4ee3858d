"""Registers at the desk: two steps, what differs is shown first, and only those who may."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from localoffer.directory.models import ImportBatch, Service
from tests.directory.conftest import taxonomies  # noqa: F401
from tests.directory.test_registers import SCHOOL, write

pytestmark = pytest.mark.django_db
NEW = "/admin/today/imports/new/"


@pytest.fixture
def upload(tmp_path):
    def make(*rows):
        path = write(tmp_path / "edubasealldata20260901.csv", rows, SCHOOL)
        return {"source": "gias", "area": "Exampleshire", "file": SimpleUploadedFile(path.name, Path(path).read_bytes())}

    return make


@pytest.fixture
def staged(taxonomies, upload, reviewer, client_as):  # noqa: F811
    def stage(*rows):
        answer = client_as(reviewer).post(NEW, upload(*rows))
        assert answer.status_code == 302, answer.content.decode()[:2000]
        return ImportBatch.objects.first()

    return stage


def test_reading_a_file_shows_what_differs_and_changes_nothing(staged, reviewer, client_as):
    batch = staged({}, {"URN": ""})
    assert (batch.by, batch.file_name, str(batch.as_of)) == (reviewer, "edubasealldata20260901.csv", "2026-09-01")
    page = client_as(reviewer).get(reverse("editorial:import-view", args=[batch.pk])).content.decode()
    assert "Example School" in page
    assert "1 new" in page
    refused = client_as(reviewer).get(reverse("editorial:import-view", args=[batch.pk]) + "?outcome=refused").content.decode()
    assert "It has no URN." in refused
    assert not Service.objects.exists()


def test_what_differs_is_said_in_the_words_of_the_form(staged, reviewer, client_as):
    batch = staged({"StatutoryLowAge": "3", "StatutoryHighAge": "11"})
    page = client_as(reviewer).get(reverse("editorial:import-view", args=[batch.pk])).content.decode()
    assert "youngest: <ins>3 years</ins>" in page
    assert "place: town: <ins>" in page
    for name_in_code in ("min_age_months", "service.", "location.", "source_area"):
        assert name_in_code not in page


def test_what_was_read_is_brought_in_once(staged, reviewer, client_as):
    batch, browser = staged({}), client_as(reviewer)
    for _again in range(2):
        assert browser.post(reverse("editorial:import-apply", args=[batch.pk])).status_code == 302
    assert Service.objects.published().get().name == "Example School"
    assert browser.get(reverse("editorial:import-apply", args=[batch.pk])).status_code == 405


def test_a_shrunken_file_needs_a_persons_words_and_deletes_nothing(staged, reviewer, client_as):
    browser = client_as(reviewer)
    first = staged({}, {"URN": "100901"})
    browser.post(reverse("editorial:import-apply", args=[first.pk]))
    second = staged({})
    apply = reverse("editorial:import-apply", args=[second.pk])
    browser.post(apply)
    second.refresh_from_db()
    assert second.state == "waiting"
    browser.post(apply, {"because": "It closed."})
    second.refresh_from_db()
    assert (second.state, second.accepted_because, Service.objects.published().count()) == ("applied", "It closed.", 2)
    browser.post(reverse("editorial:import-unpublish-gone", args=[second.pk]))
    assert (Service.objects.published().count(), Service.objects.count()) == (1, 2)


def test_a_broken_file_is_a_sentence_at_its_field(taxonomies, reviewer, client_as):  # noqa: F811
    answer = client_as(reviewer).post(NEW, {"source": "gias", "area": "X", "file": SimpleUploadedFile("a.csv", b"%PDF-1.7")})
    assert answer.status_code == 200
    assert b"This is a PDF" in answer.content
    assert not ImportBatch.objects.exists()


def test_the_front_page_leads_those_who_may_to_the_registers(reviewer, editor, client_as, home):
    words = b"register files read and not brought in"
    assert words in client_as(reviewer).get("/admin/").content
    assert words not in client_as(editor).get("/admin/").content
    assert client_as(reviewer).get(reverse("editorial:import-list")).status_code == 200


def test_an_editor_may_not_bring_in_registers(editor, client_as):
    assert client_as(editor).get(NEW).status_code in (302, 403)


def test_markup_in_a_file_stays_text(staged, reviewer, client_as):
    batch = staged({"EstablishmentName": "<script>alert(1)</script>"})
    page = client_as(reviewer).get(reverse("editorial:import-view", args=[batch.pk])).content.decode()
    assert "<script>alert(1)" not in page
