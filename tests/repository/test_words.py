"""The frame's own words in each language: what the site reads is made of what people translated, and nothing is left out."""

import re
from pathlib import Path

import polib
import pytest

HOUSE = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((HOUSE / "localoffer/config/locale").glob("*/LC_MESSAGES/django.po"))
PLACES = re.compile(r"%\(\w+\)[sd]|\d+|https?://\S+")
CEDILLAS = re.compile("[şţŞŢ]")


def test_every_language_of_the_site_has_its_words(settings):
    assert {path.parent.parent.name for path in CATALOGUES} == {code for code, _name in settings.LANGUAGES[1:]}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_what_the_site_reads_is_made_of_what_people_translated(path):
    made = polib.pofile(str(path), encoding="utf-8").to_binary()
    assert path.with_suffix(".mo").read_bytes() == made, "Run: ./run compile_words"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_every_entry_is_translated_and_keeps_its_places_and_numbers(path):
    entries = polib.pofile(str(path), encoding="utf-8", check_for_duplicates=True)
    assert [entry.msgid for entry in entries if not entry.msgstr or entry.fuzzy] == []
    assert [entry.msgid for entry in entries if sorted(PLACES.findall(entry.msgid)) != sorted(PLACES.findall(entry.msgstr))] == []


def test_romanian_is_written_with_its_own_letters():
    """ș and ț have a comma below; the Turkish letters with a cedilla are read wrongly by some screen readers."""
    files = [*CATALOGUES, *(HOUSE / "data/demo/luton").glob("ro/*.po")]
    assert [path.name for path in files if CEDILLAS.search(path.read_text("utf-8"))] == []
