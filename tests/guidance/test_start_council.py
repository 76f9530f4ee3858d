import pytest
import yaml
from django.core.management import CommandError, call_command

from localoffer.core.models import CouncilSettings, HelpContact
from localoffer.guidance.actions import load_content
from localoffer.guidance.addresses import check_addresses, read_addresses
from localoffer.guidance.area_words import AreaWords
from localoffer.guidance.content_files import ContentFault, read_content_file, read_yaml
from localoffer.guidance.content_folder import read_folder
from localoffer.guidance.errors import FolderNotEmpty
from localoffer.guidance.local_slots import slots_of_files
from localoffer.guidance.models import QuestionPage
from localoffer.guidance.new_council import TEMPLATE, start_council

from .conftest import LOCAL_NOTE, write_local_note
from .test_demo_content import DEMO

NEW = {"name": "Sample Council", "area_name": "Sampleshire"}


@pytest.fixture
def source(council_files):
    """The small council with a filled local note, a required one, words of its own people and a fact kept in each kind of text."""
    write_local_note(council_files, "bus", note=LOCAL_NOTE.replace("local: yes", "local: yes\nrequired: yes"))
    path = write_local_note(council_files, "taxi")
    text = path.read_text().replace('keeps: ["ask in writing"]', 'keeps: ["ask in writing", "Send it to **Example House**"]')
    path.write_text(
        text.replace("related:", "local_asked_as:\n  - no word from EXAT\nrelated:").replace("checked_on:", "checked_on: 2026-11-01", 1)
    )
    return council_files


@pytest.fixture
def started(source, tmp_path):
    folder = tmp_path / "new" / "council"
    start_council(folder, source=source, **NEW)
    return folder


def test_national_text_stays_as_it_was_written(source, started):
    for path in ("topics.yaml", "audiences.yaml", "pages/about.md"):
        assert (started / path).read_text() == (source / path).read_text()
    old, new = (read_content_file(folder / "questions/taxi.md") for folder in (source, started))
    assert national(new) == national(old)
    assert new.front["asked_as"] == old.front["asked_as"]


def national(file):
    return [(block.key, block.heading, block.text, block.fields) for block in file.blocks if not block.is_local]


def test_local_notes_are_emptied_and_keep_what_a_council_needs(started):
    text = (started / "questions/bus.md").read_text()
    assert '::: note local-ask "Asking in Sampleshire"\nlocal: yes\nrequired: yes\nslot: Where requests are sent.\nnational: The' in text
    for word in ("Example House", "source: The council's page", "source_date", "Exampleshire"):
        assert word not in text
    found = slots_of_files(read_folder(started))
    assert (len(found.slots), found.filled, len(found.missing)) == (2, [], 1)


def test_what_only_the_other_council_can_say_is_taken_out(started):
    front = read_content_file(started / "questions/taxi.md").front
    assert "local_asked_as" not in front
    assert front["checked_on"] is None
    assert front["keeps"] == ["ask in writing"]


def test_local_contacts_keep_their_role_and_national_ones_their_number(started):
    advice, emergency = read_yaml(started / "contacts.yaml")
    assert advice == {
        "key": "advice", "name": "Advice service", "role": "Advice service", "what": "Talks with you.", "phone": None, "hours": None,
        "place": "local",
    }  # fmt: skip
    assert emergency["phone"] == "999"


def test_settings_have_blanks_and_keep_the_places_of_contacts(started):
    settings = read_yaml(started / "council.yaml")
    assert (settings["name"], settings["area_name"]) == ("Sample Council", "Sampleshire")
    assert settings["footer_contacts"] == ["advice"]
    assert settings["main_site"] is None
    assert settings["outward_codes"] == settings["area_words"] == []


def test_a_new_council_reads_the_national_words_on_its_first_day(client, started, db):
    call_command("load_taxonomies", topics=str(started / "topics.yaml"), verbosity=0)
    load_content(started)
    html = client.get("/questions/taxi/").content.decode().replace("&#x27;", "'")
    for words in ("Asking in Sampleshire", "The council's website says where.", "Advice service", "You can ask for help with travel."):
        assert words in html
    for words in ("Exampleshire", "Example House", "01632", "lo-note--local"):
        assert words not in html
    assert CouncilSettings.load().name == "Sample Council"
    assert HelpContact.objects.get(key="advice").what == "Talks with you."
    assert not QuestionPage.objects.exclude(checked_on=None).exists()


def test_a_folder_with_something_in_it_is_refused(source, tmp_path):
    (tmp_path / "mine").mkdir()
    start_council(tmp_path / "mine", source=source, **NEW)
    with pytest.raises(FolderNotEmpty, match="Nothing was written"):
        start_council(tmp_path / "mine", source=source, **NEW)
    with pytest.raises(FolderNotEmpty):
        start_council(source / "council.yaml", source=source, **NEW)


def test_a_local_contact_with_no_role_stops_it_before_anything_is_written(source, tmp_path):
    path = source / "contacts.yaml"
    path.write_text(path.read_text().replace("role: Advice service, ", ""))
    with pytest.raises(ContentFault, match="advice: a local contact needs a role"):
        start_council(tmp_path / "new", source=source, **NEW)
    assert not (tmp_path / "new").exists()


def test_the_command_says_what_to_do_next(source, tmp_path, capsys):
    folder = tmp_path / "new"
    call_command("start_council", str(folder), "--from", str(source), "--dry-run")
    assert "7 files would be written" in capsys.readouterr().out
    assert not folder.exists()
    call_command("start_council", str(folder), "--from", str(source))
    assert "check_local_slots" in capsys.readouterr().out
    assert read_yaml(folder / "council.yaml")["area_name"] == "your area"
    with pytest.raises(CommandError, match="is not empty"):
        call_command("start_council", str(folder), "--from", str(source))


def test_the_template_has_every_key_of_the_demo_council():
    keys = [line.split(":")[0] for line in TEMPLATE.read_text().splitlines() if line and not line.startswith(("#", " "))]
    assert set(keys) == set(yaml.safe_load((DEMO / "council.yaml").read_text()))


def test_no_word_of_the_demo_area_is_left_in_a_new_council(tmp_path):
    area = AreaWords.of(read_yaml(DEMO / "council.yaml"))
    folder = tmp_path / "new"
    for name in start_council(folder, source=DEMO, **NEW):
        lines = [line for line in (folder / name).read_text().splitlines() if not line.startswith("  source: ")]
        assert area.found_in("\n".join(lines)) == [], name


def test_a_new_council_starts_with_the_addresses_of_national_text_only(tmp_path):
    started = tmp_path / "new"
    start_council(started, source=DEMO, **NEW)
    listed = {each.address for each in read_addresses(started)}
    assert "https://www.legislation.gov.uk/ukpga/2014/6/section/30" in listed
    assert [address for address in listed if "luton" in address] == []
    report = check_addresses(started, read_folder(started))
    assert (report.unlisted, report.unused) == ((), ())
    assert {each.address: each.confirmed_on for each in report.listed}.items() <= {
        each.address: each.confirmed_on for each in read_addresses(DEMO)
    }.items()
