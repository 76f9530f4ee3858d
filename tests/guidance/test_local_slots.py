import pytest
from django.core.management import CommandError, call_command
from wagtail.blocks import StructBlockValidationError
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from localoffer.core import things
from localoffer.guidance.actions import load_content
from localoffer.guidance.blocks import NoteBlock
from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.content_folder import read_folder
from localoffer.guidance.local_slots import slots_of_files
from localoffer.guidance.models import QuestionPage
from localoffer.guidance.queries import local_slots

from .conftest import LOCAL_FACT, LOCAL_NOTE, write_local_note, write_question
from .test_demo_content import DEMO
from .test_pages import desk_form

NATIONAL = "The council's website says where."


@pytest.fixture
def load_note(council_files, taxonomies):
    """Load the small council with a local note in its question `taxi`."""

    def load(lines):
        write_question(council_files, "taxi", other="bus")
        write_local_note(council_files, "taxi", lines=lines)
        return load_content(council_files)

    return load


def shown(client) -> str:
    return client.get("/questions/taxi/").content.decode().replace("&#x27;", "'")


def test_a_filled_slot_shows_the_local_fact_with_its_source_and_date(client, load_note):
    load_note(LOCAL_FACT)
    html = shown(client)
    for words in (
        "lo-note--local",
        "Asking in Exampleshire",
        "<strong>Example House</strong>",
        "Source: The council's page on travel, 19 Oct",
    ):
        assert words in html
    assert NATIONAL not in html
    assert "Where requests are sent" not in html


def test_an_empty_slot_shows_the_national_words_and_no_source(client, load_note):
    load_note("source: A page that somebody left here")
    html = shown(client)
    assert NATIONAL in html
    assert 'href="/questions/bus/"' in html
    for words in ("lo-note--local", "Where requests are sent", "Source: A page"):
        assert words not in html


def test_search_reads_what_families_see(load_note):
    load_note("")
    [found] = [d for d in things.describe("question") if d.ref.key == "taxi"]
    assert NATIONAL in found.body
    load_note(LOCAL_FACT)
    [found] = [d for d in things.describe("question") if d.ref.key == "taxi"]
    assert "Example House" in found.body
    assert NATIONAL not in found.body


def test_a_link_in_national_words_to_a_question_not_written_yet_becomes_plain_words(council_files, taxonomies):
    path = write_local_note(council_files, "taxi", lines="")
    path.write_text(path.read_text().replace("[the bus](question:bus)", "[the plane](question:plane)"))
    assert load_content(council_files).missing == {"plane"}
    block = QuestionPage.objects.get(slug="taxi").blocks_of("note")[0]
    assert "the plane" in block.value["national"].source
    assert "href" not in block.value["national"].source


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("slot: Where requests are sent.\n", "", "it is local and has no line slot: Say what"),
        (
            "national: The council's website says where. See [the bus](question:bus).\n",
            "",
            "it is local and has no line national: Say what",
        ),
        ("local: yes\n", "", "only a note with local: yes has slot:"),
        ("local: yes\n", "local: perhaps\n", "local is 'perhaps'. It can be yes or no"),
        ("local: yes\n", "local: yes\nrequired: soon\n", "required is 'soon'. It can be yes or no"),
        ("[the bus](question:bus)", "[the bus](questions:bus)", "the link to questions:bus leads nowhere"),
        ("[the bus](question:bus)", "[the bus](topic:moon)", "the link topic:moon leads nowhere"),
    ],
)
def test_a_slot_that_would_help_nobody_is_refused(council_files, taxonomies, old, new, words):
    path = write_local_note(council_files, "taxi")
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(ContentFault, match=words):
        load_content(council_files)


def test_what_people_of_the_area_say_is_one_more_way_to_ask(council_files, taxonomies):
    path = council_files / "questions/taxi.md"
    path.write_text(path.read_text().replace("related:", "local_asked_as: [no word from EXAT, school taxi]\nrelated:", 1))
    load_content(council_files)
    assert QuestionPage.objects.get(slug="taxi").phrases == ("school taxi", "who pays for the bus", "no word from EXAT")


