"""What other systems are given of our services, and how they ask."""

import gzip
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from localoffer.api import json_schema
from localoffer.core import versions
from localoffer.directory.actions.services import hold_back, let_go, tell, unpublish
from localoffer.directory.models import OpenRecord, Organisation, Service, ServiceAtLocation, Taxonomy, TaxonomyTerm

from .conftest import CANARIES, ROOT

pytestmark = pytest.mark.django_db
LISTS = ["/services", "/service_at_locations", "/organizations", "/taxonomies", "/taxonomy_terms", "/removed_services"]


def names(page) -> set[str]:
    return {record["name"] for record in page["contents"]}


def every_answer(client) -> str:
    """All that the API says anywhere, as one text."""
    said = [
        client.get(f"{ROOT}{path}{query}").content for path in LISTS for query in ("", "?full=true", "?full_service=true", "?minimal=true")
    ]
    for model, path in ((Service, "services"), (Organisation, "organizations"), (ServiceAtLocation, "service_at_locations")):
        said += [client.get(f"{ROOT}/{path}/{key}").content for key in model.objects.values_list("pk", flat=True)]
    return b"\n".join(said).decode()


def test_the_root_says_which_standard_it_is(get, db):
    assert get("/")["version"] == "HSDS-UK-3.0"
    assert json_schema.faults(get("/"), "api_details.json") == []


def test_the_page_envelope_is_the_standards(get, make_service):
    for number in range(5):
        make_service(f"Example {number}")
    page = get("/services", per_page=2, page=3)
    told = {name: page[name] for name in ("total_items", "total_pages", "page_number", "size", "first_page", "last_page", "empty")}
    assert told == {
        "total_items": 5, "total_pages": 3, "page_number": 3, "size": 1, "first_page": False, "last_page": True, "empty": False,
    }  # fmt: skip
    assert set(page) == {*told, "contents"}
    seen = [record["id"] for number in (1, 2, 3) for record in get("/services", per_page=2, page=number)["contents"]]
    assert len(set(seen)) == 5


def test_a_page_after_the_last_is_empty_and_no_page_is_larger_than_asked(get, make_service):
    make_service()
    page = get("/services", page=7)
    assert (page["empty"], page["size"], page["contents"], page["total_items"], page["last_page"]) == (True, 0, [], 1, True)


def test_an_empty_directory_has_one_empty_page(get, db):
    page = get("/services")
    assert (page["total_items"], page["total_pages"], page["first_page"], page["last_page"], page["empty"]) == (0, 1, True, True, True)


@pytest.mark.parametrize("query", ["", "?full=true"])
def test_every_shape_of_service_is_valid_in_the_list_and_by_itself(client, directory, query):
    page = client.get(f"{ROOT}/services{query}").json()
    assert json_schema.faults(page, "service_list.json") == []
    assert names(page) == {"Example Saturday Club", "Example School", "Example Refuge", "Example Bare"}
    for record in page["contents"]:
        one = client.get(f"{ROOT}/services/{record['id']}").json()
        assert json_schema.faults(one, "service.json") == []


@pytest.mark.parametrize("noun", ["service_at_location", "organization", "taxonomy", "taxonomy_term"])
def test_every_other_noun_is_valid_in_its_list_and_by_itself(client, directory, noun):
    plural = {"taxonomy": "taxonomies"}.get(noun, f"{noun}s")
    page = client.get(f"{ROOT}/{plural}", {"per_page": 100}).json()
    assert json_schema.faults(page, f"{noun}_list.json") == []
    assert page["contents"]
    for record in page["contents"][:5]:
        one = client.get(f"{ROOT}/{plural}/{record['id']}").json()
        assert json_schema.faults(one, f"{noun}.json") == []
        assert one["id"] == record["id"]


