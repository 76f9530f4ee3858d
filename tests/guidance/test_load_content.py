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
    assert HelpContact.objects.get(urgent_order__isnull=False).key == "emergency"


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
        ("audiences: [parent-carer]", "audiences: [aunt]", "line 5: audiences holds 'aunt'"),
        ("audiences: [parent-carer]", "audiences: parent-carer", "audiences must be a list"),
        ("owner: Travel Team", "owner:", "owner is missing"),
        ("owner: Travel Team", "ownr: Travel Team", "there is no key called ownr"),
        ("review_every_months: 6", "review_every_months: often", "must be a whole number"),
        ("review_every_months: 6", "review_every_months: 60", "can be 3 to 24"),
        ("review_every_months: 6", "min_age_months: 60\nmax_age_months: 24", "max_age_months is lower"),
        ('title: "Can we get a taxi?"', "title: 2026", "title must be words"),
        ('title: "Can we get a taxi?"', f'title: "{"x" * 91}"', "It may have 90"),
        ("contacts: [advice]", "contacts: [advice, advice]", "names 'advice' twice"),
        ("contacts: [advice]", "service_kinds: [zoo]\ncontacts: [advice]", "service_kinds names zoo"),
        ("in_force_from: 2007-04-01", "in_force_from: soon", "not a date"),
        ('source: "Education', 'x: "Education', "names no source"),
        ("checked_on: 2026-11-23\n\n", "status: perhaps\n\n", "in-force or proposed"),
        ("(topic:travel)", "(topics:travel)", "the link to topics:travel leads nowhere"),
        ("See [the", "## Big\nSee [the", "begins with ###"),
        ("2. Then ask in writing.", "2. Then ask in writing.\n\nLost words.", "a numbered list and nothing else"),
        ("| under 8 | **2** |", "| under 8 | **2** | lost |", "row 1 has 3 cells"),
        ("| under 8 | **2** |", "| under 8 | **2** |\n\nLost words.", "one table and nothing else"),
        ("See [the other question](question:bus) and [travel](topic:travel).", "", "it is empty"),
        ("::: steps what-to-do-now", "::: steps first", "the first block must be"),
        ("::: table grounds", "::: table  more", "more stands twice"),
        ('::: text more "More about it"', "::: text more", 'a block opens with ::: kind key "Heading"'),
        ("1. Tell the school.\n2. Then ask in writing.", "Tell the school.", "not a numbered list"),
        ("audiences: [parent-carer]", "audiences: [parent-carer", "line 6: this cannot be read. Look for a missing"),
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


def test_law_stands_last(council_files, taxonomies):
    path = council_files / "questions/taxi.md"
    path.write_text(path.read_text() + '\n::: text after "After the law"\nWords.\n:::\n')
    with pytest.raises(ContentFault, match="law blocks stand last"):
        load_content(council_files)


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("council", "name: Example Council", "", "council.yaml: name is missing"),
        ("council", "footer_contacts: [advice]", "footer_contacts: [nobody]", "there is no contact nobody"),
        ("council", "main_site: https://www.example.org", "main_site: our site", "council.yaml: main_site: .*valid URL"),
        ("council", "name: Example", "name: [Example", "council.yaml, line 3: this cannot be read"),
        ("contacts", "name: Example advice", "nam: Example advice", "entry 1 .advice.: there is no key called nam"),
        ("contacts", 'phone: "999"', "phone: 999", "phone must be words"),
        ("contacts", 'phone: "01632 960001"', 'phone: "ring us"', "contacts.yaml, advice: phone: Write digits"),
        ("contacts", "Mo-Fr 09:00-17:00", "weekdays", "contacts.yaml, advice: hours"),
        ("contacts", "key: emergency", "key: advice", "advice stands twice"),
        ("topics", "summary: Getting there.", "", "entry 1 .travel.: summary is missing"),
        ("topics", "title: Travel to school", "titel: Travel to school", "travel/school-travel: there is no key called titel"),
        ("topics", "slug: school-travel", "slug: space-travel", "no topic travel/space-travel"),
        ("audiences", "audience: parent-carer", "audience: aunt", "audience is 'aunt'. It can be parent-carer"),
        ("audiences", "- {", "{", "must be a list of entries"),
    ],
)
def test_a_broken_list_is_named_and_nothing_is_loaded(council_files, taxonomies, name, old, new, words):
    path = council_files / f"{name}.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(ContentFault, match=words):
        load_content(council_files)
    assert not QuestionPage.objects.exists()
    assert CouncilSettings.load().name == "Your council"


def test_a_file_that_is_not_there_is_named(council_files, taxonomies):
    (council_files / "contacts.yaml").unlink()
    with pytest.raises(ContentFault, match=r"contacts\.yaml is not there"):
        load_content(council_files)


