from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.core import versions
from localoffer.core.models import CouncilSettings
from localoffer.directory import service_table
from localoffer.directory.models import CostOption, ImportBatch, Service

pytestmark = pytest.mark.django_db
LIST = "/services/"


@pytest.fixture
def council(db):
    council = CouncilSettings.load()
    council.local_authority, council.postcode_example, council.area_name = "Luton", "LU1 2BQ", "Luton"
    council.childminder_search = "https://example.org/childminders"
    council.save()
    return council


def titles(response):
    return [card.title for card in response.context["cards"]]


def test_the_list_shows_what_is_published_by_name(client, make_service):
    make_service("B Club", kind_code="club")
    make_service("A Nursery")
    make_service("Draft", live=False)
    response = client.get(LIST)
    assert response.status_code == 200
    assert titles(response) == ["A Nursery", "B Club"]
    assert "2 services" in response.content.decode()


def test_a_postcode_puts_the_nearest_first_with_its_distance_and_is_kept_nowhere(client, make_service, postcodes):
    make_service("Far", at=(52.0, -0.42))
    make_service("Near", at=(51.881, -0.42))
    response = client.get(LIST, {"postcode": "lu12bw"})
    page = response.content.decode()
    assert titles(response) == ["Near", "Far"]
    assert "0.1 miles" in page or "0.2 miles" in page
    assert "We do not hold the exact place of LU1 2BW, so we measure from the middle of LU1 2." in page
    assert response["Cache-Control"] == "no-store"
    assert "no-store" not in client.get(LIST).get("Cache-Control", "")


def test_the_order_may_be_by_name_with_distances_all_the_same(client, make_service, postcodes):
    make_service("B", at=(51.881, -0.42))
    make_service("A", at=(52.0, -0.42))
    response = client.get(LIST, {"postcode": "LU1", "sort": "name"})
    assert titles(response) == ["A", "B"]
    assert all(card.distance for card in response.context["cards"])


@pytest.mark.parametrize("typed", ["Luton", "ZZ9 9ZZ", "<script>alert(1)</script>", "'; --", "x" * 5000])
def test_a_bad_postcode_is_a_plain_error_and_what_was_typed_stays(client, make_service, council, postcodes, typed):
    make_service("Still shown")
    response = client.get(LIST, {"postcode": typed, "age": "3"})
    page = response.content.decode()
    assert response.status_code == 200
    assert titles(response) == ["Still shown"]
    assert response.context["form"].errors["postcode"]
    assert "There is a problem" in page
    assert "<title>Error:" in page
    assert "<script>alert" not in page
    assert response.context["form"]["postcode"].value() == typed
    assert 'value="3"' in page


def test_a_bad_postcode_is_answered_with_an_example_of_the_area(client, council, postcodes):
    assert "Write it like this: LU1 2BQ" in client.get(LIST, {"postcode": "Luton"}).content.decode()


def test_kinds_and_age_narrow_the_list_and_stand_as_chips_that_can_be_taken_off(client, make_service):
    make_service("Nursery", min_age_months=0, max_age_months=59)
    make_service("Any age club", kind_code="club")
    make_service("Teen club", kind_code="club", min_age_months=156)
    response = client.get(LIST, {"kind": ["club"], "age": "4"})
    assert titles(response) == ["Any age club"]
    chips = response.context["chips"]
    assert [(chip["text"], chip["remove_url"]) for chip in chips] == [("age 4", "?kind=club"), ("Club or activity", "?age=4")]


@pytest.mark.parametrize(
    "query",
    [{"age": "minus"}, {"age": "-1"}, {"age": "99"}, {"kind": "space-station"}, {"sort": "price"}, {"page": "x"}, {"page": "9" * 30}],
)
def test_what_makes_no_sense_narrows_nothing(client, make_service, query):
    make_service("Still shown")
    response = client.get(LIST, query)
    assert response.status_code == 200
    assert titles(response) == ["Still shown"]


