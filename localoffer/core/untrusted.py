"""The one way out of untrusted text: everything that came from outside passes here before it stands on a page or a sheet."""

import html as entities
import re
import unicodedata

import nh3

TAGS = {"p", "br", "strong", "b", "em", "i", "ul", "ol", "li", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th", "td"}
CLOSES_A_BLOCK = re.compile(r"<(?:/p|/li|/h[1-6]|/t[dhr]|br)[^>]*>")
ATTRIBUTES = {"a": {"href", "id", "linktype"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# Control characters but for tab and newline; the marks and overrides that turn the direction of text; half characters.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]")
FORMULA = re.compile(r"^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")


def clean_html(html: str) -> str:
    """Return HTML of the few tags our pages use; no style, no script, no handler, links of known schemes only."""
    return nh3.clean(UNSEEN.sub("", html), tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def plain_text(text: str, *, longest: int | None = None) -> str:
    """Return the text in composed form, with no control, direction or half characters and single blanks in each line."""
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    text = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return text if longest is None else text[:longest]


def without_tags(html: str) -> str:
    """Return the words of an HTML text, blocks parted by blanks."""
    return plain_text(entities.unescape(nh3.clean(CLOSES_A_BLOCK.sub(" ", html), tags=set())))


def lines_without_tags(html: str) -> list[str]:
    """Return the words of an HTML text, one paragraph, entry or cell a line; none is empty."""
    lines = (without_tags(block) for block in CLOSES_A_BLOCK.split(html))
    return [" ".join(line.split()) for line in lines if line]


def sheet_cell(value: object) -> str:
    """Return the value for a cell of a spreadsheet: a text that a program could run as a formula is quoted."""
    text = "" if value is None else plain_text(str(value))
    return f"'{text}" if FORMULA.match(text) else text
