"""The checks need no database: none of these tests asks for one."""

import pytest
from django.core.management import CommandError, call_command

from localoffer.guidance.area_words import AreaWords
from localoffer.guidance.content_checks import check_content
from localoffer.guidance.content_files import ContentFault

from .conftest import write_local_note, write_question

PHRASES = [f"how do we get there number {number}" for number in range(20)]
LONG = " ".join(["word"] * 21)


@pytest.fixture
def sound(council_files):
    """The small council with no fault: three questions, each asked in twenty ways, a local note, the facts to keep, an area."""
    for slug, other in (("taxi", "bus"), ("bus", "taxi"), ("train", "bus")):
        write_question(council_files, slug, other=other, related=f"[{', '.join({'taxi', 'bus', 'train'} - {slug})}]")
        change(council_files, slug, '["school taxi", "who pays for the bus"]', str(PHRASES))
    write_local_note(council_files, "taxi")
    (council_files / "must_keep.yaml").write_text("taxi: 1\n")
    for name, old, new in (
        ("council", "outward_codes:", "area_words: [Exampleshire, EXAT]\noutward_codes:"),
        ("contacts", "name: Example advice", "name: Exampleshire advice"),
    ):
        path = council_files / f"{name}.yaml"
        path.write_text(path.read_text().replace(old, new, 1))
    return council_files


def change(folder, slug, old, new):
    path = folder / f"questions/{slug}.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def test_sound_files_have_no_fault_and_are_measured(sound):
    report = check_content(sound)
    assert report.faults == []
    assert [file.name for file in report.files][:4] == ["pages/about.md", "questions/bus.md", "questions/taxi.md", "questions/train.md"]
    taxi = report.files[2]
    assert (taxi.phrasings, taxi.age < 9.5) == (20, True)
    assert taxi.words > 30
    assert 0 < report.median_age < 9.5


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Tell the school.", LONG + ".", f"a sentence over 20 words: {LONG}."),
        ("national: The council's", f"national: {LONG}. The council's", f"a sentence over 20 words: {LONG}."),
        ("Send it to", f"{LONG}. Send it to", f"a sentence over 20 words: {LONG}."),
        ("under 8 |", f"{LONG} |", f"a sentence over 20 words: {LONG}"),
        ("Tell the school.", "Ask the LSCB.", "LSCB is not explained. Write what it is short for, and LSCB in brackets."),
        ("Tell the school.", "Please note the school.", "write 'leave it out' instead of 'Please note'"),
        ("Tell the school.", "Ring 01632 960001.", "the telephone number 01632 960001 is typed in the page. Name a contact instead."),
        ('keeps: ["ask in writing"]', 'keeps: ["ask aloud"]', "keeps: this does not stand in the body: ask aloud"),
        ('keeps: ["ask in writing"]', "keeps: []", "keeps has 0 phrases. There are 1 facts to keep."),
        ("(question:bus) and", "(question:plane) and", "there is no question plane"),
        ("(topic:travel).\n:::\n\n::: table", "(topic:moon).\n:::\n\n::: table", "the link topic:moon leads nowhere"),
        ("contacts: [advice]", "contacts: [nobody]", "there is no contact nobody"),
        ("topics: [travel/school-travel]", "topics: [travel, moon]", "there is no topic moon"),
        ("contacts: [advice]", "needs: [XYZ]\ncontacts: [advice]", "needs names XYZ, which the taxonomy does not hold."),
        (f", '{PHRASES[7]}'", "", "asked_as has 19 phrases. Write at least 20."),
        ("You can ask", "Exampleshire helps. You can ask", "short_answer: Exampleshire belongs to this area. Write it in a local note, or say it for"),
        (PHRASES[7], "exat does not answer", "asked_as: EXAT belongs to this area."),
        ("Tell the school.", "Tell Exat.", "the block what-to-do-now: EXAT belongs to this area."),
        ("note local-ask", "note exat-ask", "the block exat-ask: EXAT belongs to this area."),
        ("slot: Where", "slot: Exampleshire's: where", "the block local-ask: Exampleshire belongs to this area."),
        ('"Asking in Exampleshire"', '"Asking EXAT"', "the block local-ask: EXAT belongs to this area."),
        ("contacts: [advice]", "fixed_words: [Words of the law.]\ncontacts: [advice]", "fixed_words: this does not stand in the body: Words of"),
    ],
)  # fmt: skip
def test_a_fault_is_named(sound, old, new, fault):
    change(sound, "taxi", old, new)
    faults = [f.removeprefix("questions/taxi.md: ") for f in check_content(sound).faults]
    assert any(found.startswith(fault) for found in faults), faults
    assert len(faults) == 1