def test_nothing_found_is_never_a_blank_page(client, make_service):
    make_service("Nursery", max_age_months=59)
    page = client.get(LIST, {"age": "20"}).content.decode()
    assert "We found no service like this" in page
    assert "Show all services" in page


def test_twenty_to_a_page_and_the_filters_stay_in_every_link(client, make_service):
    for number in range(45):
        make_service(f"Nursery {number:02}")
    response = client.get(LIST, {"kind": "nursery", "page": "2"})
    assert titles(response) == [f"Nursery {number:02}" for number in range(20, 40)]
    links = response.context["links"]
    assert [link["url"] for link in links["pages"]] == ["?kind=nursery", "?kind=nursery&page=2", "?kind=nursery&page=3"]
    assert (links["previous_url"], links["next_url"]) == ("?kind=nursery", "?kind=nursery&page=3")
    assert 'aria-current="page"' in response.content.decode()


def test_the_list_says_how_many_childminders_it_leaves_out_and_where_to_look(client, make_service, council):
    ImportBatch.objects.create(
        source="ofsted-childcare", area="Luton", as_of=date(2021, 8, 31), file_name="x", file_sha256="0", state="applied",
        counts={"home_based": 141, "childminders": 110}, staged_at=timezone.now(), applied_at=timezone.now(),
    )  # fmt: skip
    page = client.get(LIST).content.decode()
    assert "110 registered childminders are not in this list." in page
    assert 'href="https://example.org/childminders"' in page
    assert "register of childcare as it was on 31 August 2021" in page
    assert "Open Government Licence v3.0" in page


def test_a_service_of_another_area_says_so(client, make_service, council):
    make_service("Over the border", source="x", source_id="1", source_area="Bedford")
    assert "In Bedford, outside Luton" in client.get(LIST).content.decode()


def test_a_list_made_while_another_thread_reads_the_news_is_shown_and_not_kept(client, make_service, council, monkeypatch):
    make_service(name="Old Club")
    hidden = make_service(name="New Club", live=False)
    monkeypatch.setattr(versions, "READ_AGAIN_AFTER_SECONDS", 0)
    client.get(LIST)
    Service.objects.filter(pk=hidden.pk).update(live=True)
    versions.raise_version()
    with service_table._kept.lock:  # as another thread holds it that reads
        before = client.get(LIST)
    after = client.get(LIST)
    assert (titles(before), before["Cache-Control"]) == (["Old Club"], "no-store")
    assert titles(after) == ["New Club", "Old Club"]
    assert "no-store" not in after.get("Cache-Control", "")


def test_the_list_costs_the_same_queries_for_one_row_and_for_thirty(client, make_service, postcodes, council, django_assert_num_queries):
    def queries():
        with CaptureQueriesContext(connection) as context:
            assert client.get(LIST, {"postcode": "LU1 1AA"}).status_code == 200
        return len(context)

    make_service("Nursery", at=(51.88, -0.42))
    queries()
    for_one = queries()
    for number in range(29):
        make_service(f"Nursery {number}", at=(51.88, -0.42))
    queries()  # once more the table of all services is read, as after any change
    assert queries() == for_one
    assert for_one <= 12, "QUALITY L7: at most 12 queries a page"


