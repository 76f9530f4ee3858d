import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from localoffer.core.signals import things_changed
from localoffer.search import engine
from localoffer.search.models import SearchDocument


@pytest.mark.django_db
def test_a_change_is_found_in_the_same_transaction(publish, client):
    publish("question", "swim", "Where can we swim?", summary="Pools with a hoist.")
    found = client.get("/search/", {"q": "swim", "format": "json"}).json()
    assert [r["id"] for r in found["results"]] == ["swim"]


@pytest.mark.django_db
def test_a_rollback_takes_the_row_back(publish):
    def publish_and_fail():
        with transaction.atomic():
            publish("question", "swim", "Where can we swim?")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        publish_and_fail()
    assert not SearchDocument.objects.exists()


@pytest.mark.django_db
def test_what_is_unpublished_leaves_the_index_and_its_words(publish, published):
    publish("service", "one", "Hydrotherapy pool")
    published.clear()
    things_changed.send(sender=None, kind="service", keys=["one"])
    assert not SearchDocument.objects.exists()
    assert engine.candidates(engine.Wanted(words=("hydrotherapy",))) == []


@pytest.mark.django_db
def test_an_update_is_found_by_its_new_words_only(publish):
    publish("service", "one", "Hydrotherapy pool")
    publish("service", "one", "Riding stable")
    assert engine.candidates(engine.Wanted(words=("hydrotherapy",))) == []
    assert [d.key for d in engine.candidates(engine.Wanted(words=("riding",)))] == ["one"]


@pytest.mark.django_db
def test_check_finds_and_mends_a_row_that_is_missing(small_site):
    call_command("check_search_index")
    SearchDocument.objects.filter(key="transport").delete()
    with pytest.raises(CommandError):
        call_command("check_search_index")
    call_command("check_search_index", "--repair")
    call_command("check_search_index")
    assert SearchDocument.objects.filter(key="transport").exists()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no triggers to lose")
def test_check_finds_and_mends_a_lost_trigger(small_site):
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_words_updated")
    with pytest.raises(CommandError):
        call_command("check_search_index")
    call_command("check_search_index", "--repair")
    call_command("check_search_index")