def test_words_that_are_hard_on_the_whole_are_a_fault(sound):
    change(sound, "bus", "Tell the school.", "Multidisciplinary consideration necessitates individual responsibility. " * 9)
    [fault] = check_content(sound).faults
    assert "the reading age is" in fault


def test_words_that_the_law_sets_are_not_measured(sound):
    change(sound, "bus", "Tell the school.", f"{LONG}.\n2. Tell the school.")
    change(sound, "bus", "contacts: [advice]", f"fixed_words: [{LONG}.]\ncontacts: [advice]")
    assert check_content(sound).faults == []


def test_a_local_note_may_name_the_area_and_say_what_only_its_people_say(sound):
    change(sound, "taxi", "related:", "local_asked_as: [no word from EXAT]\nrelated:")
    change(sound, "taxi", "Send it to", "In Exampleshire, Exat reads it. Send it to")
    assert check_content(sound).faults == []
    assert check_content(sound, only=["taxi"]).files[0].phrasings == 21


def test_only_what_is_asked_for_is_checked(sound):
    change(sound, "bus", "Tell the school.", LONG)
    assert check_content(sound, only=["taxi"]).faults == []
    assert [file.name for file in check_content(sound, only=["bus", "about"]).files] == ["pages/about.md", "questions/bus.md"]


def test_a_file_that_cannot_be_read_is_one_fault_among_others(sound):
    change(sound, "bus", "owner: Travel Team", "")
    change(sound, "train", "Tell the school.", f"{LONG}.")
    faults = check_content(sound).faults
    assert len(faults) == 2
    assert "owner is missing" in faults[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("contacts", ", role: Advice service", "", "contacts.yaml: advice is local and has no role"),
        ("contacts", "role: Advice service", "role: Advice from EXAT", "contacts.yaml: advice, role: EXAT belongs"),
        ("contacts", "Comes at once", "Comes to Exampleshire", "contacts.yaml: emergency, what: Exampleshire belongs"),
        ("topics", "summary: Taxi", "summary: Exampleshire taxi", "topics.yaml: travel: Exampleshire belongs"),
        ("audiences", "introduction: For you", "introduction: For Exampleshire", "audiences.yaml: parents: Exampleshire belongs"),
    ],
)
def test_a_fault_in_a_list_is_named(sound, name, old, new, fault):
    path = sound / f"{name}.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    [found] = check_content(sound).faults
    assert found.startswith(fault)


def test_a_list_that_cannot_be_read_is_told(sound):
    (sound / "topics.yaml").unlink()
    with pytest.raises(ContentFault, match=r"topics\.yaml is not there"):
        check_content(sound)


def test_area_words_are_whole_words_in_any_capitals():
    area = AreaWords(("Ware", "LU1"), "Ware")
    assert area.found_in("Be aware of software, LU12 and wares.") == []
    assert area.found_in("WARE's team at lu1 2AB") == ["Ware", "LU1"]


def test_the_command_prints_a_line_a_file_and_fails_on_faults(sound, capsys):
    call_command("check_content", str(sound))
    said = capsys.readouterr().out
    assert "questions/taxi.md: age" in said
    assert "20 ways to ask  OK" in said
    assert "The median reading age is" in said
    change(sound, "bus", "Tell the school.", LONG)
    with pytest.raises(CommandError, match="1 fault"):
        call_command("check_content", str(sound), "bus")
    assert "   - a sentence over 20 words" in capsys.readouterr().out


def test_the_command_names_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("check_content", str(tmp_path / "nowhere"))