def test_a_service_has_a_page_with_all_that_is_known(client, make_service, council):
    service = make_service(
        "Example Nursery", at=(51.9, -0.4), postcode="LU1 1AA", phone="01632 960001", website="https://example.org/", email="club@example.org",
        summary="A nursery.", description="First.\n\nSecond.", min_age_months=24, max_age_months=59, waiting_words="about 6 weeks",
        waiting_on=date(2026, 11, 1), route="book", route_words="Ring them.", accessibility="Step-free.", places=24, registers="Early Years Register",
        registered_on=date(2011, 8, 5), inspected_on=date(2018, 12, 13), inspection_report="https://reports.ofsted.gov.uk/provider/16/EY1",
        source="ofsted-childcare", source_id="EY1", source_as_of=date(2021, 8, 31),
    )  # fmt: skip
    CostOption.objects.create(service=service, amount_pence=1550, unit="a session")
    page = client.get(service.get_absolute_url()).content.decode()
    for words in (
        "Example Nursery", "A nursery.", "2 to 4 years", "about 6 weeks (on 1 November 2026)", "Contact them and book", "Ring them.",
        "£15.50 a session", "Step-free.", 'href="tel:01632960001"', "Last inspected on", "13 December 2018", "LU1 1AA",
        "Not yet checked by the staff", "Expected to be available", "as it was on 31 August 2021", "Read the inspection reports", "Tell us",
    ):  # fmt: skip
        assert words in page, words
    assert "Outstanding" not in page


def test_what_is_not_known_is_said_to_be_unknown(client, make_service):
    page = client.get(make_service().get_absolute_url()).content.decode()
    assert "We do not know the ages yet. Ask them." in page
    assert "We do not know yet. Contact them and ask." in page
    assert "We have no phone number for them yet." in page
    assert "Any age" not in page


def test_a_wrong_slug_leads_to_the_right_one(client, make_service):
    service = make_service()
    response = client.get(reverse("directory:service-view", args=[service.pk, "old-name"]))
    assert (response.status_code, response["Location"]) == (302, service.get_absolute_url())


def test_what_is_not_published_is_not_there(client, make_service, editor):
    draft = make_service("Secret draft", live=False)
    held = make_service("Held", held_back_on=timezone.localdate(), held_back_by=editor, held_back_because="Closed?")
    for service in (draft, held):
        response = client.get(service.get_absolute_url())
        assert response.status_code == 404
        assert service.name not in response.content.decode()
    assert client.get("/services/00000000-0000-0000-0000-000000000000/x/").status_code == 404


def test_text_of_a_provider_is_shown_as_text(client, make_service):
    service = make_service(
        "<b>Bold</b> & Co", summary="<img src=x onerror=alert(1)>", description="<script>x</script>", accessibility="<i>x</i>"
    )
    for address in (LIST, service.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "<b>Bold" not in page
        assert "<img src=x" not in page
        assert "<script>x" not in page


def test_a_page_of_a_service_costs_the_same_with_few_and_with_many_facts(client, make_service, council, django_assert_max_num_queries):
    service = make_service(at=(51.9, -0.4))
    client.get(LIST, {"postcode": "warm"})
    with CaptureQueriesContext(connection) as context:
        client.get(service.get_absolute_url())
    few = len(context.captured_queries)
    assert few <= 12, "QUALITY L7: at most 12 queries a page"
    for number in range(10):
        CostOption.objects.create(service=service, amount_pence=number)
    with django_assert_max_num_queries(few):
        client.get(service.get_absolute_url() + "?again")


def test_reading_sets_no_cookie_and_writes_nothing(make_service, council, django_assert_max_num_queries):
    service = make_service()
    with django_assert_max_num_queries(40) as context:
        for address in (LIST, service.get_absolute_url()):
            assert not Client().get(address).cookies
    assert not [query for query in context.captured_queries if query["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(st.sampled_from(["postcode", "kind", "age", "sort", "page", "x"]), st.text(st.characters(codec="utf-8"), max_size=60))
)
def test_any_query_is_answered(client, postcodes, query):
    has_nul = any("\0" in value for value in query.values())
    assert client.get(LIST, query).status_code == (400 if has_nul else 200)  # core answers a NUL before any view


def test_a_draft_can_be_previewed_as_its_page(make_service, editor):
    service = make_service("Live name")
    service.name = "Draft name"
    service.save_revision(user=editor)
    draft = Service.objects.get().get_latest_revision_as_object()
    response = draft.make_preview_request(None, "")
    response.render()
    assert "Draft name" in response.content.decode()
    assert "Not yet checked by the staff" in response.content.decode()