def test_all_broken_files_are_told_at_once(council_files, taxonomies):
    for name in ("taxi", "bus"):
        path = council_files / f"questions/{name}.md"
        path.write_text(path.read_text().replace("owner: Travel Team", ""))
    with pytest.raises(ContentFault, match=r"(?s)bus.md.*taxi.md"):
        load_content(council_files)


def test_a_page_that_a_person_took_down_stays_down(council, reviewer):
    QuestionPage.objects.get(slug="taxi").unpublish(user=reviewer)
    write_question(council, "taxi", other="bus", short="Words of the file.")
    assert load_content(council).kept == ["Can we get a taxi?"]
    assert not QuestionPage.objects.get(slug="taxi").live


def test_words_of_a_person_who_has_left_are_kept(council, make_user):
    leaver = make_user("leaver@example.org", "reviewer")
    page = QuestionPage.objects.get(slug="taxi")
    page.short_answer = "Words of somebody who has left."
    page.save_revision(user=leaver, log_action=True).publish(user=leaver)
    leaver.delete()
    write_question(council, "taxi", other="bus", short="Words of the file.")
    load_content(council)
    assert QuestionPage.objects.get(slug="taxi").short_answer == "Words of somebody who has left."


def test_a_draft_that_waits_is_not_lost(council):
    page = QuestionPage.objects.get(slug="taxi")
    page.short_answer = "A draft."
    page.save_revision()
    write_question(council, "taxi", other="bus", short="Words of the file.")
    load_content(council)
    assert QuestionPage.objects.get(slug="taxi").get_latest_revision_as_object().short_answer == "A draft."


def test_a_question_written_later_is_tied_and_linked(council_files, taxonomies):
    write_question(council_files, "taxi", other="plane", related="[plane, bus]")
    assert load_content(council_files).missing == {"plane"}
    write_question(council_files, "plane", other="taxi")
    load_content(council_files)
    page = QuestionPage.objects.get(slug="taxi").get_latest_revision_as_object()
    assert [related.question.slug for related in page.related.all()] == ["plane", "bus"]
    assert 'href="/questions/plane/"' in str(page.body[1].value["text"])


def test_a_contact_follows_its_file_until_a_person_changes_it(council, admin, client_as):
    path = council / "contacts.yaml"
    path.write_text(path.read_text().replace("Talks with you.", "Listens to you."))
    assert load_content(council).counts["changed"] == 1
    contact = HelpContact.objects.get(key="advice")
    assert contact.what == "Listens to you."
    form = {"key": "advice", "name": "Example advice", "what": "Officer's words.", "phone": "01632 960001", "is_local": "on"}
    assert client_as(admin).post(f"/admin/helpcontact/edit/{contact.pk}/", form).status_code == 302
    path.write_text(path.read_text().replace("Listens to you.", "File's words."))
    assert load_content(council).kept == ["Example advice"]
    assert HelpContact.objects.get(key="advice").what == "Officer's words."


def test_a_confirmed_contact_is_left_alone(council):
    HelpContact.objects.filter(key="advice").update(confirmed_on="2026-11-20")
    path = council / "contacts.yaml"
    path.write_text(path.read_text().replace("01632 960001", "01632 960009"))
    load_content(council)
    assert HelpContact.objects.get(key="advice").phone == "01632 960001"


def test_settings_that_a_person_changed_are_left_alone(council, admin, client_as):
    officer = client_as(admin)
    row = CouncilSettings.load()
    fields = {f.name: getattr(row, f.name) for f in row._meta.fields} | {"alert": "Closed for snow."}
    assert officer.post(f"/admin/settings/core/councilsettings/{row.pk}/", fields).status_code == 302
    path = council / "council.yaml"
    path.write_text(path.read_text().replace("area_name: Exampleshire", "area_name: Elsewhere"))
    assert load_content(council).kept == ["the council's settings"]
    assert CouncilSettings.load().area_name == "Exampleshire"


def test_an_address_that_another_kind_of_page_has_is_refused_in_words(council):
    text = (council / "pages/about.md").read_text().replace("id: about", "id: parents")
    (council / "pages/parents.md").write_text(text)
    with pytest.raises(ContentFault, match="/parents/ already"):
        load_content(council)


def test_the_command_says_what_it_did(council_files, taxonomies, capsys):
    write_question(council_files, "taxi", other="plane", related="[plane]")
    call_command("load_content", str(council_files), "--dry-run")
    said = capsys.readouterr().out
    assert "made" in said
    assert "not written yet: plane" in said
    assert "nothing was changed" in said