def test_an_officer_sees_what_to_write_and_fills_the_slot(client, load_note, admin, client_as):
    load_note("")
    page = QuestionPage.objects.get(slug="taxi")
    officer = client_as(admin)
    assert "Where requests are sent." in officer.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    note = {"heading": "Asking here", "is_local": "on", "slot": "Where requests are sent.", "text": rich_text("<p>To us.</p>"),
            "source": "Our own page", "source_date": "2026", "national": rich_text("<p>Ask your council.</p>")}  # fmt: skip
    form = desk_form(page, [("note", note)]) | {"action-publish": "1"}
    answer = officer.post(f"/admin/pages/{page.pk}/edit/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    html = shown(client)
    assert "To us." in html
    assert "Source: Our own page, 2026" in html


def note_value(**values):
    block = NoteBlock()
    texts = {name: RichText(values.pop(name, "")) for name in ("text", "national")}
    return block, block.normalize({"heading": "Asking", **texts, **values})


@pytest.mark.parametrize("values", [{"text": "<p>Us.</p>"}, {"national": "<p>Ask.</p>", "is_local": True}])
def test_a_note_has_words_of_its_own_or_national_ones(values):
    block, value = note_value(**values)
    assert block.clean(value).words


@pytest.mark.parametrize("text", ["", '<p data-block-key="a"></p>', "<p> </p>"])
def test_a_note_with_no_words_cannot_be_published(text):
    block, value = note_value(text=text)
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert set(refused.value.block_errors) == {"text"}


def test_a_draft_may_have_a_note_with_no_words_yet():
    block, value = note_value()
    block.defer_required_validation()
    try:
        assert not block.clean(value).words
    finally:
        block.restore_deferred_validation()


REQUIRED = LOCAL_NOTE.replace("local-ask", "local-number").replace("local: yes", "local: yes\nrequired: yes")


@pytest.fixture
def half_filled(council_files):
    """One slot filled, one empty, one empty and required; one local contact with no way to reach it."""
    write_local_note(council_files, "bus", lines="")
    write_local_note(council_files, "bus", lines="", note=REQUIRED)
    write_local_note(council_files, "taxi")
    path = council_files / "contacts.yaml"
    path.write_text(path.read_text() + "- {key: silent, name: Silent team, place: local}\n")
    return council_files


def test_slots_of_files_say_what_is_left_to_write(half_filled):
    found = slots_of_files(read_folder(half_filled))
    assert [(slot.page, slot.is_required) for slot in found.empty] == [("bus", True), ("bus", False)]
    assert [slot.page for slot in found.filled] == ["taxi"]
    assert found.missing == found.empty[:1]
    assert found.empty[0].slot == "Where requests are sent."
    assert found.unreachable == ("Silent team",)


def test_slots_of_published_pages_are_the_same(half_filled, taxonomies):
    load_content(half_filled)
    assert local_slots() == slots_of_files(read_folder(half_filled))


def test_a_slot_is_empty_again_when_an_officer_takes_the_text_away(load_note):
    load_note(LOCAL_FACT)
    assert local_slots().empty == []
    page = QuestionPage.objects.get(slug="taxi")
    page.blocks_of("note")[0].value["text"] = RichText('<p data-block-key="x"></p>')
    page.save_revision().publish()
    assert [slot.heading for slot in local_slots().empty] == ["Asking in Exampleshire"]


def test_the_command_lists_the_slots_and_fails_while_a_required_one_is_empty(half_filled, capsys):
    with pytest.raises(CommandError, match="Required slots that are empty: 1"):
        call_command("check_local_slots", str(half_filled))
    said = capsys.readouterr().out
    for line in (
        "filled    taxi: Asking",
        "empty     bus: Asking",
        "REQUIRED  bus: Asking",
        "Write: Where requests are sent.",
        "empty     no number, email or web address: Silent team",
    ):
        assert line in said
    assert "Slots filled: 1 of 3. Contacts out of reach: 1." in said


def test_the_command_looks_at_the_published_pages_when_it_is_given_no_folder(load_note, capsys):
    load_note("")
    call_command("check_local_slots")
    assert "empty     taxi: Asking in Exampleshire" in capsys.readouterr().out


def test_the_command_says_what_it_cannot_read(half_filled, tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("check_local_slots", str(tmp_path / "nowhere"))
    (half_filled / "topics.yaml").unlink()
    with pytest.raises(CommandError, match=r"topics\.yaml is not there"):
        call_command("check_local_slots", str(half_filled))


NEEDED = {
    "ask-for-ehc-assessment", "concerns-and-complaints", "find-my-officer", "how-sen-support-is-funded", "mediation-and-appeal",
    "other-formats", "sendiass", "short-breaks", "urgent-help",
}  # fmt: skip


def test_a_council_must_fill_few_slots_those_that_the_law_or_a_family_tonight_needs():
    slots = slots_of_files(read_folder(DEMO)).slots
    assert {slot.page for slot in slots if slot.is_required} == NEEDED
    assert sum(slot.is_required for slot in slots) == len(NEEDED)


def test_the_demo_says_which_required_slot_is_still_empty():
    found = slots_of_files(read_folder(DEMO))
    assert [slot.page for slot in found.missing] == ["how-sen-support-is-funded"]
    assert found.out_of_reach == ()


@pytest.fixture
def silent_footer(council_files, taxonomies):
    """The one contact at the foot of every page cannot be reached."""
    path = council_files / "contacts.yaml"
    path.write_text(path.read_text().replace('phone: "01632 960001", hours: "Mo-Fr 09:00-17:00", ', ""))
    load_content(council_files)
    return council_files


def test_a_contact_of_every_page_that_nobody_can_reach_stops_the_check(silent_footer):
    assert local_slots().out_of_reach == slots_of_files(read_folder(silent_footer)).out_of_reach == ("Example advice",)
    for arguments in ([], [str(silent_footer)]):
        with pytest.raises(CommandError, match="Required contacts out of reach: 1"):
            call_command("check_local_slots", *arguments)


def test_families_read_who_can_help_in_place_of_a_way_that_is_not_there(client, silent_footer):
    html = shown(client)
    assert "We do not have a number, an email or a web address for them yet." in html
    assert "Ring the council's main number" in html


@pytest.mark.parametrize("way", ['phone: "01632 960002"', 'text: "85258"', "email: a@example.org", "web: example.org"])
def test_one_way_is_enough_to_be_reached(silent_footer, way):
    path = silent_footer / "contacts.yaml"
    path.write_text(path.read_text().replace("name: Example advice,", f"name: Example advice, {way},", 1))
    load_content(silent_footer)
    assert local_slots().unreachable == slots_of_files(read_folder(silent_footer)).unreachable == ()
