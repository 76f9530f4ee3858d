"""The finder of schools and settings, and the comparison of up to four."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from localoffer.core.models import CouncilSettings
from localoffer.directory.models import Location, ProviderAnswer, School, SchoolUnit, Service, TaxonomyTerm

pytestmark = pytest.mark.django_db
SCHOOLS, COMPARE = "/services/schools/", "/services/compare/"


@pytest.fixture
def make_school(make_service):
    def make(name, *, kind_code="mainstream-school", unit="", **school):
        service = make_service(name, kind_code=kind_code, at=(51.9, -0.45), **{"route": "plan"} if kind_code == "special-school" else {})
        made = School.objects.create(service=service, **school)
        if unit:
            SchoolUnit.objects.create(school=made, kind="sen-unit", name=unit)
        return service

    return make


def titles(response):
    return [card.title for card in response.context["cards"]]


def test_only_schools_and_settings_are_in_the_finder(client, make_school, make_service):
    make_school("Example Primary")
    make_service("Example Nursery with places", kind_code="resourced-nursery")
    make_service("Example Club", kind_code="club")
    assert titles(client.get(SCHOOLS)) == ["Example Nursery with places", "Example Primary"]


def test_a_school_is_found_by_words_of_its_name_with_its_report_on_the_card(client, make_school):
    make_school("Example St Anne’s Primary", sen_report_url="https://example.org/sen", sen_report_on=date(2026, 9, 1))
    make_school("Example Hill Primary")
    response = client.get(SCHOOLS, {"name": "st annes"})
    page = response.content.decode()
    assert titles(response) == ["Example St Anne’s Primary"]
    assert 'href="https://example.org/sen"' in page
    assert "dated 1 September 2026" in page
    assert "name: st annes" in page


def test_a_school_without_a_report_says_whom_to_ask(client, make_school):
    make_school("Example Hill Primary")
    assert "we do not have the link yet. Ask the school." in client.get(SCHOOLS).content.decode()


def test_every_special_school_says_how_to_get_a_place(client, make_school):
    school = make_school("Example River School", kind_code="special-school")
    page = client.get(SCHOOLS, {"kind": "special-school"}).content.decode()
    assert "Named in an EHC plan" in page
    Service.objects.filter(pk=school.pk).update(route_words="The panel meets each month.")
    assert "The panel meets each month." in client.get(SCHOOLS, {"kind": "special-school"}).content.decode()


def test_schools_of_other_areas_stand_behind_the_councils_own_and_say_so(client, make_school):
    council = CouncilSettings.load()
    council.local_authority = "Luton"
    council.save()
    far = make_school("A Far School")
    make_school("B Near School")
    Service.objects.filter(pk=far.pk).update(source="x", source_id="1", source_area="Bedford")
    response = client.get(SCHOOLS)
    assert titles(response) == ["B Near School", "A Far School"]
    assert "In Bedford, outside Luton" in response.content.decode()


def test_no_school_found_is_never_a_blank_page(client, make_school):
    page = client.get(SCHOOLS, {"name": "zzz"}).content.decode()
    assert "We found no school like this" in page
    assert "Show all schools and settings" in page


def test_what_is_ticked_stays_ticked_from_page_to_page(client, make_school):
    schools = [make_school(f"School {number:02}") for number in range(25)]
    first, last = str(schools[0].pk), str(schools[24].pk)
    page = client.get(SCHOOLS, {"id": [first, last], "page": "2"}).content.decode()
    assert f'<input type="hidden" name="id" value="{first}">' in page
    assert re.search(rf'id="choose-{last}"[^>]*checked', page)
    assert "You have ticked one more, which is not on this page." in page
    assert f"id={first}" in client.get(SCHOOLS, {"id": first}).context["links"]["next_url"]


def test_up_to_four_stand_side_by_side_in_the_order_of_the_address(client, make_school):
    schools = [make_school(f"School {number}", phase="primary") for number in range(5)]
    keys = [str(school.pk) for school in reversed(schools)]
    response = client.get(COMPARE, {"id": keys})
    assert [column.title for column in response.context["comparison"].columns] == ["School 4", "School 3", "School 2", "School 1"]
    assert "These are the first 4." in response.content.decode()
    assert response.context["comparison"].columns[0].without_url == "?" + "&".join(f"id={key}" for key in keys[1:4])


def test_a_comparison_says_what_differs_what_is_the_same_and_what_nobody_knows(client, make_school):
    one = make_school("One", phase="primary", sen_report_url="https://example.org/one", gender="mixed")
    two = make_school("Two", phase="primary", unit="Nest")
    Location.objects.filter(at_services__service=one).update(is_step_free=True)
    question = TaxonomyTerm.objects.get(taxonomy__code="provider-questions", code="training")
    ProviderAnswer.objects.create(service=two, question=question, words="We <b>learn</b>.", said_on=date(2026, 9, 1))
    response = client.get(COMPARE, {"id": [str(one.pk), str(two.pk)]})
    rows = {row.term: row for row in response.context["comparison"].rows}
    assert rows["Phase"].is_same
    assert rows["For"].cells == ["Girls and boys", ""]
    assert rows["Access"].cells == ["Step-free way in", ""]
    assert rows["Places for certain needs"].cells == ["", "Nest: SEN unit"]
    assert rows[question.name].cells[1] == "The school said on 1 September 2026: We <b>learn</b>."
    page = response.content.decode()
    assert "We do not know" in page
    assert "<b>learn" not in page
    assert 'href="https://example.org/one"' in page


@pytest.mark.parametrize("ids", [[], ["x"], ["00000000-0000-0000-0000-000000000000"], ["'; --", "\u202e"] * 30])
def test_nothing_chosen_leads_back_to_the_list(client, db, ids):
    response = client.get(COMPARE, {"id": ids})
    assert response.status_code == 200
    assert "You have chosen none yet." in response.content.decode()


def test_what_is_not_published_is_not_compared(client, make_school):
    draft = make_school("Secret school")
    Service.objects.update(live=False)
    assert "Secret school" not in client.get(COMPARE, {"id": str(draft.pk)}).content.decode()


def test_finder_and_comparison_cost_the_same_queries_for_few_and_many(client, make_school):
    def queries(address, **asked):
        client.get(address, asked)  # the table of all services is read, as after any change
        with CaptureQueriesContext(connection) as context:
            assert client.get(address, asked).status_code == 200
        return len(context)

    schools = [make_school("School 0", unit="Nest")]
    finder, comparison = queries(SCHOOLS), queries(COMPARE, id=[str(schools[0].pk)])
    schools += [make_school(f"School {number}", unit="Nest") for number in range(1, 25)]
    assert (queries(SCHOOLS), queries(COMPARE, id=[str(s.pk) for s in schools[:4]])) == (finder, comparison)
    assert max(finder, comparison) <= 12, "QUALITY L7: at most 12 queries a page"


def test_with_a_postcode_the_finder_is_kept_nowhere(client, make_school, postcodes):
    make_school("School")
    response = client.get(SCHOOLS, {"postcode": "LU1 1AA", "within": "5"})
    assert response["Cache-Control"] == "no-store"
    assert "within 5 miles" in response.content.decode()
