"""Easy read: loading, showing, testing with people, and the shipped twins themselves."""

import re
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

import localoffer.core
from localoffer.core import things, versions
from localoffer.core.easy_pictures import PICTURES
from localoffer.core.signals import things_changed
from localoffer.guidance.actions import load_content
from localoffer.guidance.content_checks import check_content, faults_in_easy_read
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.easy_read_files import read_easy_read_file
from localoffer.guidance.models import EasyReadPage, QuestionPage
from localoffer.guidance.new_council import start_council
from localoffer.guidance.plain_words import read

from .test_pages import desk_form

HOUSE = Path(__file__).resolve().parents[2]
SPRITE = (Path(localoffer.core.__file__).parent / "static/img/easy-pictures.svg").read_text()
DEMO = HOUSE / "data/demo/luton"
TWINS = sorted((DEMO / "easy-read").glob("*.md"))
TWIN = """---
id: taxi
title: A taxi to school
contacts: [advice]
---
## How to ask
email: You can send an email.
wheelchair: A **taxi** is a car. You pay for it.
"""


def write_twin(folder, text=TWIN, slug="taxi"):
    (folder / "easy-read").mkdir(exist_ok=True)
    path = folder / f"easy-read/{slug}.md"
    path.write_text(text)
    return path


@pytest.fixture
def with_twin(council_files, taxonomies):
    write_twin(council_files)
    load_content(council_files)
    return council_files


def shown(client, address="/questions/taxi/easy-read/"):
    return client.get(address).content.decode()


def test_a_twin_has_its_lines_pictures_who_to_ask_and_the_way_back(client, with_twin):
    html = shown(client)
    for words in ("A taxi to school", "You can send an email.", "<b>taxi</b>", "01632 960001", 'href="/questions/taxi/"'):
        assert words in html or words.replace("b>", "strong>") in html, words
    assert re.findall(r'easy-pictures[^"#]*\.svg#([a-z-]+)"', html) == ["email", "wheelchair"]


def test_pictures_are_hidden_from_screen_readers_because_the_words_say_it(client, with_twin):
    pictures = re.findall(r'<svg class="lo-easy-picture"[^>]*>', shown(client))
    assert len(pictures) == 2
    assert all('aria-hidden="true"' in picture for picture in pictures)


def test_the_question_leads_to_its_twin_and_one_without_does_not(client, with_twin):
    assert 'href="/questions/taxi/easy-read/"' in shown(client, "/questions/taxi/")
    assert "easy-read/" not in shown(client, "/questions/bus/")


def test_publishing_and_taking_down_a_twin_changes_the_question_at_once(client, with_twin, editor):
    told = []

    def hear(kind, keys, **_ignored):
        told.append((kind, tuple(keys)))

    things_changed.connect(hear)
    EasyReadPage.objects.get().unpublish()
    things_changed.disconnect(hear)
    assert ("question", ("taxi",)) in told
    assert client.get("/questions/taxi/easy-read/").status_code == 404
    assert 'href="/questions/taxi/easy-read/"' not in shown(client, "/questions/taxi/")


def test_search_finds_the_question_by_the_easy_title_of_its_twin_and_only_while_there_is_one(client, with_twin):
    write_twin(with_twin, TWIN.replace("A taxi to school", "Zebra wagon"))
    load_content(with_twin)
    assert "/questions/taxi/" in shown(client, "/search/?q=zebra+wagon")
    EasyReadPage.objects.get().unpublish()
    [taxi] = things.describe("question", ["taxi"])
    assert "Zebra wagon" not in taxi.phrases


def test_deleting_a_twin_leaves_its_question_with_no_link_to_it(client, with_twin):
    shown(client, "/questions/taxi/")
    before = versions.current_version()
    EasyReadPage.objects.get().delete()
    versions.forget_version()
    assert versions.current_version() > before
    assert 'href="/questions/taxi/easy-read/"' not in shown(client, "/questions/taxi/")


