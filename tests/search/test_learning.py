"""What is learned, where it is kept, and how little depends on it."""

import numpy as np
import pytest

from localoffer.search import held, learned_file
from localoffer.search.actions import learn_answers
from localoffer.search.learning import learn
from localoffer.search.models import SearchDocument

from .demo_answers import documents
from .test_results import ask


@pytest.fixture
def learned_site(small_site):
    learn_answers()
    held.forget_answers()


def shares(text):
    from localoffer.search.finding import find

    return dict(find(text).answers[0].shares)


def test_the_same_content_gives_the_same_model():
    some = documents()[:12]
    one, two = (learn(some, learned_from="x") for _ in range(2))
    assert np.array_equal(one.matrix, two.matrix)
    assert one.pages == two.pages


def test_learned_wording_leads_to_its_page():
    some = documents()[:12]
    learned = learn(some, learned_from="x")
    scores = learned.scores(["taught", "elsewhere"], ["taught", "elsewher", "#alternative-provision"])
    assert learned.pages[int(scores.argmax())] == "question:alternative-provision:en"


def test_nothing_is_learned_of_nothing():
    assert learn([], learned_from="x") is None


@pytest.mark.django_db
def test_learning_is_kept_and_not_done_twice(small_site):
    assert learn_answers() == 3
    assert learn_answers() == 0


@pytest.mark.django_db
def test_a_changed_page_is_learned_again(learned_site, publish):
    publish("question", "swim", "Where can we swim?")
    assert learn_answers() == 4


@pytest.mark.django_db
def test_a_worker_takes_what_was_learned_from_the_file(learned_site, client):
    assert shares("I need a rest")["learned"] > 0


@pytest.mark.django_db
def test_a_page_that_is_newer_than_what_was_learned_is_found_at_once(learned_site, publish, client):
    publish("question", "swim", "Where can we swim?", phrases=("pool with a hoist",))
    assert ask(client, "pool with a hoist")["results"][0]["id"] == "swim"


@pytest.mark.django_db
@pytest.mark.parametrize("broken", [b"", b"not a file of numbers", b"PK\x03\x04 torn"])
def test_a_broken_file_is_no_error_and_is_learned_again(learned_site, client, broken):
    learned_file.path().write_bytes(broken)
    held.forget_answers()
    assert ask(client, "I need a rest")["results"][0]["id"] == "short-breaks"
    assert learn_answers() == 3


@pytest.mark.django_db
def test_a_file_cut_short_is_as_good_as_none(learned_site):
    whole = learned_file.path().read_bytes()
    learned_file.path().write_bytes(whole[: len(whole) // 2])
    assert learned_file.load() is None


@pytest.mark.django_db
def test_without_a_file_answers_are_found_by_words_and_phrases(small_site, client):
    assert learned_file.load() is None
    assert ask(client, "taxi to his special school")["results"][0]["id"] == "transport"


@pytest.mark.django_db
def test_the_fingerprint_follows_the_words_of_the_pages(small_site):
    before = learned_file.fingerprint(SearchDocument.objects.answers())
    SearchDocument.objects.filter(key="transport").update(text_hash="other")
    assert learned_file.fingerprint(SearchDocument.objects.answers()) != before
