import pytest
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from localoffer.core import languages, page_cache
from localoffer.core.languages import address_in, answering_in, split
from localoffer.core.middleware import language_from_address
from localoffer.core.page_cache import PageCacheMiddleware


def draw(text: str, **context) -> str:
    return Template("{% load language_tags %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("/questions/x/", ("en-gb", "/questions/x/")), ("/ro/questions/x/", ("ro", "/questions/x/")), ("/ur/", ("ur", "/")),
        ("/ur", ("ur", "/")), ("/romania/", ("en-gb", "/romania/")), ("/en-gb/x/", ("en-gb", "/en-gb/x/")), ("/", ("en-gb", "/")),
        ("", ("en-gb", "")), ("/xx/questions/", ("en-gb", "/xx/questions/")),
    ],
)  # fmt: skip
def test_the_language_is_the_beginning_of_the_address(path, parts):
    assert split(path) == parts


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/questions/x/", "/ro/questions/x/"), ("/ur/questions/x/", "/ro/questions/x/"), ("/", "/ro/"), ("/services/", "/services/"),
        ("/search/?q=x", "/search/?q=x"), ("https://example.org/", "https://example.org/"), ("//example.org/", "//example.org/"),
        ("#top", "#top"), ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)  # fmt: skip
def test_an_address_of_ours_has_a_twin_and_others_have_none(path, there):
    assert address_in("ro", path) == there


def test_english_has_no_prefix():
    assert address_in("en-gb", "/ur/questions/x/") == "/questions/x/"


def test_each_language_is_named_in_its_own_script():
    assert [(each.tag, each.name, each.direction) for each in languages.LANGUAGES.values()] == [
        ("en", "English", "ltr"), ("ro", "Română", "ltr"), ("ur", "اردو", "rtl"),
    ]  # fmt: skip


@pytest.mark.parametrize("asked", [{"HTTP_ACCEPT_LANGUAGE": "ro"}, {"HTTP_COOKIE": "django_language=ro"}])
def test_neither_header_nor_cookie_is_asked(asked):
    seen = []
    middleware = language_from_address(lambda request: seen.append(translation.get_language()) or HttpResponse())
    answer = middleware(RequestFactory().get("/questions/x/", **asked))
    assert (seen, answer["Content-Language"]) == (["en-gb"], "en")


def test_the_language_ends_with_the_answer_also_when_it_fails():
    def fails(request):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        language_from_address(fails)(RequestFactory().get("/ur/"))
    assert (languages.language().code, languages.language_of_address().code) == ("en-gb", "en-gb")


def test_the_cache_never_mixes_languages(settings, monkeypatch):
    settings.PAGE_CACHE_MEGABYTES = 1
    monkeypatch.setattr(page_cache, "current_version", lambda: 1)
    answers = language_from_address(PageCacheMiddleware(lambda request: HttpResponse(translation.get_language())))
    for _round in range(2):
        for path, code in (("/x/", b"en-gb"), ("/ro/x/", b"ro"), ("/ur/x/", b"ur")):
            assert answers(RequestFactory().get(path, HTTP_ACCEPT_LANGUAGE="pl")).content == code


def test_a_part_in_another_language_says_so_and_is_drawn_in_it():
    part = '{% load i18n %}{% words_in "en-gb" %}{% translate "News" %}{% endwords %}'
    assert draw(part) == "News"
    with answering_in("ur"):
        assert draw(part) == '<div lang="en" dir="ltr">News</div>'
        assert draw("{% load i18n %}{% words_in nothing %}{% translate 'News' %}{% endwords %}") == "خبریں"


def test_english_words_are_marked_in_another_language_only():
    assert draw("{{ name|english }}", name="A & B") == "A &amp; B"
    with answering_in("ro"):
        assert draw("{{ name|english }}", name="A & B") == '<span lang="en" dir="ltr">A &amp; B</span>'


def test_links_keep_the_language_of_the_address_inside_an_english_part():
    html = '<a href="/questions/x/">x</a> <a href="/services/">s</a> <a href="https://example.org/">e</a>'
    with answering_in("ro"), translation.override("en-gb"):
        assert draw("{{ html|links_here }}", html=html) == html.replace("/questions/x/", "/ro/questions/x/")
