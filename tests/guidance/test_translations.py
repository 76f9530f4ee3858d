import re
from datetime import date

import pytest

from localoffer.core import things
from localoffer.guidance.actions import load_content
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.models import InformationPage, PageTranslation, QuestionPage
from localoffer.guidance.queries import languages_by_address
from localoffer.guidance.segments import segments_of

from .conftest import PAGE, write_question

UNCHECKED = "Traducerea nu a fost încă verificată"
CHANGED = "Pagina în engleză s-a schimbat între timp"
UNFINISHED = "Unele părți nu sunt încă traduse"
NOT_YET = "Această pagină nu este încă în română"


def translate(page, language="ro", *, leave_out=()) -> PageTranslation:
    """Words that differ from their English in every piece of the page, but for pieces that hold one of `leave_out`."""
    pieces = [segment.english for segment in segments_of(page.title, page.short_answer, page.body.get_prep_value())]
    words = {piece: f"«{language}» {piece}" for piece in pieces if not any(part in piece for part in leave_out)}
    return PageTranslation.objects.create(page_id=page.pk, language=language, words=words)


@pytest.fixture
def taxi(council):
    return QuestionPage.objects.get(slug="taxi")


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_page_is_read_in_its_translation(taxi, client):
    translate(taxi)
    body = text_of(client.get("/ro/questions/taxi/"))
    assert '<html lang="ro" dir="ltr"' in body
    assert "«ro» Can we get a taxi?" in body
    assert "«ro» Then ask in writing." in body
    assert "«ro» The council must make travel arrangements." in body
    assert "«ro»" not in text_of(client.get("/questions/taxi/"))


def test_urdu_runs_from_right_to_left_with_its_own_style_sheet(taxi, client):
    translate(taxi, "ur")
    body = text_of(client.get("/ur/questions/taxi/"))
    assert '<html lang="ur" dir="rtl"' in body
    assert "css/site.rtl.css" in body
    assert "css/site.rtl.css" not in text_of(client.get("/questions/taxi/"))


def test_a_page_with_no_translation_says_so_and_marks_its_english(taxi, client):
    body = text_of(client.get("/ro/questions/taxi/"))
    assert NOT_YET in body
    assert re.search(r'<div lang="en" dir="ltr">.*Can we get a taxi\?.*</div>', body)
    assert '<meta name="robots" content="noindex">' in body
    assert '<title lang="en">' in body


def test_what_nobody_translated_is_marked_as_english(taxi, client):
    translate(taxi, leave_out=["miles"])
    body = text_of(client.get("/ro/questions/taxi/"))
    assert re.search(r'<div lang="en" dir="ltr"> <div class="lo-table-scroll"', body)
    assert UNFINISHED in body
    assert re.search(r'<div lang="en" dir="ltr"> <div class="lo-contact">.*Not yet checked by the council', body)


def test_every_translation_says_that_nobody_checked_it_until_somebody_did(taxi, client):
    translation = translate(taxi)
    assert UNCHECKED in text_of(client.get("/ro/questions/taxi/"))
    translation.checked_on = date(2026, 11, 24)
    translation.save()
    from localoffer.core import versions

    versions.forget_version()
    assert UNCHECKED not in text_of(client.get("/ro/questions/taxi/"))


def test_a_page_whose_english_changed_says_so_and_shows_the_new_english(council, taxi, client):
    translate(taxi)
    file = council / "questions/taxi.md"
    file.write_text(file.read_text().replace("Tell the school.", "Tell the school today."))
    load_content(council)
    body = text_of(client.get("/ro/questions/taxi/"))
    assert CHANGED in body
    assert "Tell the school today." in body
    assert "«ro» Tell the school." not in body
    assert "«ro» Can we get a taxi?" in body


def test_a_page_whose_short_answer_changed_is_english_again(council, taxi, client):
    translate(taxi)
    write_question(council, "taxi", other="bus", short="Ask in a new way.")
    load_content(council)
    body = text_of(client.get("/ro/questions/taxi/"))
    assert NOT_YET in body
    assert "«ro»" not in body


