"""Parts of a page in another language than the page's own say so, to screen readers, to browsers and to translators."""

import re

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .. import languages

register = template.Library()
OUR_PAGE = re.compile(r'(<a\b[^>]*\bhref=")(/[^"]*)')


class WordsIn(template.Node):
    """See `words_in`."""

    child_nodelists = ("nodelist",)

    def __init__(self, code: template.base.FilterExpression, nodelist: template.NodeList):
        self.code, self.nodelist = code, nodelist

    def render(self, context: template.Context) -> str:
        part = languages.language(self.code.resolve(context) or None)
        if part.code == languages.language().code:
            return self.nodelist.render(context)
        with translation.override(part.code):
            return f'<div lang="{part.tag}" dir="{part.direction}">{self.nodelist.render(context)}</div>'


@register.tag
def words_in(parser: template.base.Parser, token: template.base.Token) -> WordsIn:
    """`{% words_in "en-gb" %} … {% endwords %}`: draw what stands between in this language, with `lang` and `dir` around it when
    the page is in another one. Nothing, or an empty code, is the page's own language."""
    _name, code = token.split_contents()
    nodelist = parser.parse(("endwords",))
    parser.delete_first_token()
    return WordsIn(parser.compile_filter(code), nodelist)


@register.filter
def english(text: object) -> SafeString | str:
    """Words that the council keeps in English alone (names, hours), marked as such on a page in another language."""
    if not text or languages.language().code == languages.ENGLISH:
        return text  # type: ignore[return-value]  whatever it was, for the template to print
    return format_html('<span lang="en" dir="ltr">{}</span>', text)


@register.simple_tag
def mark_english() -> SafeString:
    """The same as attributes, for an element that holds nothing else."""
    return mark_safe("" if languages.language().code == languages.ENGLISH else ' lang="en" dir="ltr"')  # noqa: S308  a constant


@register.filter
def here(path: str) -> str:
    """The address of a page of ours in the language of this page's address."""
    return languages.address_here(path)


@register.filter
def links_here(html: object) -> SafeString:
    """Rich text whose links to pages of ours lead to them in the language of this page's address."""
    return mark_safe(OUR_PAGE.sub(lambda link: link[1] + languages.address_here(link[2]), str(html)))  # noqa: S308  its own markup


@register.filter
def in_english(path: str) -> str:
    """The address of a page of ours in English."""
    return languages.address_in(languages.ENGLISH, path)


@register.simple_tag
def page_language() -> languages.Language:
    """The language being drawn: for the root element."""
    return languages.language()


@register.simple_tag(takes_context=True)
def language_switch(context: template.Context) -> list[dict]:
    """This page in each language, as `language-list` takes them; the start page where a page is in English only."""
    now, path = languages.language_of_address(), languages.split(context["request"].path)[1]
    twin = "/" if path.startswith(languages.ENGLISH_ONLY) or context.get("status") else path
    return [
        {"code": each.tag, "name": each.name, "dir": each.direction, "is_current": each == now,
         "url": languages.address_in(each.code, twin if each.code != languages.ENGLISH else path)}
        for each in languages.LANGUAGES.values()
    ]  # fmt: skip