def test_fields_without_a_value_are_left_out(client, directory):
    def look(value, where=""):
        assert value not in (None, "", [], {}) or where.endswith("/contents"), where
        for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            look(below, f"{where}/{key}")

    for path in LISTS:
        look(client.get(f"{ROOT}{path}?full=true").json(), path)
    bare = client.get(f"{ROOT}/services/{directory['bare'].pk}").json()
    assert set(bare) == {
        "id", "organization_id", "name", "status", "last_modified", "additional_urls", "organization", "attributes",
    }  # fmt: skip


def test_a_service_of_which_all_is_known_says_all(get, full_service):
    one = get(f"/services/{full_service.pk}")
    assert (one["minimum_age"], one["maximum_age"], one["status"], one["assured_date"]) == (2.5, 10, "active", "2026-03-03")
    assert one["description"] == "A club on Saturdays.\n\nGames and a quiet room.\n\nBring a drink."
    [door] = one["service_at_locations"]
    assert door["location"]["addresses"][0]["postal_code"] == "LU1 1AA"
    assert door["location"]["addresses"][0]["state_province"] == "England"
    weekly, monthly, daily = sorted(one["schedules"], key=lambda each: each.get("freq", ""), reverse=True)
    assert (weekly["freq"], weekly["byday"], weekly["opens_at"], weekly["closes_at"], weekly["timezone"]) == (
        "WEEKLY", "SA", "10:00", "12:30", "Europe/London",
    )  # fmt: skip
    assert weekly["service_at_location_id"] == door["id"]
    assert (monthly["freq"], monthly["byday"], monthly["opens_at"], monthly["notes"]) == ("MONTHLY", "-1MO", "00:00", "Ring the bell")
    assert "freq" not in daily
    assert "in term time" in daily["description"]
    assert sorted(each.get("amount", -1) for each in one["cost_options"]) == [-1, 0, 5.5]
    assert {each["number"] for each in one["contacts"][0]["phones"]} == {"01632 960001", "01632 960002"}
    areas = {each["name"]: each for each in one["service_areas"]}
    assert areas["Exampleton"]["uri"].endswith("/E06000032")
    assert (areas["LU3 2"]["extent"], areas["LU3 2"]["extent_type"]) == ("LU3 2", "text")


def test_send_facts_are_attributes_of_a_published_taxonomy(get, full_service, school):
    one = get(f"/services/{full_service.pk}")
    facts = {each["taxonomy_term"]["code"]: each for each in one["attributes"] if each["link_type"] == "send_fact"}
    assert (facts["route"]["value"], facts["needs-plan"]["value"], facts["needs-diagnosis"]["value"]) == ("panel", "yes", "no")
    assert (facts["waiting-time"]["value"], facts["waiting-time"]["as_of"]) == ("About 6 weeks", "2026-03-03")
    assert {each["taxonomy_term"]["code"] for each in one["attributes"] if each["link_type"] == "need"} == {"ASD", "SLCN"}
    [said] = [each for each in one["attributes"] if each["link_type"] == "provider_answer"]
    assert (said["value"], said["as_of"]) == ("We use pictures.", "2026-03-03")
    [own] = [each for each in one["attributes"] if each["link_type"] == "own_field"]
    assert (own["taxonomy_term"]["name"], own["value"]) == ("Warm drinks", "yes")
    listed = {record["id"] for page in (1, 2, 3) for record in get("/taxonomy_terms", per_page=100, page=page)["contents"]}
    assert {each["taxonomy_term_id"] for each in one["attributes"] if each["link_type"] != "own_field"} <= listed
    unit = next(each for each in get(f"/services/{school.pk}")["attributes"] if each["taxonomy_term"].get("code") == "school-unit")
    assert unit["value"] == "The Nest. SEN unit. Autism. 12 places. By plan"


def test_a_service_that_is_closed_says_so(get, school):
    one = get(f"/services/{school.pk}")
    assert (one["status"], one["alert"]) == ("temporarily closed", "The roof leaks.")


