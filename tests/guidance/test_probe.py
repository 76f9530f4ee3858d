import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from localoffer.guidance.actions import load_content
from localoffer.guidance.models import QuestionPage
from .conftest import write_question
from localoffer.search.models import SearchDocument

def test_related_in_revision(council):
    page = QuestionPage.objects.get(slug="taxi")
    assert page.related.count() == 1
    assert len(page.get_latest_revision_as_object().related.all()) == 1

def test_deleted_leaves_search(council):
    assert SearchDocument.objects.filter(kind="question", key="taxi").exists()
    QuestionPage.objects.get(slug="taxi").delete()
    assert not SearchDocument.objects.filter(kind="question", key="taxi").exists()

def test_unpublished_stays(council):
    QuestionPage.objects.get(slug="taxi").unpublish()
    write_question(council, "taxi", other="bus", short="new")
    load_content(council)
    assert not QuestionPage.objects.get(slug="taxi").live

def test_preview(council, rf):
    page = QuestionPage.objects.get(slug="taxi").get_latest_revision_as_object()
    page.title = "preview title"
    r = page.make_preview_request()
    assert r.status_code == 200
    assert b"preview title" in r.content if hasattr(r, "content") else r.render()
    new = QuestionPage(title="brand new", slug="brand-new")
    QuestionPage.objects.first().get_parent().specific
    r = new.make_preview_request()
    assert r.status_code == 200

@pytest.mark.parametrize("a", ["/", "/questions/taxi/", "/parents/", "/topics/travel/", "/topics/", "/questions/", "/about/"])
def test_q(council, client, a):
    for n in range(10):
        write_question(council, f"extra-{n}", other="taxi")
    load_content(council)
    client.get(a)
    with CaptureQueriesContext(connection, ) as q:
        client.get(a)
    print(a, len(q))
    for x in q: print("   ", x["sql"][:1000].split(" FROM ")[-1][:220])
