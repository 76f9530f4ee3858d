"""A site that ran before keeps what its people wrote when the tables change."""

from datetime import time

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("directory", "0002_import_sources")], [("directory", "0005_times_are_rules")]
UNTOLD = {"opens_at": None, "closes_at": None, "valid_from": None, "valid_to": None, "words": "", "term": "", "weekdays": ""}


@pytest.fixture
def old_apps(transactional_db):
    yield MigrationExecutor(connection).migrate(BEFORE).apps
    MigrationExecutor(connection).migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())


def test_times_areas_and_drafts_are_carried_over(old_apps):
    service = a_service(old_apps)
    schedules = old_apps.get_model("directory", "Schedule").objects
    schedules.create(**UNTOLD | {"service": service, "weekdays": "TU, MO", "opens_at": time(9), "closes_at": time(12)})
    schedules.create(**UNTOLD | {"service": service, "words": "Ring first.", "opens_at": time(9), "closes_at": time(12)})
    schedules.create(**UNTOLD | {"service": service, "term": "term-time", "words": "Ask."})
    draft = a_draft(old_apps, service, {"description": "Fun.", "area_outward": "LU3", "schedules": [UNTOLD | {"pk": 1, "weekdays": "SA"}]})

    apps = MigrationExecutor(connection).migrate(AFTER).apps

    kept = apps.get_model("directory", "Schedule").objects.order_by("-rrule").values_list("rrule", "opens_at", "term", "words")
    assert list(kept) == [("FREQ=WEEKLY;BYDAY=MO,TU", time(9), "", ""), ("", None, "term-time", "Ask.")]
    assert apps.get_model("directory", "Service").objects.get().description == "Fun.\n\nRing first., 09:00 to 12:00"
    assert list(apps.get_model("directory", "ServiceArea").objects.values_list("code", flat=True)) == ["LU1", "LU2"]
    content = apps.get_model("wagtailcore", "Revision").objects.get(pk=draft.pk).content
    assert [one["rrule"] for one in content["schedules"]] == ["FREQ=WEEKLY;BYDAY=SA"]
    assert content["areas"] == [{"pk": None, "code": "LU3", "name": ""}]


def a_service(apps):
    taxonomy = apps.get_model("directory", "Taxonomy").objects.create(code="service-kinds", name="Kinds")
    kind = apps.get_model("directory", "TaxonomyTerm").objects.create(taxonomy=taxonomy, code="club", name="Club")
    organisation = apps.get_model("directory", "Organisation").objects.create(name="Example Club")
    return apps.get_model("directory", "Service").objects.create(
        name="Example Club", organisation=organisation, kind=kind, description="Fun.", area_outward="LU1, LU2"
    )


def a_draft(apps, service, content):
    of_services = apps.get_model("contenttypes", "ContentType").objects.get(app_label="directory", model="service")
    revision = apps.get_model("wagtailcore", "Revision")
    return revision.objects.create(
        content_type=of_services, base_content_type=of_services, object_id=str(service.pk), content=content, created_at="2026-01-01T00:00Z"
    )