def test_a_twin_is_not_shown_without_its_question(client, with_twin):
    question = QuestionPage.objects.get(slug="taxi")
    question.live = False
    question.save()
    assert client.get("/questions/taxi/easy-read/").status_code == 404


def test_it_says_that_nobody_tested_it_until_a_person_records_the_day(client, with_twin, editor):
    assert "Not yet tested with people with a learning disability." in shown(client)
    page = EasyReadPage.objects.get()
    assert page.tested_on is None
    page.tested_on = timezone.localdate() - timedelta(days=1)
    page.save_revision(user=editor).publish()
    html = shown(client)
    assert "Not yet tested" not in html
    assert "People with a learning disability tested this page on" in html


def test_a_test_that_has_not_been_cannot_be_recorded(with_twin):
    page = EasyReadPage.objects.get()
    page.tested_on = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="has not come yet"):
        page.full_clean()


def test_loading_twice_changes_nothing(with_twin):
    before = EasyReadPage.objects.get().latest_revision_id
    report = load_content(with_twin)
    assert report.counts["made"] == report.counts["changed"] == 0
    assert EasyReadPage.objects.get().latest_revision_id == before


def test_a_changed_file_changes_its_twin_and_keeps_the_places_of_its_lines(with_twin):
    before = [group.id for group in EasyReadPage.objects.get().body]
    write_twin(with_twin, TWIN.replace("an email", "a letter"))
    assert load_content(with_twin).counts["changed"] == 1
    page = EasyReadPage.objects.get()
    assert "a letter" in str(page.body.get_prep_value())
    assert [group.id for group in page.body] == before


def test_a_twin_that_a_person_edited_is_left_alone_and_named(with_twin, editor):
    page = EasyReadPage.objects.get()
    page.title = "An officer's own words"
    page.save_revision(user=editor).publish()
    write_twin(with_twin, TWIN.replace("an email", "a letter"))
    assert load_content(with_twin).kept == ["An officer's own words"]
    assert EasyReadPage.objects.get().title == "An officer's own words"


def test_its_draft_is_not_seen_until_it_is_published(client, with_twin, editor):
    page = EasyReadPage.objects.get()
    page.title = "canary of a draft"
    revision = page.save_revision(user=editor)
    assert "canary" not in shown(client)
    revision.publish()
    assert "canary" in shown(client)


def test_an_officer_opens_a_twin_and_adds_one_at_the_desk(with_twin, admin, client_as):
    officer = client_as(admin)
    form = officer.get(f"/admin/pages/{EasyReadPage.objects.get().pk}/edit/")
    assert form.status_code == 200
    assert "A person who uses a wheelchair" in form.content.decode()
    bus = QuestionPage.objects.get(slug="bus")
    assert officer.get(f"/admin/pages/add/guidance/easyreadpage/{bus.pk}/").status_code == 200
    bus.add_child(instance=EasyReadPage(title="The bus", slug="whatever"))
    assert EasyReadPage.objects.get(title="The bus").slug == "easy-read"
    assert not EasyReadPage.can_create_at(QuestionPage.objects.get(slug="bus"))


def test_who_changes_an_answer_is_told_to_read_its_twin(with_twin, admin, client_as):
    officer = client_as(admin)
    told = {}
    for slug in ("taxi", "bus"):
        page = QuestionPage.objects.get(slug=slug)
        answer = officer.post(f"/admin/pages/{page.pk}/edit/", desk_form(page), follow=True)
        told[slug] = "This answer has an easy read page" in answer.content.decode()
    assert told == {"taxi": True, "bus": False}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("email: You", "emial: You", "line 7: there is no picture emial"),
        ("email: You can", "You can", "line 7: write a heading"),
        ("## How to ask\n", "", "line 6: write a heading"),
        ("## How to ask", "## " + "How to ask " * 8, "It may have 60"),
        ("## How", "## Nothing\n## How", "nothing stands under the heading 'Nothing'"),
        ("title: A taxi to school", "", "title is missing"),
        ("id: taxi", "id: other", "It must be the file's name"),
        ("[advice]", "[nobody]", "there is no contact nobody"),
        (TWIN[TWIN.index("##") :], "", "it has no lines"),
    ],
)
def test_a_fault_is_named_with_its_place(council_files, taxonomies, old, new, words):
    write_twin(council_files, TWIN.replace(old, new))
    with pytest.raises(ContentFault, match=re.escape(words)):
        load_content(council_files)


