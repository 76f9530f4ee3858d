"""The demo council's own files: every fact is kept, nothing unconfirmed is shown, every page has somebody to ring."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from localoffer.core.opening_hours import OpeningHours
from localoffer.guidance.area_words import AreaWords
from localoffer.guidance.content_checks import ContentReport, check_content
from localoffer.guidance.content_files import read_content_file, read_council, read_yaml, stream
from localoffer.guidance.plain_words import HARDEST_MEDIAN

DEMO = Path(__file__).resolve().parents[2] / "data/demo/luton"
QUESTIONS = sorted((DEMO / "questions").glob("*.md"))
FILES = QUESTIONS + sorted((DEMO / "pages").glob("*.md"))
MUST_KEEP = yaml.safe_load((DEMO / "must_keep.yaml").read_text())
CONTACTS = {entry["key"]: entry for entry in read_yaml(DEMO / "contacts.yaml")}


@cache
def report() -> ContentReport:
    return check_content(DEMO)


@pytest.mark.parametrize("name", [*(f"{path.parent.name}/{path.name}" for path in FILES), "contacts.yaml", "topics.yaml", "audiences.yaml"])
def test_no_file_has_a_fault(name):
    [file] = [file for file in report().files if file.name == name]
    assert file.faults == ()


def test_the_pages_are_easy_to_read():
    assert report().median_age <= HARDEST_MEDIAN
    assert [file.name for file in report().files if file.age and file.age > 12] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_text_that_must_be_true_anywhere_names_nothing_of_the_area(path):
    area = AreaWords.of(read_council(DEMO / "council.yaml"))
    assert list(area.faults_in_page(read_content_file(path))) == []


def test_the_area_and_its_postcodes_are_among_its_words():
    council = read_council(DEMO / "council.yaml")
    assert {council["area_name"], *council["outward_codes"]} <= set(council["area_words"])


def test_every_question_of_the_seed_is_answered():
    assert MUST_KEEP.keys() - {path.stem for path in QUESTIONS} == set()


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_every_fact_of_the_seed_is_kept_in_words_that_stand_in_the_body(path):
    file = read_content_file(path)
    phrases = file.front["keeps"]
    assert len(phrases) == MUST_KEEP.get(file.id, 0)
    body = " ".join(file.body_text.split())
    assert [p for p in phrases if " ".join(p.split()) not in body] == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_each_file_can_be_read_and_names_known_contacts(path):
    file = read_content_file(path)
    assert stream(file)
    assert set(file.front.get("contacts") or []) <= set(CONTACTS)
    assert file.front.get("checked_on") is None
    assert file.front["owner"]


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda p: p.stem)
def test_a_question_begins_with_steps_ends_with_the_law_and_is_asked_in_many_ways(path):
    file = read_content_file(path)
    kinds = [block.kind for block in file.blocks]
    assert file.blocks[0].key == "what-to-do-now"
    assert "text" not in kinds[kinds.index("law") :] if "law" in kinds else True
    assert len(set(file.front["asked_as"])) >= 20
    assert len(file.front.get("contacts") or []) >= 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_no_telephone_number_is_typed_into_a_page(path):
    text = path.read_text()
    numbers = re.findall(r"\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b", text)
    assert numbers == []


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_words_that_our_style_forbids_are_not_used(path):
    body = read_content_file(path).body_text
    found = re.findall(r"click here|please note|\bASD\b|suffers? from|wheelchair.bound", body, re.I)
    assert found == []


def test_every_number_of_a_contact_has_its_source_and_the_day_it_was_seen():
    bare = [key for key, entry in CONTACTS.items() if entry.get("phone") and not (entry.get("source") and entry.get("seen_on"))]
    assert bare == ["contact"] or bare == []


def test_no_contact_claims_to_be_confirmed_by_the_council():
    assert [key for key, entry in CONTACTS.items() if entry.get("confirmed_on")] == []


def test_hours_can_be_read():
    for entry in CONTACTS.values():
        if entry.get("hours"):
            OpeningHours.parse(entry["hours"])
