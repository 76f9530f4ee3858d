"""Diagrams: real words in reading order, easy to read, with the days that the law sets."""

import re
from pathlib import Path

import pytest
import yaml

from localoffer.guidance import diagrams
from localoffer.guidance.actions import load_content
from localoffer.guidance.content_files import ContentFault, read_content_file
from localoffer.guidance.diagrams import diagram
from localoffer.guidance.plain_words import HIGHEST_AGE, read

HOUSE = Path(__file__).resolve().parents[2]
TIMELINE = HOUSE.parent / "shared/reference/ehc_timeline.yaml"
QUESTIONS = HOUSE / "data/demo/luton/questions"


@pytest.fixture(params=sorted(diagrams.NAMES))
def drawn(request):
    return diagram(request.param)


def test_every_file_is_a_diagram_that_a_page_can_choose():
    assert {path.stem for path in (diagrams.FOLDER / "en").glob("*.yaml")} == set(diagrams.NAMES)


def test_its_words_are_easy_and_each_short_form_is_explained(drawn):
    reading = read("\n".join(drawn.lines))
    assert reading.age <= HIGHEST_AGE
    assert (reading.long_sentences, reading.unexplained, reading.forbidden) == ((), (), ())


def test_every_diagram_stands_on_a_page_of_the_demo():
    chosen = {block.key for path in QUESTIONS.glob("*.md") for block in read_content_file(path).blocks if block.kind == "diagram"}
    assert chosen == set(diagrams.NAMES)


DAYS = {"decide-assess": 42, "decide-no-plan": 112, "final-plan": 140}


def parts_by_step() -> dict[str, dict]:
    return {part["step"]: part for part in diagram("twenty-weeks").words["parts"]}


def test_the_limits_are_those_of_the_law():
    parts = parts_by_step()
    assert {step: parts[step]["to_day"] for step in DAYS} == DAYS  # SEND Regulations 2014, regulations 5, 10 and 13
    assert [part["when"] for part in parts.values() if part.get("kind") == "limit"] == ["By week 6", "By week 16", "By week 20"]
    assert (parts["advice"]["to_day"] - parts["advice"]["from_day"]) == 6 * 7
    assert (parts["draft-window"]["to_day"] - parts["draft-window"]["from_day"]) == 15


@pytest.mark.skipif(not TIMELINE.exists(), reason="the sourced timeline is not beside the project")
def test_each_step_is_one_of_the_sourced_timeline():
    rules = {rule["id"]: rule for rule in yaml.safe_load(TIMELINE.read_text())["steps"]}
    for step, part in parts_by_step().items():
        rule, length = rules[step], part["to_day"] - part["from_day"]
        expected = {"R1": 7 * rule.get("n", 0), "R2": rule.get("n", 0)}.get(rule.get("rule"), 0)
        assert length == expected, step


def put_diagram(folder, name, *, words=""):
    path = folder / "questions/taxi.md"
    block = f'::: diagram {name} "How it goes round"\n{words}:::\n\n'
    path.write_text(path.read_text().replace("::: table", f"{block}::: table", 1))


@pytest.mark.parametrize("name", sorted(diagrams.NAMES))
def test_a_page_shows_the_diagram_with_all_its_words_in_order(client, council_files, taxonomies, name):
    put_diagram(council_files, name)
    load_content(council_files)
    html = client.get("/questions/taxi/").content.decode()
    drawing = re.search(r'<section class="lo-diagram.*?</section>', html, re.S)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", drawing).replace("&#x27;", "'").split())
    lines = [line for line in diagram(name).lines if line != diagram(name).words.get("ask_label")]
    places = [words.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)
    assert "How it goes round" in words
    assert not re.search(r"style=|<script", drawing)


def test_its_words_can_be_searched_for(council_files, taxonomies):
    from localoffer.core import things

    put_diagram(council_files, "who-is-who")
    load_content(council_files)
    [found] = [each for each in things.describe("question") if each.ref.key == "taxi"]
    assert "Educational psychologist" in found.body


@pytest.mark.parametrize(
    ("name", "words", "fault"),
    [
        ("moon", "", "there is no diagram called moon. It can be graduated-response"),
        ("who-is-who", "Words.\n", "a diagram has no words here"),
    ],
)
def test_a_diagram_that_is_not_there_or_has_words_is_refused(council_files, taxonomies, name, words, fault):
    put_diagram(council_files, name, words=words)
    with pytest.raises(ContentFault, match=fault):
        load_content(council_files)


def test_a_translation_takes_the_place_of_the_english_words(tmp_path, monkeypatch):
    for language in ("en", "ro"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "who-is-who.yaml").write_text(f"shape: people\nlead: words in {language}\n")
    monkeypatch.setattr(diagrams, "FOLDER", tmp_path)
    diagrams._read.cache_clear()
    try:
        found = {language: diagram("who-is-who", language=language) for language in ("ro", "en-gb", "ur")}
    finally:
        diagrams._read.cache_clear()
    assert {language: (each.language, each.lines) for language, each in found.items()} == {
        "ro": ("ro", ["words in ro"]), "en-gb": ("en", ["words in en"]), "ur": ("en", ["words in en"]),
    }  # fmt: skip
