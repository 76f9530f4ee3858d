import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.directory.queries import Place
from localoffer.search import understanding
from localoffer.search.finding import find
from localoffer.search.understanding import LONGEST, MOST_WORDS, clean

pytestmark = pytest.mark.django_db
KEYS = {"near", "needs", "age_months", "kind", "day", "when", "cost", "phase", "audience"}


def ask(client, text, **more):
    return client.get("/search/", {"q": text, "format": "json", **more}).json()


@pytest.mark.parametrize(
    ("text", "first"),
    [("ehcp", "ehc-plans"), ("respite", "short-breaks"), ("how do i get a taxi to school", "transport"), ("respitte", "short-breaks")],
)
def test_the_right_answer_is_first(small_site, client, text, first):
    assert ask(client, text)["results"][0]["id"] == first


def test_the_answer_keeps_its_contract(small_site, client):
    found = ask(client, "nursery for my 3 year old")
    assert set(found) >= {"query", "results", "urgent", "no_result", "parsed", "facets", "total"}
    assert set(found["parsed"]) == KEYS
    assert found["parsed"]["age_months"] == 36
    assert "nursery" in found["parsed"]["kind"]
    assert found["facets"]["kind"] == {"nursery": 30}
    assert found["results"][-1]["type"] == "service"


@pytest.mark.parametrize(
    ("text", "is_first"), [("nursery near LU4 9TT age 3", True), ("nursery", False), ("is nursery free near LU4 9TT", False)]
)
def test_a_kind_and_a_place_and_no_more_put_services_first(small_site, monkeypatch, text, is_first):
    place = Place(51.9, -0.45, "postcode", "LU4 9TT", "LU4 9TT")
    monkeypatch.setattr(understanding, "locate", lambda code: place if code == "LU4 9TT" else None)
    assert find(text).services_first is is_first


def test_a_page_has_one_heading_and_is_not_kept(small_site, client):
    response = client.get("/search/", {"q": "nursery"})
    assert response.status_code == 200
    assert response.content.count(b"<h1") == 1
    assert "no-store" in response["Cache-Control"]


def test_danger_shows_the_panel_first(small_site, client):
    page = client.get("/search/", {"q": "my son wants to kill himself"}).content.decode()
    assert page.index("lo-urgent") < page.index("<h1")
    assert ask(client, "my son wants to kill himself")["urgent"] is True


@pytest.mark.parametrize("text", ["bin collection day", "airport parking", "renew my passport", "council tax"])
def test_out_of_scope_is_said_honestly(small_site, client, text):
    assert ask(client, text)["no_result"] is True
    assert b"has no page on that" in client.get("/search/", {"q": text}).content


def test_queries_are_few_and_do_not_grow(small_site, client, django_assert_max_num_queries):
    client.get("/search/", {"q": "warm"})  # a worker reads the answers once
    for text in ("nursery with hydrotherapy", "how do I apply for an EHCP", "my son wants to kill himself", "zzzz qqqq", "bin day", ""):
        with django_assert_max_num_queries(8):
            client.get("/search/", {"q": text})


def test_reading_the_answers_anew_costs_three_queries(small_site, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(11):
        client.get("/search/", {"q": "nursery with hydrotherapy"})


@pytest.mark.parametrize("address", ["q=%00", "q=a%00b", "q=%ED%A0%80", "q=%ff%fe", "q=" + "a" * 8000, "q=" + "%F0%9F%98%80" * 900, "near=%00",
                                     "q=x&kind=%00&without=%00", "q=%22%27%28%29*%3A^", "q=NEAR(a b)", "q=a+AND", "format=json", ""])  # fmt: skip
def test_any_address_is_answered(small_site, client, address):
    assert client.get(f"/search/?{address}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.characters(), max_size=400))
def test_any_text_is_answered(small_site, client, text):
    from urllib.parse import quote

    asked = quote(text, errors="surrogatepass")
    assert client.get(f"/search/?q={asked}").status_code == 200
    assert len(clean(text)) <= LONGEST
    assert len(clean(text).split()) <= MOST_WORDS
