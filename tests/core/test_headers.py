import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PUBLIC = ["/health/live", "/robots.txt", "/theme.css", "/no-such-page/", "/search/", "/services/"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_answers_carry_the_strict_policy_and_no_cookie(client, address):
    answer = client.get(address)
    policy = answer["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.cookies


def test_nobody_may_frame_a_public_page_and_the_desk_frames_its_own_previews(client):
    assert client.get("/search/")["X-Frame-Options"] == "DENY"
    assert client.get("/admin/")["X-Frame-Options"] == "SAMEORIGIN"


def test_the_desk_allows_no_eval(client):
    assert "unsafe-eval" not in client.get("/admin/")["Content-Security-Policy"]


def test_signed_in_pages_are_not_stored(client):
    assert "no-store" in client.get("/admin/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/a%00b/", "/services/?kind=%00", "/%ed%a0%80/"])
def test_an_unreadable_address_is_answered_in_plain_words(client, address):
    answer = client.get(address)
    assert answer.status_code in (400, 404)


def test_error_page_has_a_number_to_ring():
    from localoffer.core.views.errors import server_error

    answer = server_error(None)
    assert answer.status_code == 500
    assert b"999" in answer.content


def test_unsafe_request_that_fails_leaves_nothing(settings):
    """An exception inside a view rolls the whole request back."""
    from django.test import RequestFactory

    from localoffer.core.middleware import OneTransaction
    from localoffer.core.models import ScheduledJob

    def view(request):
        from django.utils import timezone

        ScheduledJob.objects.create(name="half", due_at=timezone.now())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        OneTransaction(lambda r: None).process_view(RequestFactory().post("/"), view, [], {})
    assert not ScheduledJob.objects.filter(name="half").exists()


def test_ready_tells_the_truth(client: Client):
    assert client.get("/health/ready").json() == {"status": "ready", "problems": []}
