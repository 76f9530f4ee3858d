"""Two sentences to send: what was told stands in its place, and nothing has to be told."""

from datetime import date

import pytest

from localoffer.journeys.registry import TOOLS

TOOL, D = TOOLS["assessment-request"], date
TODAY = D(2026, 11, 24)


def answer(working, **told):
    return TOOL.work_out(told, today=TODAY, working=working)


def letter(found) -> str:
    return TOOL.words.letter(found.letter.key, found.letter.facts)


@pytest.mark.parametrize("key", TOOL.words.letters)
def test_each_email_has_two_sentences_and_the_words_of_the_law(key):
    text = TOOL.words.letter(key, {})
    assert text.count(".") == 2
    assert "has or may have special educational needs" in text or "have or may have special educational needs" in text
    assert "may need an EHC plan" in text


def test_nothing_has_to_be_told(working):
    assert "my child, (name), born on (date), who goes to (school)" in letter(answer(working))


def test_what_was_told_stands_in_its_place(working):
    told = {"child": "Example", "born": D(2018, 3, 27), "place": "Example School", "hard": "she cannot follow what is said."}
    assert letter(answer(working, who="parent", **told)) == (
        "Please carry out an EHC needs assessment for my child, Example, born on 27 March 2018, who goes to Example School. I think Example "
        "has or may have special educational needs, and may need an EHC plan, because she cannot follow what is said."
    )


def test_braces_that_somebody_types_are_words(working):
    assert "because {child} {0}" in letter(answer(working, hard="{child} {0}"))


@pytest.mark.parametrize("who", ["parent", "self", "school"])
def test_an_answer_is_due_six_weeks_after_the_council_gets_it(working, who):
    assert answer(working, who=who).line("decide-assess").on == D(2027, 1, 5)


def test_of_somebody_elses_word_no_day_is_told(working):
    found = answer(working, who="other")
    assert (found.lines, [note.key for note in found.notes]) == ((), ["bring-to-notice", "may-add"])
    assert letter(found).startswith("I bring to your notice")


@pytest.mark.django_db
def test_the_page_shows_the_email_before_it_asks_anything(client):
    page = client.get("/tools/assessment-request/").content.decode()
    assert page.index("Please carry out an EHC needs assessment for my child, (name)") < page.index("<form method=")


@pytest.mark.django_db
def test_the_answer_opens_in_the_readers_own_mail_and_text_stays_text(ask):
    page = ask("assessment-request", child="<b>Sam & Jo</b>", hard='a "quoted" word').content.decode()
    main = page.split("<main")[1].split("</main>")[0]
    assert "<b>" not in main
    assert 'href="mailto:?subject=Request%20for%20an%20EHC%20needs%20assessment&amp;body=Please%20carry%20out' in main
    assert "%3Cb%3ESam%20%26%20Jo%3C/b%3E" in main
