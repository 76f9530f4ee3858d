import json

import pytest

from localoffer.core import things
from localoffer.directory.models import CostOption, Schedule, TaxonomyTerm

pytestmark = pytest.mark.django_db


def describe(*keys):
    return list(things.describe("service", keys or None))


@pytest.fixture
def full(make_service, editor):
    service = make_service("Example Club", at=(51.9, -0.4), postcode="LU4 9AB", kind_code="club", phone="01632 960001", description="Lots to do.",
                           min_age_months=24, max_age_months=59)  # fmt: skip
    terms = TaxonomyTerm.objects
    service.needs = [terms.get(taxonomy__code="needs", code="ASD")]
    service.features = [terms.get(code="quiet-hour")]
    service.save()
    CostOption.objects.create(service=service, amount_pence=0)
    Schedule.objects.create(service=service, rrule="FREQ=WEEKLY;BYDAY=SA", opens_at="09:30", closes_at="12:00")
    return service


def test_a_service_is_described_for_search(full):
    (found,) = describe()
    assert (found.ref.kind, found.ref.key, found.title, found.url) == ("service", str(full.pk), "Example Club", full.get_absolute_url())
    assert found.terms == ("service-kinds:club", "needs:ASD", "needs:CI", "session-features:quiet-hour")
    assert (found.min_age_months, found.max_age_months, found.latitude, found.longitude, found.is_free) == (24, 59, 51.9, -0.4, True)
    assert "Lots to do." in found.body
    assert "Autism" in found.body
    assert "Club or activity" in found.phrases
    wanted = {
        "kind": "Club or activity", "place": "LU4, Exampleton", "age": "2 to 4 years", "cost": "Free", "when": "Saturday, 9:30am to midday",
        "features": ["Quiet hour"], "freshness": "Not yet checked by the club", "organisation": "Example Club Ltd", "phone": "01632 960001",
    }  # fmt: skip
    assert wanted.items() <= found.extra.items()
    assert json.loads(json.dumps(found.extra)) == found.extra


def test_only_the_published_ones_asked_for_are_described(make_service):
    live, draft = make_service("Live"), make_service("Draft", live=False)
    make_service("Another")
    assert [found.title for found in describe(str(live.pk), str(draft.pk), "no-uuid", "")] == ["Live"]
    assert len(describe()) == 2
    assert list(things.describe("service", [])) == []


def test_a_service_with_no_point_and_no_cost_says_neither(make_service):
    make_service()
    (found,) = describe()
    assert (found.latitude, found.longitude, found.is_free) == (None, None, None)
    assert found.extra["age"] == ""


@pytest.mark.parametrize("rows", [1, 30])
def test_describing_costs_the_same_queries_for_one_and_for_thirty(make_service, rows, django_assert_num_queries):
    for number in range(rows):
        make_service(f"Nursery {number}", at=(51.9, -0.4))
    with django_assert_num_queries(10):
        assert len(describe()) == rows
