import pytest
from django.core.management import CommandError, call_command

from localoffer.core.models import CouncilSettings, HelpContact
from localoffer.guidance.actions import load_content
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.models import HomePage, QuestionPage, TopicPage

from .conftest import write_question


def test_files_become_pages_settings_and_contacts(council):
    assert QuestionPage.objects.live().count() == 2
    assert TopicPage.objects.get(slug="school-travel").term.code == "travel/school-travel"
    assert HomePage.objects.get().get_children().filter(slug="about").exists()
    assert CouncilSettings.load().name == "Example Council"
    assert HelpContact.objects.urgent().get().key == "emergency"


def test_loading_sets_no_date_of_checking(council):
    assert not QuestionPage.objects.filter(checked_on__isnull=False).exists()
    assert not HelpContact.objects.filter(confirmed_on__isnull=False).exists()


def test_related_questions_are_part_of_what_an_officer_opens(council):
    page = QuestionPage.objects.get(slug="taxi").get_latest_revision_as_object()
    assert [related.question.slug for related in page.related.all()] == ["bus"]


def test_loading_twice_changes_nothing(council):
    revisions = {page.pk: page.latest_revision_id for page in QuestionPage.objects.all()}
    report = load_content(council)
    assert report.counts["made"] == report.counts["changed"] == 0
    assert {page.pk: page.latest_revision_id for page in QuestionPage.objects.all()} == revisions


def test_a_changed_file_changes_its_page_and_keeps_its_blocks(council):
    before = [block.id for block in QuestionPage.objects.get(slug="taxi").body]
    write_question(council, "taxi", other="bus", short="Ask in a new way.")
    assert load_content(council).counts["changed"] == 1
    page = QuestionPage.objects.get(slug="taxi")
    assert page.short_answer == "Ask in a new way."
    assert [block.id for block in page.body] == before


def test_a_page_that_a_person_edited_is_left_alone_and_named(council, editor):
    page = QuestionPage.objects.get(slug="taxi")
    page.short_answer = "An officer's own words."
    page.save_revision(user=editor).publish()
    write_question(council, "taxi", other="bus", short="Words of the file.")
    report = load_content(council)
    assert report.kept == ["Can we get a taxi?"]
    assert QuestionPage.objects.get(slug="taxi").short_answer == "An officer's own words."


def test_a_trial_changes_nothing(council_files, taxonomies):
    load_content(council_files, dry_run=True)
    assert not QuestionPage.objects.exists()


def test_a_question_not_written_yet_is_counted_and_its_link_becomes_words(council_files, taxonomies):
    write_question(council_files, "taxi", other="plane", related="[plane]")
    report = load_content(council_files)
    assert report.missing == {"plane"}
    text = str(QuestionPage.objects.get(slug="taxi").body[1].value["text"])
    assert "the other question" in text
    assert "plane" not in text


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: taxi", "id: cab", "It must be the file's name"),
        ('short_answer: "You', f'short_answer: "{"x" * 301}', "It may have 300"),
        ("---\nid", "id", "does not begin with front matter"),
        (":::\n\n::: text", "::: text", "text|more|closed|outside"),
        ("::: text more", "::: poem more", "there is no block called poem"),
        ("topic:travel)", "topic:nowhere)", "leads nowhere"),
        ("contacts: [advice]", "contacts: [nobody]", "there is no contact nobody"),
        ("topics: [travel/school-travel]", "topics: [moon]", "there is no topic moon"),
        ("in_force_from: 2007-04-01", "in_force_from: soon", "not a date"),
        ('source: "Education', 'x: "Education', "names no source"),
        ("1. Tell the school.\n2. Then ask in writing.", "Tell the school.", "not a numbered list"),
        ("audiences: [parent-carer]", "audiences: [parent-carer", "front matter cannot be read"),
    ],
)
def test_a_broken_file_is_named_and_nothing_is_loaded(council_files, taxonomies, old, new, words):
    path = council_files / "questions/taxi.md"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ContentFault, match=words) as fault:
        load_content(council_files)
    assert "taxi.md" in str(fault.value)
    assert not QuestionPage.objects.exists()


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"%PDF-1.4", b""])
def test_a_file_that_is_no_text_is_refused_in_words(council_files, taxonomies, content):
    (council_files / "questions/taxi.md").write_bytes(content)
    with pytest.raises(CommandError, match=r"Nothing was loaded.\s+taxi.md"):
        call_command("load_content", str(council_files))
