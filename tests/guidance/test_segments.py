import pytest

from localoffer.guidance.content_files import ContentFault
from localoffer.guidance.segments import Segment, pieces_of, segments_of, translated_body
from localoffer.guidance.translation_files import read_translation, write_translation

TEXT = {"type": "text", "id": "t", "value": {"heading": "Head", "text": '<p data-block-key="a">One <b>two</b>.</p><ul><li>Three</li></ul>'}}
STEPS = {"type": "steps", "id": "s", "value": {"heading": "Do", "steps": [{"type": "item", "id": "1", "value": "Ring <b>116 123</b>."}]}}
NOTE = {"type": "note", "id": "n", "value": {"heading": "Note", "text": "", "national": "<p>True everywhere.</p>", "source": "S"}}
TABLE = {"type": "table", "id": "b", "value": {"heading": "T", "headers": [{"value": "A"}], "rows": [{"value": [{"value": "Head"}]}]}}


def test_pieces_are_what_people_read_in_order():
    assert pieces_of(TEXT) == ["Head", "One <b>two</b>.", "Three"]
    assert pieces_of(STEPS) == ["Do", "Ring <b>116 123</b>."]
    assert pieces_of(NOTE) == ["Note", "True everywhere."]
    assert pieces_of(TABLE) == ["T", "A", "Head"]


def test_words_outside_of_any_element_are_one_piece():
    loose = {"type": "text", "id": "x", "value": {"heading": "H", "text": "<ul><li>One<ul><li>Two</li></ul></li></ul>"}}
    assert pieces_of(loose) == ["H", "<ul><li>One<ul><li>Two</li></ul></li></ul>"]


def test_each_piece_stands_once_with_its_place():
    assert segments_of("Title", "Short", [TEXT, TABLE])[:3] == [
        Segment("Title", "title"),
        Segment("Short", "short_answer"),
        Segment("Head", "Head"),
    ]
    assert [segment.english for segment in segments_of("Title", "Short", [TEXT, TABLE])].count("Head") == 1


def test_a_block_is_translated_whole_or_not_at_all():
    words = {"Head": "Cap", "One <b>two</b>.": "Unu <b>doi</b>.", "Three": "Trei", "Do": "Faceți"}
    shown = translated_body([TEXT, STEPS], words)
    assert shown.blocks[0]["value"] == {"heading": "Cap", "text": '<p data-block-key="a">Unu <b>doi</b>.</p><ul><li>Trei</li></ul>'}
    assert shown.blocks[1] == STEPS
    assert shown.english == {"s"}


def test_a_changed_sentence_takes_its_translation_away():
    words = {piece: f"ro {piece}" for piece in pieces_of(TEXT)}
    changed = {**TEXT, "value": {**TEXT["value"], "text": TEXT["value"]["text"].replace("Three", "Four")}}
    assert translated_body([changed], words).english == {"t"}


@pytest.fixture
def po(tmp_path):
    def write(english: str, words: str, *, fuzzy: bool = False):
        path = tmp_path / "x.po"
        flag = "#, fuzzy\n" if fuzzy else ""
        path.write_text(f'msgid ""\nmsgstr "Language: ro\\n"\n\n{flag}msgid "{english}"\nmsgstr "{words}"\n')
        return path

    return write


@pytest.mark.parametrize(
    ("english", "words", "fault"),
    [
        ("Ring 999.", "Sunați la 998.", "numbers"), ("Within 6 weeks", "În șase săptămâni", "numbers"),
        ('See <a href=\\"/a/\\">a</a>', 'Vedeți <a href=\\"/b/\\">a</a>', "links"), ("<b>Now</b>", "Acum", "tags"),
        ("Now", '<b style=\\"color:red\\">Acum</b>', "tag"),
    ],
)  # fmt: skip
def test_a_translation_with_another_number_link_or_tag_is_refused(po, english, words, fault):
    with pytest.raises(ContentFault, match=fault):
        read_translation(po(english, words), language="ro")


def test_a_doubtful_entry_is_not_shown(po):
    assert read_translation(po("Now", "Acum", fuzzy=True), language="ro").words == {}


def test_a_number_of_two_halves_does_not_break(po):
    assert read_translation(po("Ring 116 123.", "116 123 پر"), language="ur").words == {"Ring 116 123.": "116\u00a0123 پر"}


def test_a_file_that_is_no_po_file_is_told_by_name(tmp_path):
    path = tmp_path / "x.po"
    path.write_text("these are no entries")
    with pytest.raises(ContentFault, match=r"x\.po"):
        read_translation(path, language="ro")


def test_writing_again_keeps_words_and_sets_aside_those_whose_english_is_gone(tmp_path):
    path = tmp_path / "ro" / "x.po"
    assert write_translation(path, [Segment("One", "title"), Segment("Two", "title")], language="ro") == {"to do": 2}
    path.write_text(path.read_text().replace('msgid "One"\nmsgstr ""', 'msgid "One"\nmsgstr "Unu"'))
    assert write_translation(path, [Segment("One", "title"), Segment("Three", "title")], language="ro") == {"translated": 1, "to do": 1}
    assert write_translation(path, [Segment("Three", "title")], language="ro") == {"to do": 1, "obsolete": 1}
    assert '#~ msgid "One"' in path.read_text()
    assert read_translation(path, language="ro").words == {}
