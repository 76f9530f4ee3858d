import pytest
from hypothesis import given
from hypothesis import strategies as st

from localoffer.core.untrusted import UNSEEN, clean_html, lines_without_tags, plain_text, sheet_cell, without_tags


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a>',
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        '<p style="position:fixed" onclick="x()">y</p>',
        '<a href="data:text/html,x">y</a>',
    ],
)
def test_nothing_live_gets_out(attack):
    clean = clean_html(attack)
    for live in ("script", "onerror", "onclick", "javascript:", "style", "data:", "<svg", "<img"):
        assert live not in clean


def test_plain_text_loses_direction_marks_and_half_characters():
    assert plain_text("a\u202eb\x00c\ud800d  e") == "abcd e"


@given(st.text())
def test_plain_text_can_always_be_stored(text):
    plain = plain_text(text)
    plain.encode("utf-8")
    assert not UNSEEN.search(plain)


@pytest.mark.parametrize("cell", ["=1+1", " =1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\uff1d1"])
def test_a_formula_is_quoted_on_a_sheet(cell):
    assert sheet_cell(cell).startswith("'")


def test_blocks_are_parted_by_blanks():
    assert without_tags("<p>One</p><p>Two &amp; three</p>") == "One Two & three"


def test_each_paragraph_entry_and_cell_is_a_line():
    html = "<p>One\n<b>and</b> two</p>\n<ul><li>Three</li>\n<li></li></ul><table><tr><td>Four &lt; five</td></tr></table>"
    assert lines_without_tags(html) == ["One and two", "Three", "Four < five"]
