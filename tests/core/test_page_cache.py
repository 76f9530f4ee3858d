import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from localoffer.core import page_cache, versions
from localoffer.core.page_cache import KeptPage, PageCacheMiddleware, PageStore, never_cached


@pytest.fixture
def counted(settings):
    """A page that counts how often it is made, behind the cache; the version it reads can be set."""
    settings.PAGE_CACHE_MEGABYTES = 1
    made = []

    def view(request):
        made.append(request.path)
        return HttpResponse(f"page {len(made)}")

    return PageCacheMiddleware(view), made


@pytest.fixture
def version(monkeypatch):
    state = {"number": 7}
    monkeypatch.setattr(page_cache, "current_version", lambda: state["number"])
    return state


def get(cache, path="/page/", **headers):
    return cache(RequestFactory().get(path, **headers))


def test_second_visitor_is_answered_from_memory(counted, version):
    cache, made = counted
    assert get(cache).content == get(cache).content == b"page 1"
    assert made == ["/page/"]


def test_a_change_makes_the_page_anew(counted, version):
    cache, made = counted
    get(cache)
    version["number"] += 1
    assert get(cache).content == b"page 2"


def test_page_is_made_anew_after_five_minutes(counted, version, monkeypatch):
    cache, made = counted
    get(cache)
    later = page_cache.time.monotonic() + page_cache.FRESH_SECONDS + 1
    monkeypatch.setattr(page_cache.time, "monotonic", lambda: later)
    assert get(cache).content == b"page 2"


def test_page_is_served_stale_while_the_database_is_away(counted, version):
    cache, made = counted
    get(cache)
    version["number"] = None
    assert get(cache).content == b"page 1"


def test_disk_copy_answers_in_a_new_process_while_the_database_is_away(counted, version):
    cache, made = counted
    get(cache)
    cache.store.clear()
    version["number"] = None
    assert get(cache).content == b"page 1"
    assert len(made) == 1


def test_parameters_that_the_view_reads_make_another_page_in_any_order(counted, version):
    cache, made = counted
    get(cache, "/services/?kind=nursery&age=3")
    get(cache, "/services/?age=3&kind=nursery")
    get(cache, "/services/?age=4&kind=nursery")
    assert len(made) == 2


def test_parameters_that_nobody_reads_are_left_out(settings, version):
    settings.PAGE_CACHE_MEGABYTES = 1
    seen = []

    def view(request):
        seen.append((request.GET.dict(), request.get_full_path()))
        return HttpResponse("x")

    cache = PageCacheMiddleware(view)
    for source in ("letter", "club"):
        get(cache, f"/services/?utm_source={source}&age=3&fbclid={source}")
        get(cache, f"/questions/ehc-plans/?utm_source={source}")
    assert seen == [({"age": "3"}, "/services/?age=3"), ({}, "/questions/ehc-plans/")]


def test_signed_in_people_pass_the_cache_by(counted, version, settings):
    cache, made = counted
    for _ in range(2):
        get(cache, HTTP_COOKIE=f"{settings.SESSION_COOKIE_NAME}=x")
    assert len(made) == 2


def test_unchanged_page_is_not_sent_twice(counted, version):
    cache, made = counted
    etag = get(cache)["ETag"]
    answer = get(cache, HTTP_IF_NONE_MATCH=etag)
    assert (answer.status_code, answer.content) == (304, b"")


def test_compressed_for_browsers_that_take_it(counted, version):
    cache, made = counted
    answer = get(cache, HTTP_ACCEPT_ENCODING="gzip, br")
    assert answer["Content-Encoding"] == "gzip"
    assert answer["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("spoil", ["cookie", "error", "never"])
def test_answers_that_must_not_be_kept_are_not(settings, version, spoil):
    settings.PAGE_CACHE_MEGABYTES = 1
    made = []

    def view(request):
        made.append(1)
        response = HttpResponse("x", status=404 if spoil == "error" else 200)
        if spoil == "cookie":
            response.set_cookie("a", "b")
        return response

    cache = PageCacheMiddleware(never_cached(view) if spoil == "never" else view)
    get(cache)
    get(cache)
    assert len(made) == 2


def test_memory_is_bounded_and_the_oldest_page_leaves_first():
    store = PageStore(megabytes=1)
    for number in range(3):
        store.put(str(number), KeptPage(b"x" * 400_000, {}, 1))
    assert store.get("0") is None
    assert store.get("2") is not None
    assert store.size <= 1024 * 1024


@pytest.mark.django_db
def test_version_rises_with_the_council_settings():
    from localoffer.core.models import CouncilSettings

    before = versions.current_version()
    CouncilSettings.objects.create(name="Example Council")
    versions.forget_version()
    assert versions.current_version() > (before or 0)


def test_version_is_none_while_the_database_is_away(monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError("gone")

    monkeypatch.setattr(versions.ContentVersion.objects, "filter", away)
    versions.forget_version()
    assert versions.current_version() is None