def test_links_stay_in_the_language_and_lead_somewhere(taxi, client):
    translate(taxi)
    body = text_of(client.get("/ro/questions/taxi/"))
    links = {link for link in re.findall(r'<a[^>]*href="(/[^"#]*)', body)}
    assert "/ro/questions/bus/" in links
    assert {link for link in links if link.startswith("/ro/")} >= {"/ro/", "/ro/questions/bus/", "/ro/topics/travel/"}
    known = {link for link in links if re.match(r"/(ro|ur)?/?(questions|topics)/", link)}
    assert [link for link in known if client.get(link).status_code != 200] == []


def test_help_in_danger_has_its_english_beside_it_until_it_is_checked(council, client):
    (council / "pages/urgent-help.md").write_text(PAGE.replace("id: about", "id: urgent-help").replace("Words.", "Ring 999."))
    load_content(council)
    translation = translate(InformationPage.objects.get(slug="urgent-help"))
    body = text_of(client.get("/ro/urgent-help/"))
    assert "«ro» Ring 999." in body
    assert re.search(r'<div class="govuk-inset-text"> ?<div lang="en" dir="ltr">.{0,200}<p[^>]*>Ring 999\.', body)
    assert re.search(r'<p class="govuk-inset-text" lang="en" dir="ltr">What this is\.', body)
    PageTranslation.objects.filter(pk=translation.pk).update(checked_on=date(2026, 11, 24))
    assert "govuk-inset-text" not in text_of(client.get("/ro/urgent-help/"))


def test_switch_and_alternates_name_each_language(taxi, client):
    translate(taxi)
    body = text_of(client.get("/questions/taxi/"))
    assert re.search(r'href="/ro/questions/taxi/" hreflang="ro" lang="ro">Română', body)
    assert re.search(r'href="/ur/questions/taxi/" hreflang="ur" lang="ur" dir="rtl">اردو', body)
    assert re.findall(r'<link rel="alternate" hreflang="(\w+)"', body) == ["en", "ro"]
    assert 'href="/ro/" hreflang="ro"' in text_of(client.get("/services/"))


def test_start_page_lists_what_can_be_read_in_the_language(taxi, client):
    translate(taxi)
    assert '<a class="govuk-link lo-quiet-link lo-link-list__link" href="/ro/questions/taxi/">«ro» Can we get a taxi?' in text_of(
        client.get("/ro/")
    )
    assert languages_by_address()["/questions/taxi/"] == ["en-gb", "ro"]


def test_sitemap_names_translations_and_no_english_twin(taxi, client):
    translate(taxi)
    locations = re.findall(r"<loc>http://[^/]+(/[^<]*)</loc>", client.get("/sitemap.xml").content.decode())
    assert "/ro/questions/taxi/" in locations
    assert "/ur/questions/taxi/" not in locations
    assert "/ro/questions/bus/" not in locations


def test_search_knows_one_page_and_its_english(taxi):
    translate(taxi)
    found = [each for each in things.describe("question") if each.ref.key == "taxi"]
    assert [(each.title, each.url, each.language) for each in found] == [("Can we get a taxi?", "/questions/taxi/", "en")]


def write_po(council, words: str, name="taxi") -> None:
    (council / "ro").mkdir(exist_ok=True)
    (council / f"ro/{name}.po").write_text(f'msgid ""\nmsgstr "Language: ro\\n"\n\nmsgid "Tell the school."\nmsgstr "{words}"\n')


def test_loading_keeps_the_day_of_checking_while_the_words_stand(council):
    write_po(council, "Spuneți școlii.")
    load_content(council)
    PageTranslation.objects.update(checked_on=date(2026, 11, 24))
    load_content(council)
    assert PageTranslation.objects.get().checked_on == date(2026, 11, 24)
    write_po(council, "Anunțați școala.")
    load_content(council)
    assert PageTranslation.objects.get().checked_on is None


def test_a_translation_of_no_page_stops_the_load(council):
    write_po(council, "Spuneți școlii.", name="nothing")
    with pytest.raises(ContentFault, match=r"ro/nothing\.po: there is no page nothing"):
        load_content(council)


def test_a_reviewer_records_the_day_and_nothing_else(taxi, client, reviewer, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    translation = translate(taxi)
    client.force_login(reviewer)
    address = f"/admin/pagetranslation/edit/{translation.pk}/"
    assert 'name="checked_on"' in client.get(address).content.decode()
    assert 'name="words"' not in client.get(address).content.decode()
    client.post(address, {"checked_on": "2026-11-24"})
    translation.refresh_from_db()
    assert translation.checked_on == date(2026, 11, 24)