def test_nothing_hidden_comes_out_anywhere(client, directory):
    said = every_answer(client)
    assert "Example Saturday Club" in said
    assert [word for word in CANARIES.values() if word.lower() in said.lower()] == []
    assert "Canaryown" not in said
    assert "LU4 9TT" not in said
    assert "EX1" in said  # the register's number is on the service's page too


def test_a_masked_place_gives_its_town_and_half_its_postcode_only(get, hidden):
    [door] = get(f"/services/{hidden.pk}")["service_at_locations"]
    assert door["location"] == {"id": door["location_id"], "location_type": "physical", "description": "Exampleton, LU4"}


def test_a_service_held_back_after_it_was_told_is_not_given_even_if_the_note_is_wrong(client, make_service, editor):
    service = make_service()
    Service.objects.filter(pk=service.pk).update(held_back_on=timezone.localdate(), held_back_by=editor, held_back_because="x")
    assert OpenRecord.objects.given().filter(pk=service.pk).exists()
    assert client.get(f"{ROOT}/services/{service.pk}").status_code == 404
    assert client.get(f"{ROOT}/services").json()["total_items"] == 0
    assert client.get(f"{ROOT}/organizations").json()["total_items"] == 0


def test_filters_narrow_the_list(get, full_service, school, terms):
    autism, topic = terms("needs", "ASD"), Taxonomy.objects.get(code="session-features")
    assert names(get("/services", taxonomy_term_id=autism.pk)) == {"Example Saturday Club"}
    assert names(get("/services", taxonomy_term_id=full_service.languages.first().pk)) == {"Example Saturday Club"}
    assert names(get("/services", taxonomy_id=topic.pk)) == {"Example Saturday Club"}
    assert names(get("/services", taxonomy_id=full_service.kind.taxonomy_id)) == {"Example Saturday Club", "Example School"}
    assert names(get("/services", organization_id=school.organisation_id)) == {"Example School"}
    assert names(get("/services", search="saturday CLUB!")) == {"Example Saturday Club"}
    assert get("/services", search="...")["empty"]


def test_a_postcode_narrows_to_what_serves_it_and_a_distance_to_what_is_near(get, full_service, school):
    from localoffer.directory.models import Postcode

    for code, latitude in (("LU3 2AA", 51.89), ("LU9 9AA", 51.89)):
        Postcode.objects.create(code=code, level="postcode", latitude=latitude, longitude=-0.42)
    assert names(get("/services", postcode="LU3 2AA")) == {"Example Saturday Club", "Example School"}
    assert names(get("/services", postcode="LU9 9AA")) == {"Example School"}
    assert names(get("/services", postcode="lu32aa", proximity=2000)) == {"Example Saturday Club"}
    assert get("/services", postcode="LU3 2AA", proximity=100)["empty"]
    assert get("/service_at_locations", postcode="LU3 2AA", proximity=2000)["total_items"] == 1


def test_modified_after_gives_what_changed_since_and_the_removed_are_told(get, client, make_service, editor, reviewer):
    stays, goes, back = make_service("Stays"), make_service("Goes"), make_service("Back")
    OpenRecord.objects.update(changed_at=timezone.now() - timedelta(days=2))
    since = (timezone.now() - timedelta(days=1)).isoformat()
    assert get("/services", modified_after=since)["empty"]
    for service in (goes, back):
        hold_back(service, because="Wrong", by=editor, now=timezone.now())
    let_go(back, by=reviewer)
    assert names(get("/services", modified_after=since)) == {"Back"}
    assert [record["id"] for record in get("/removed_services", modified_after=since)["contents"]] == [str(goes.pk)]
    assert client.get(f"{ROOT}/services/{goes.pk}").status_code == 410
    assert get("/services", modified_after=since, minimal="true")["contents"][0]["id"] == str(back.pk)
    assert stays.pk not in {record["id"] for record in get("/removed_services")["contents"]}


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-24",
        "2026-11-24T10:00:00Z",
        "2026-11-24T10:00",
        "2026-11-24 10:00:00",
        "2026-11-24T10:00:00+00:00",
        "2026-11-24T10:00:00 00:00",
    ],
)
def test_a_moment_may_be_written_in_several_ways(get, make_service, written):
    make_service()
    OpenRecord.objects.update(changed_at="2026-11-24T11:00:00Z")
    assert get("/services", modified_after=written)["total_items"] == 1
    OpenRecord.objects.update(changed_at="2026-11-23T11:00:00Z")
    assert get("/services", modified_after=written)["empty"]


