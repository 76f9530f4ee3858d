"""The demo council in its other languages: whole pages, nothing left in English by mistake, nothing that is not said."""

import re

import html5lib
import pytest
from django.utils.translation import get_language, trans_real

from localoffer.core.languages import other_languages
from localoffer.guidance.models import InformationPage, PageTranslation, QuestionPage
from localoffer.guidance.segments import segments_of

pytestmark = pytest.mark.django_db
TRANSLATED = ["questions/new-to-area/", "urgent-help/"]
NOT_WORDS = {"https://www.bbc.co.uk/weather"}
ARABIC = re.compile("[\u0600-\u06ff]")
LATIN_SENTENCE = re.compile(r"[A-Za-z’']+(?:\s+[A-Za-z’',]+){4,}")


@pytest.fixture
def asked(monkeypatch):
    """The words that templates and code asked for while a language of ours was drawn, and that came back as they were."""
    real, missing = trans_real.gettext, set()

    def spy(message):
        words = real(message)
        if get_language() in other_languages() and words == message:
            missing.add(str(message))
        return words

    monkeypatch.setattr(trans_real, "gettext", spy)
    monkeypatch.setattr("django.utils.translation._trans.gettext", spy)
    return missing


def test_translations_of_the_demo_are_whole_and_say_that_nobody_checked_them(demo_council):
    pages = {page.pk: page for model in (QuestionPage, InformationPage) for page in model.objects.all()}
    for row in PageTranslation.objects.all():
        page = pages[row.page_id]
        pieces = {segment.english for segment in segments_of(page.title, page.short_answer, page.body.get_prep_value())}
        assert pieces == row.words.keys(), f"Run: write_translations data/demo/luton {row.language} {page.slug}"
        assert row.checked_on is None
    assert {(pages[row.page_id].slug, row.language) for row in PageTranslation.objects.all()} == {
        (slug, code) for slug in ("new-to-area", "urgent-help") for code in other_languages()
    }


@pytest.mark.parametrize("code", other_languages())
def test_no_word_of_the_frame_is_left_in_english(demo_council, client, asked, code):
    for path in ["", *TRANSLATED, "topics/travel/", "questions/transport/", "no-such-page/"]:
        client.get(f"/{code}/{path}")
    assert asked - NOT_WORDS == set()


@pytest.mark.parametrize("path", TRANSLATED)
def test_every_english_sentence_inside_an_urdu_page_is_marked(demo_council, client, path):
    """Walk the page: a run of five Latin words that no element around it marks as English is a sentence we forgot. English terms
    in brackets are shorter, and addresses have no blanks."""
    root = html5lib.parse(client.get(f"/ur/{path}").content.decode(), namespaceHTMLElements=False)
    unmarked = [text for text in texts(root.find("body"), "ur") if LATIN_SENTENCE.search(text) and not ARABIC.search(text)]
    assert unmarked == []


def texts(element, language: str):
    """Each text of the tree that stands in Urdu by its markup."""
    language = element.get("lang") or language
    if language == "ur" and element.tag not in ("script", "style"):
        yield from filter(None, [element.text])
    for child in element:
        if isinstance(child.tag, str):
            yield from texts(child, language)
        if language == "ur" and child.tail:
            yield child.tail


def test_a_search_in_romanian_finds_the_english_page_once(demo_council, client):
    found = client.get("/search/?q=ajutor+pentru+copil+cu+nevoi+speciale+ne-am+mutat&format=json").json()
    urls = re.findall(r'"(/[^"]*new-to-area/)"', str(found).replace("'", '"'))
    assert set(urls) <= {"/questions/new-to-area/"}
    assert "/ro/" not in str(found)
