"""Which language somebody types in, and what their words are taken for."""

import pytest

from localoffer.search.languages import CODES, glossary, in_english, language_of
from localoffer.search.understanding import understand


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("copilul meu nu vorbeste", "ro"), ("moje dziecko nie śpi", "pl"), ("mera beta bolta nahi hai", "ur"), ("میرا بیٹا", "ur"),
        ("আমার ছেলে", "bn"), ("my son does not talk", "en"), ("autisim test", "en"), ("dla form", "en"), ("", "en"),
        ("care home for my son", "en"), ("on the bus to school", "en"), ("need an interpreter", "en"),
    ],
)  # fmt: skip
def test_a_language_is_told_by_its_words(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language", "english"),
    [
        ("nu doarme noaptea", "ro", "sleep night"), ("moje dziecko nie spi", "pl", "child not sleep"), ("paise ki madad", "ur", "money benefits help"),
        ("স্কুল বাস", "bn", "school bus transport"), ("copil Zyxw", "ro", "child zyxw"),
    ],
)  # fmt: skip
def test_words_we_know_are_put_into_english_and_others_kept(text, language, english):
    assert in_english(text, language) == english


def test_the_age_is_read_in_another_language_too():
    assert understand("fetita mea are 3 ani").age_months == 36


@pytest.mark.parametrize("code", CODES)
def test_every_list_can_be_read_and_says_each_small_word_once(code):
    lists = glossary(code)
    assert lists.words
    assert not any(word in ("true", "false") for word in lists.small | lists.alike), "YAML reads on, no and yes as something else"
