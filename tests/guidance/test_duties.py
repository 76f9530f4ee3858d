"""Schedule 2 is answered: each duty of the law by words of a published page, and a gap is told."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from localoffer.guidance import duties as duties_module
from localoffer.guidance.actions import load_content
from localoffer.guidance.content_files import read_content_file
from localoffer.guidance.content_folder import read_folder
from localoffer.guidance.duties import AnsweringPage, Duty, answered, duties_of_files, duties_on, faults_in_answers
from localoffer.guidance.models import QuestionPage
from localoffer.guidance.queries import duties
from localoffer.guidance.review_dates import first_checks

HOUSE = Path(__file__).resolve().parents[2]
DEMO = HOUSE / "data/demo/luton"
SOURCE = HOUSE.parent / "shared/reference/schedule2.yaml"
TODAY = date(2026, 11, 24)
CARE = Duty("care", "Care", "What care there is.", "Schedule 2", True)


@pytest.fixture(scope="module")
def demo():
    return read_folder(DEMO)


@pytest.mark.parametrize("each", duties_of_files(read_folder(DEMO), on=TODAY), ids=lambda each: each.duty.id)
def test_each_duty_is_answered_by_a_page_of_the_demo(each):
    assert [answer.phrase for answer in each.answers if not answer.stands] == []
    assert each.is_answered, each.duty.asks


def test_no_page_names_a_duty_that_is_not_there_or_words_that_only_stand_in_a_local_note(demo):
    known = {duty.id for duty in duties_on(TODAY)}
    assert [fault for file in demo.files for fault in faults_in_answers(file, known)] == []


def test_ids_are_unique_and_every_kind_of_duty_is_there():
    ids = [duty.id for duty in duties_on(TODAY)]
    assert len(ids) == len(set(ids)) == 70
    assert sum(duty.is_process for duty in duties_on(TODAY)) == 10


@pytest.mark.skipif(not SOURCE.exists(), reason="the sourced list is not beside the project")
def test_the_shipped_duties_are_those_of_the_sourced_list():
    source = yaml.safe_load(SOURCE.read_text())
    wanted = [part["id"] for item in source["items"] for part in item.get("parts") or [item]]
    assert [duty.id for duty in duties_on(TODAY)] == [*wanted, *(duty["id"] for duty in source["duties"])]
    checked = {row["id"] for row in (*source["items"], *source["duties"]) if row["confidence"] == "confirmed"}
    ours = yaml.safe_load((HOUSE / "data/rules/schedule2.yaml").read_text())[0]
    assert {row["id"] for row in (*ours["items"], *ours["process"]) if row["ref_is_checked"]} == checked


def test_a_day_before_the_law_has_no_duties():
    with pytest.raises(LookupError, match="2014-08-31"):
        duties_on(date(2014, 8, 31))


def test_a_version_holds_from_its_first_day_to_the_day_before_its_end(monkeypatch):
    row = {"id": "care", "heading": "Care", "asks": "What care?", "ref": "1", "ref_is_checked": True}
    versions = [
        {"valid_from": date(2014, 9, 1), "valid_to": date(2029, 9, 1), "items": [row], "process": []},
        {"valid_from": date(2029, 9, 1), "valid_to": None, "items": [row | {"id": "layers"}], "process": []},
    ]
    monkeypatch.setattr(duties_module, "_versions", lambda: versions)
    assert [duty.id for duty in duties_on(date(2029, 8, 31))] == ["care"]
    assert [duty.id for duty in duties_on(date(2029, 9, 1))] == ["layers"]


def page(text, **answers):
    return AnsweringPage("/care/", "Care", text, answers)


def test_a_duty_that_no_page_names_is_a_gap():
    [each] = answered([CARE], [page("Ask for an assessment.")])
    assert not each.is_answered
    assert each.answers == ()


def test_a_duty_whose_words_are_gone_is_a_gap_and_names_the_page():
    [each] = answered([CARE], [page("Ask us.", care="Ask for an assessment.")])
    assert not each.is_answered
    assert [(answer.url, answer.stands) for answer in each.answers] == [("/care/", False)]


def test_one_page_that_still_says_it_is_enough():
    [each] = answered([CARE], [page("Ask us.", care="gone"), page("You can ask for help.", care="ask\n for help")])
    assert each.is_answered


ANSWERED = 'answers: {care-s17: "Then ask in writing."}\n'


@pytest.fixture
def answering(council_files, taxonomies):
    """The small council, whose page `taxi` answers one duty."""
    path = council_files / "questions/taxi.md"
    path.write_text(path.read_text().replace("keeps:", f"{ANSWERED}keeps:", 1))
    load_content(council_files, today=TODAY)
    return council_files


def test_an_answer_is_read_from_the_published_page(answering):
    found = {each.duty.id: each for each in duties(on=TODAY)}
    assert [answer.url for answer in found["care-s17"].answers] == ["/questions/taxi/"]
    assert [each.duty.id for each in found.values() if each.is_answered] == ["care-s17"]


def test_an_answer_is_gone_when_an_officer_takes_the_words_away(answering, editor):
    taxi = QuestionPage.objects.get(slug="taxi")
    taxi.blocks_of("steps")[0].value["steps"].pop()
    taxi.save_revision(user=editor).publish()
    [each] = [each for each in duties(on=TODAY) if each.duty.id == "care-s17"]
    assert not each.is_answered
    assert each.answers


def test_a_page_that_is_taken_down_answers_nothing(answering):
    QuestionPage.objects.get(slug="taxi").unpublish()
    assert not any(each.answers for each in duties(on=TODAY))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("care-s17", "care-s18", "there is no duty care-s18"),
        ("Then ask in writing", "Then ring", "this does not stand in the text outside local notes"),
    ],
)
def test_checking_names_a_wrong_id_and_words_that_are_not_there(answering, capsys, old, new, fault):
    path = answering / "questions/taxi.md"
    path.write_text(
        path.read_text().replace(f"{old}", new, 1) if old == "care-s17" else path.read_text().replace(ANSWERED, ANSWERED.replace(old, new))
    )
    with pytest.raises(CommandError):
        call_command("check_content", str(answering), "taxi")
    assert fault in capsys.readouterr().out


def test_words_of_a_local_note_answer_no_duty(answering):
    path = answering / "questions/taxi.md"
    note = '::: note local-x "Here"\nlocal: yes\nslot: Where.\nnational: Ask the council.\n\nSend it to us.\n:::\n\n'
    path.write_text(path.read_text().replace("Then ask in writing.", "Send it to us.", 1).replace("::: law", f"{note}::: law", 1))
    assert list(faults_in_answers(read_content_file(path), {"care-s17"}))


def test_the_command_lists_each_duty_and_fails_on_a_gap(answering, capsys):
    for arguments in ([], [str(answering)]):
        with pytest.raises(CommandError, match="Duties that no page answers: edu-in-area-early-years,"):
            call_command("check_schedule2", *arguments)
        said = capsys.readouterr().out
        assert "answered  care-s17 (Schedule 2, paragraph 13, number not checked)" in said
        assert "/questions/taxi/: “Then ask in writing.”" in said
        assert "GAP       edu-teaching (Schedule 2, paragraph 5(a)): How they teach" in said
        assert "Duties answered: 1 of 70." in said


def test_the_command_says_what_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("check_schedule2", str(tmp_path / "nowhere"))


def test_first_checks_are_spread_by_risk_and_use(demo):
    days = first_checks(demo.files, today=TODAY)
    months = {file.id: file.front.get("review_every_months") or 12 for file in demo.files}
    assert set(days) == set(months)
    assert all(day > TODAY and (day - TODAY).days <= 31 * months[page] for page, day in days.items())
    assert all(day.weekday() <= 4 for day in days.values())
    busiest = max(sum(day == other for other in days.values()) for day in days.values())
    assert busiest <= 8
    assert days["sendiass"] < days["yp-friends-and-clubs"]


def test_loading_sets_the_day_of_the_first_check_once_and_no_day_of_a_check(answering):
    first = {page.slug: page.first_check_due_on for page in QuestionPage.objects.all()}
    assert all(first.values())
    path = answering / "questions/taxi.md"
    path.write_text(path.read_text().replace("You can ask for help", "You may ask for help"))
    load_content(answering, today=date(2028, 1, 3))
    assert {page.slug: page.first_check_due_on for page in QuestionPage.objects.all()} == first
    assert not QuestionPage.objects.filter(checked_on__isnull=False).exists()


def test_a_page_says_when_its_first_check_is_due(client, answering):
    html = client.get("/questions/taxi/").content.decode()
    assert "Not yet checked by the Travel Team." in html
    due = QuestionPage.objects.get(slug="taxi").first_check_due_on
    assert f"The first check is due by {due.day} {due:%B %Y}." in html