def test_a_twin_of_no_question_is_refused(council_files, taxonomies):
    write_twin(council_files, TWIN.replace("id: taxi", "id: plane"), slug="plane")
    with pytest.raises(ContentFault, match="there is no question plane"):
        load_content(council_files)
    assert "there is no question plane" in check_of(council_files, "plane")


def check_of(folder, slug="taxi"):
    [file] = [file for file in check_content(folder).files if file.name == f"easy-read/{slug}.md"]
    return file.faults


def test_checking_finds_what_is_not_easy(council_files):
    long = "You can send an email to the team at the council that plans travel to school."
    assert check_of(council_files.parent / write_twin(council_files).parents[1].name) == ()
    write_twin(council_files, TWIN + f"email: {long}\nemail: One. Two. Three.\nphone: Ring 01632 960001.\nhome: You live in LU1.\n")
    faults = "\n".join(check_of(council_files))
    assert f"a sentence over 12 words: {long}" in faults
    assert "line 10 has 3 sentences" in faults
    assert "the telephone number 01632 960001 is typed" in faults
    write_twin(council_files, TWIN + "email: You can ask.\n" * 24)
    assert "it has 26 lines" in "\n".join(check_of(council_files))
    write_twin(council_files, TWIN + "email: Eligibility necessitates institutional verification.\n" * 3)
    assert "the reading age is" in "\n".join(check_of(council_files))


def test_a_new_council_starts_with_the_twins(with_twin, tmp_path):
    start_council(tmp_path / "new", source=with_twin, name="New Council", area_name="Newshire")
    assert (tmp_path / "new/easy-read/taxi.md").read_text() == TWIN


def test_a_page_asks_the_database_a_few_times_whatever_its_length(client, with_twin, django_assert_max_num_queries):
    write_twin(with_twin, TWIN + "email: You can send an email.\n" * 20)
    load_content(with_twin)
    shown(client)
    with django_assert_max_num_queries(12):
        assert shown(client).count("lo-easy-picture") == 22


def test_the_link_costs_the_question_no_query(client, with_twin, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    shown(client, "/questions/taxi/")
    with CaptureQueriesContext(connection) as queries:
        shown(client, "/questions/taxi/")
    assert [q["sql"] for q in queries if "guidance_easyreadpage" in q["sql"]] == []


def test_each_picture_is_drawn_says_what_it_shows_and_is_small():
    symbols = dict(re.findall(r'<symbol id="([a-z-]+)" viewBox="0 0 96 96">(.*?)</symbol>', SPRITE))
    assert symbols.keys() == PICTURES.keys()
    assert len(symbols) >= 40
    assert [name for name, drawing in symbols.items() if len(drawing) > 2000] == []
    assert len(set(map(str, PICTURES.values()))) == len(PICTURES)
    assert not re.search(r"<(?:image|style|script|text|a)\b|href=|url\(", SPRITE)


def test_there_are_twelve_twins_of_answers_that_exist():
    assert len(TWINS) == 12
    assert {path.stem for path in TWINS} <= {path.stem for path in (DEMO / "questions").glob("*.md")}


@pytest.mark.parametrize("path", TWINS, ids=lambda path: path.stem)
def test_each_twin_is_easy_and_true_anywhere(path):
    file = read_easy_read_file(path)
    assert list(faults_in_easy_read(file)) == []
    assert {line.picture for line in file.lines} <= PICTURES.keys()
    assert len({line.picture for line in file.lines}) >= 8
    assert file.front["contacts"]


def test_the_twins_have_a_reading_age_of_seven_at_most_in_the_middle():
    assert median(read(read_easy_read_file(path).text).age for path in TWINS) <= 7
