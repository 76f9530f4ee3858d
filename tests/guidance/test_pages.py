import pytest
from django.test import Client
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from localoffer.core import things
from localoffer.core.signals import things_changed
from localoffer.guidance.models import QuestionPage


def test_question_page_gives_answer_steps_number_and_law(client, council):
    html = client.get("/questions/taxi/").content.decode()
    for words in (
        "You can ask for help with travel.",
        "Tell the school.",
        "01632 960001",
        "tel:01632960001",
        "Education Act 1996",
        "Not yet checked",
    ):
        assert words in html


def test_question_is_on_its_audience_and_topic_pages(client, council):
    for address in ("/parents/", "/topics/travel/", "/topics/travel/school-travel/", "/questions/"):
        assert "/questions/taxi/" in client.get(address).content.decode(), address


def test_related_is_never_empty_while_there_is_another_question(client, council):
    QuestionPage.objects.get(slug="taxi").related.all().delete()
    assert "/questions/bus/" in client.get("/questions/taxi/").content.decode()


def test_a_short_answer_typed_on_several_lines_is_one(council):
    page = QuestionPage.objects.get(slug="taxi")
    page.short_answer = "You can ask\r\n for help. "
    page.full_clean()
    assert page.short_answer == "You can ask for help."


def test_draft_is_not_seen_until_it_is_published(client, council, editor):
    page = QuestionPage.objects.get(slug="taxi")
    page.short_answer = "canary words of a draft"
    revision = page.save_revision(user=editor)
    for address in ("/questions/taxi/", "/parents/", "/sitemap.xml"):
        assert "canary" not in client.get(address).content.decode()
    assert "canary" not in str(list(things.describe("question")))
    revision.publish()
    assert "canary words of a draft" in client.get("/questions/taxi/").content.decode()


def test_unpublished_question_leaves_every_list(client, council):
    QuestionPage.objects.get(slug="taxi").unpublish()
    assert client.get("/questions/taxi/").status_code == 404
    for address in ("/parents/", "/topics/travel/", "/questions/", "/sitemap.xml"):
        assert "/questions/taxi/" not in client.get(address).content.decode(), address


def test_publishing_and_deleting_are_told(council):
    told = []

    def hear(kind, keys, **_ignored):
        told.append((kind, tuple(keys)))

    things_changed.connect(hear)
    page = QuestionPage.objects.get(slug="taxi")
    page.save_revision().publish()
    page.delete()
    things_changed.disconnect(hear)
    assert told.count(("question", ("taxi",))) >= 2


def test_an_officer_publishes_through_the_desk_and_a_visitor_sees_it(council, admin, client_as):
    page = QuestionPage.objects.get(slug="taxi")
    officer, visitor = client_as(admin), Client()
    assert "Better words" not in visitor.get("/questions/taxi/").content.decode()
    form = desk_form(page) | {"short_answer": "Better words for a tired parent.", "action-publish": "1"}
    answer = officer.post(f"/admin/pages/{page.pk}/edit/", form)
    assert answer.status_code == 302, answer.context["form"].errors
    assert "Better words for a tired parent." in visitor.get("/questions/taxi/").content.decode()


def desk_form(page, stream=None) -> dict:
    """What the desk's form for this page sends when an officer opens it and presses the button."""
    stream = stream or [("text", {"heading": "More", "text": rich_text("<p>Words.</p>")})]
    return nested_form_data({
        "title": page.title, "slug": page.slug, "short_answer": page.short_answer, "asked_as": page.asked_as,
        "body": streamfield(stream), "related": inline_formset([]), "comments": inline_formset([]),
        "contact_keys": page.contact_keys, "audiences": page.audiences,
        "review_every_months": page.review_every_months, "owner_team": page.owner_team,
    })  # fmt: skip


@pytest.mark.parametrize(("address", "most"), [("/", 14), ("/questions/taxi/", 24), ("/parents/", 16), ("/topics/travel/", 20)])
def test_number_of_queries_does_not_grow_with_the_number_of_questions(client, council, django_assert_max_num_queries, address, most):
    from localoffer.guidance.actions import load_content

    from .conftest import write_question

    for number in range(10):
        write_question(council, f"extra-{number}", other="taxi")
    load_content(council)
    client.get(address)
    with django_assert_max_num_queries(most):
        client.get(address)