def test_a_deleted_service_is_told_as_removed_and_a_draft_never_is(get, client, make_service, reviewer):
    draft, deleted, down = make_service(live=False), make_service("Deleted"), make_service("Down")
    gone = deleted.pk
    deleted.delete()
    unpublish(down, by=reviewer)
    assert {record["id"] for record in get("/removed_services")["contents"]} == {str(gone), str(down.pk)}
    assert client.get(f"{ROOT}/services/{draft.pk}").status_code == 404


def test_a_changed_place_organisation_or_word_counts_as_a_change_of_the_service(full_service, terms):
    place = full_service.at_locations.first().location
    for part in (place, full_service.organisation, terms("needs", "ASD")):
        OpenRecord.objects.update(changed_at=timezone.now() - timedelta(days=2))
        part.save()
        assert OpenRecord.objects.get(pk=full_service.pk).changed_at > timezone.now() - timedelta(hours=1), part


def test_minimal_gives_ids_and_moments_on_one_page(get, make_service):
    for number in range(120):
        make_service(f"Example {number}", organisation=Organisation.objects.first())
    page = get("/services", minimal="true")
    assert (page["size"], page["total_pages"]) == (120, 1)
    assert set(page["contents"][0]) == {"id", "modified_date"}


def test_terms_are_found_by_taxonomy_parent_and_lowest_level(get, terms):
    needs = Taxonomy.objects.get(code="needs")
    assert {each["code"] for each in get("/taxonomy_terms", parent_id=terms("needs", "CI").pk)["contents"]} == {"SLCN", "ASD"}
    lowest = get("/taxonomy_terms", taxonomy_id=needs.pk, top_only="true", per_page=100)["contents"]
    assert "CI" not in {each["code"] for each in lowest}
    assert get(f"/taxonomies/{needs.pk}")["taxonomy_terms"]
    assert get("/taxonomies", search="needs")["total_items"] == 1


