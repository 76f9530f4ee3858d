import pytest
from wagtail.rich_text import RichText

from localoffer.guidance.models import InformationPage, QuestionIndexPage, QuestionPage

LONG = "You " + " ".join(["may"] * 20) + " ask."
TITLE = "How easy is this to read?"


@pytest.fixture
def form_of(editor, client_as):
    """The desk's form for a page, as an editor opens it."""
    officer = client_as(editor)
    return lambda page: officer.get(f"/admin/pages/{page.pk}/edit/").content.decode()


def save_draft(page, html):
    page.blocks_of("text")[0].value["text"] = RichText(html)
    page.save_revision()


@pytest.mark.parametrize("model", [QuestionPage, InformationPage])
def test_a_plain_page_is_told_that_it_is_plain(council, form_of, model):
    html = form_of(model.objects.first())
    assert TITLE in html
    assert "Reading age: <strong>" in html
    assert "No sentence is over 20 words, and every short form is explained." in html


def test_the_saved_draft_is_measured(council, form_of):
    page = QuestionPage.objects.get(slug="taxi")
    save_draft(page, f"<p>{LONG}</p><ul><li>Please note the LSCB</li><li>One</li></ul>")
    html = form_of(page)
    assert f"<li>{LONG}</li>" in html
    assert "Short forms with no long form beside them: LSCB" in html
    assert "<li>Please note: leave it out</li>" in html
    assert LONG not in form_of(QuestionPage.objects.get(slug="bus"))


def test_words_that_somebody_typed_are_shown_as_words(council, form_of):
    page = QuestionPage.objects.get(slug="taxi")
    save_draft(page, f"<p>&lt;script&gt;alert(1)&lt;/script&gt; {LONG}</p>")
    assert "<script>alert(1)" not in form_of(page)


def test_a_draft_with_no_words_yet_can_be_opened(council, form_of):
    page = QuestionIndexPage.objects.get().add_child(instance=QuestionPage(title="New", slug="new", live=False))
    assert "There are no words yet." in form_of(page)


def test_a_new_page_has_nothing_to_measure(council, editor, client_as):
    index = QuestionIndexPage.objects.get()
    answer = client_as(editor).get(f"/admin/pages/add/guidance/questionpage/{index.pk}/")
    assert answer.status_code == 200
    assert TITLE not in answer.content.decode()
