import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from localoffer.core.signals import things_changed
from localoffer.core.versions import forget_version
from localoffer.directory.actions.taxonomies import flattened, save_taxonomy
from localoffer.directory.importers.taxonomies import read_shipped, read_topics
from localoffer.directory.models import Location, Organisation, Postcode, Service, ServiceAtLocation, TaxonomyTerm

HOUSE = Path(__file__).resolve().parents[2]
SHARED = HOUSE.parent / "shared" / "data"
needs_real_data = pytest.mark.skipif(
    not SHARED.exists(), reason="2026-11-24: the real extracts are not on this machine; the shipped files are tested instead"
)


@pytest.fixture
def taxonomies(db):
    for tree in read_shipped(HOUSE / "data" / "taxonomies"):
        save_taxonomy(code=tree["code"], name=tree["name"], description="", terms=flattened(tree["terms"]))


@pytest.fixture
def topics(taxonomies):
    tree = [
        {"code": "early-years", "name": "Early years", "children": [{"code": "early-years/nurseries-childminders", "name": "Nurseries"}]},
    ]
    save_taxonomy(code="topics", name="Topics", description="", terms=flattened(tree))


@pytest.fixture
def kind(taxonomies):
    return lambda code: TaxonomyTerm.objects.get(taxonomy__code="service-kinds", code=code)


@pytest.fixture
def make_service(kind):
    """The smallest published service; `at` is (latitude, longitude) of its door."""

    def make(name="Example Nursery", *, at=None, kind_code="nursery", postcode="", **facts):
        service = Service.objects.create(
            name=name, organisation=Organisation.objects.create(name=f"{name} Ltd"), kind=kind(kind_code), **facts
        )
        if at or postcode:
            latitude, longitude = at or (None, None)
            place = Location.objects.create(latitude=latitude, longitude=longitude, town="Exampleton", postcode=postcode)
            ServiceAtLocation.objects.create(service=service, location=place)
        forget_version()  # no action made it, so nobody was told
        return service

    return make


@pytest.fixture
def postcodes(db):
    """LU1 1AA whole; the sectors LU1 1, LU1 2, LU4 9; the first halves LU1, LU4, LU12 is none."""
    rows = [
        ("LU1 1AA", "postcode", 51.879977, -0.422926),
        ("LU1 1", "sector", 51.88, -0.42),
        ("LU1 2", "sector", 51.8801, -0.4167),
        ("LU4 9", "sector", 51.9038, -0.4670),
        ("LU1", "outward", 51.878, -0.419),
        ("LU4", "outward", 51.8983, -0.4687),
    ]
    Postcode.objects.bulk_create(Postcode(code=code, level=level, latitude=lat, longitude=lon) for code, level, lat, lon in rows)


@pytest.fixture
def review_workflow(db, reviewer):
    """One task: the group of reviewers says yes or no."""
    group = Group.objects.create(name="Reviewers of this test")
    group.permissions.add(Permission.objects.get(codename="publish_service"))
    reviewer.groups.add(group)
    task = GroupApprovalTask.objects.create(name="A reviewer looks")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Review of this test")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    content_type = ContentType.objects.get_for_model(Service)
    WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow


@pytest.fixture
def told():
    """The keys that `things_changed` has named so far."""
    heard: list[str] = []

    def hear(sender, kind, keys, **_ignored):
        heard.extend(keys)

    things_changed.connect(hear, weak=False)
    yield heard
    things_changed.disconnect(hear)


@pytest.fixture
def topics_of_demo(taxonomies):
    tree = read_topics(HOUSE / "data/demo/luton/topics.yaml")
    save_taxonomy(code=tree["code"], name=tree["name"], description="", terms=flattened(tree["terms"]))


@pytest.fixture
def load_shipped_postcodes(db):
    call_command("load_postcodes", stdout=io.StringIO())