def test_an_organization_gives_its_services_and_whole_ones_when_asked(get, full_service, hidden):
    one = get(f"/organizations/{full_service.organisation_id}")
    assert one["services"] == [{"id": str(full_service.pk), "name": "Example Saturday Club", "status": "active"}]
    whole = get(f"/organizations/{full_service.organisation_id}", full_service="true")
    assert whole["services"][0]["schedules"]


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=x", "page=-1", "page=99999999999999999999", "per_page=0", "per_page=101", "per_page=1e9", "taxonomy_term_id=x",
        "organization_id=1", "modified_after=yesterday", "modified_after=2026-13-01", "modified_after=0001-01-01T00:00:00%2B14:00",
        "minimal=maybe", "postcode=nowhere", "proximity=100", "proximity=x", "proximity=nan", "format=xml",
        "search=" + "a" * 300, "taxonomy_id=%00",
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words_with_the_name_of_the_parameter(client, terms, query):
    response = client.get(f"{ROOT}/services?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    told = response.json()
    if "%00" not in query:
        assert told["problems"][0]["parameter"] == query.split("=")[0]
        assert told["problems"][0]["problem"].endswith((".", "character).", "characters (it has 300)."))


@pytest.mark.parametrize("path", ["/services/", "/services/x", "/nothing", "/services/00000000-0000-4000-8000-000000000000"])
def test_what_is_not_there_is_told_to_programs_too(client, terms, path):
    response = client.get(ROOT + path)
    assert (response.status_code, response["Content-Type"], response["Access-Control-Allow-Origin"]) == (
        404, "application/problem+json", "*",
    )  # fmt: skip


def test_only_reading_is_taken(client, make_service):
    service = make_service()
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(f"{ROOT}/services/{service.pk}")
        assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    asked = client.options(f"{ROOT}/services", headers={"Origin": "https://example.org", "Access-Control-Request-Method": "GET"})
    assert (asked.status_code, asked["Access-Control-Allow-Origin"], asked["Access-Control-Allow-Methods"]) == (
        204,
        "*",
        "GET, HEAD, OPTIONS",
    )


def test_an_answer_is_compressed_tagged_and_not_sent_twice(client, full_service):
    plain = client.get(f"{ROOT}/services")
    packed = client.get(f"{ROOT}/services", headers={"Accept-Encoding": "gzip"})
    assert json.loads(gzip.decompress(packed.content)) == plain.json()
    assert packed["ETag"] == plain["ETag"]
    assert "Accept-Encoding" in packed["Vary"]
    again = client.get(f"{ROOT}/services", headers={"If-None-Match": plain["ETag"], "Accept-Encoding": "gzip"})
    assert (again.status_code, again.content, again["Access-Control-Allow-Origin"]) == (304, b"", "*")
    assert client.get(f"{ROOT}/services", headers={"If-Modified-Since": plain["Last-Modified"]}).status_code == 304
    Service.objects.filter(pk=full_service.pk).update(name="Another Club")
    tell([full_service.pk])
    versions.forget_version()
    changed = client.get(f"{ROOT}/services", headers={"If-None-Match": plain["ETag"]})
    assert (changed.status_code, names(changed.json())) == (200, {"Another Club"})


def test_no_cookie_and_any_site_may_read(client, full_service):
    response = client.get(f"{ROOT}/services")
    assert not response.cookies
    assert (response["Access-Control-Allow-Origin"], response["Cross-Origin-Resource-Policy"]) == ("*", "cross-origin")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/services", 3), ("/services?full=true", 15), ("/service_at_locations", 3), ("/service_at_locations?full=true", 16),
        ("/organizations", 3), ("/organizations?full=true", 4), ("/organizations?full_service=true", 17), ("/taxonomy_terms", 3),
        ("/taxonomies", 3), ("/services?minimal=true", 2),
    ],
)  # fmt: skip
def test_a_list_asks_the_database_as_often_for_thirty_as_for_one(client, full_service, make_service, path, most):
    def queries(per_page: int) -> int:
        address = f"{ROOT}{path}{'&' if '?' in path else '?'}per_page={per_page}"
        client.get(address)  # what is read once a content version is read here
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    def copies(number: int) -> None:
        for each in range(number):
            copy = make_service(f"Copy {each}")
            copy.needs.set(TaxonomyTerm.objects.filter(code="ASD"))
            copy.save()
            ServiceAtLocation.objects.create(service=copy, location=full_service.at_locations.first().location)

    one = queries(1)
    copies(29)
    versions.forget_version()
    assert queries(30) <= one <= most


def test_the_description_for_programs_names_each_address_of_ours(get, db):
    from localoffer.api.urls import urlpatterns

    told = get("/openapi.json")
    urlpatterns = [each for each in urlpatterns if str(each.pattern).startswith("open-referral/")]
    ours = {
        "/" + str(each.pattern).removeprefix("open-referral/v3/").replace("<uuid:pk>", "{id}").replace("<path:path>", "{path}")
        for each in urlpatterns
    }
    assert set(told["paths"]) == ours - {"/openapi.json"}
    assert told["paths"]["/services"]["get"]["responses"].keys() == {"200", "304", "400"}
