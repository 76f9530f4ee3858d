"""A visitor's form: taken with a good token from our own page, otherwise given back whole with a sentence that helps."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory

from localoffer.core.models import ReceivedForm
from localoffer.core.visitor_forms import (
    TOKEN_FIELD,
    TOKEN_LASTS,
    FormNotChecked,
    FormToken,
    Refusal,
    VisitorForm,
    is_from_our_own_page,
    receive_once,
    takes_visitor_forms,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
PATH, WORDS = "/tell-us/", "My daughter waits since March"
OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}
PAGE = engines["django"].from_string(
    "{% load core_tags %}{% include 'components/form-errors.html' with form=form only %}"
    "<form method='post'>{% form_token form %}{% include 'components/field.html' with field=form.words only %}</form>"
)


class TellUsForm(VisitorForm):
    purpose = "tell-us"
    words = forms.CharField(min_length=5)


class OtherForm(TellUsForm):
    purpose = "other"


@takes_visitor_forms
def tell_us(request):
    form = TellUsForm(request, now=request.now)
    if form.is_valid():
        return HttpResponse("Thank you")
    return HttpResponse(PAGE.render({"form": form}), status=form.status)


def get(*, path=PATH, form=TellUsForm, now=NOW) -> str:
    """The token that the page of this form holds."""
    request = RequestFactory().get(path)
    return re.search(rf'name="{TOKEN_FIELD}" value="([^"]+)"', PAGE.render({"form": form(request, now=now)})).group(1)


def sent(token: str | None, *, words=WORDS, headers=OUR_PAGE, now=NOW, **extra):
    data = {"words": words} | ({} if token is None else {TOKEN_FIELD: token})
    request = RequestFactory().post(PATH, data, headers=headers, **extra)
    request.now = now
    return request


def test_a_form_of_our_own_page_is_taken():
    assert tell_us(sent(get())).content == b"Thank you"


REFUSED = {
    "no token": (lambda: None, {}, Refusal.NOT_OURS),
    "an empty token": (lambda: "", {}, Refusal.NOT_OURS),
    "a token that we did not sign": (lambda: get()[:-1] + ("A" if get()[-1] != "A" else "B"), {}, Refusal.NOT_OURS),
    "a token of another form": (lambda: get(form=OtherForm), {}, Refusal.NOT_OURS),
    "a token of another address": (lambda: get(path="/comments/"), {}, Refusal.NOT_OURS),
    "a token of yesterday": (lambda: get(now=NOW - TOKEN_LASTS - timedelta(seconds=1)), {}, Refusal.TOO_OLD),
    "the page of another site": (get, {"Sec-Fetch-Site": "cross-site"}, Refusal.ELSEWHERE),
    "a page beside ours": (get, {"Sec-Fetch-Site": "same-site"}, Refusal.ELSEWHERE),
    "no page at all": (get, {"Sec-Fetch-Site": "none"}, Refusal.ELSEWHERE),
    "another origin": (get, {"Origin": "https://bad.example"}, Refusal.ELSEWHERE),
    "our name over another scheme": (get, {"Origin": "https://testserver"}, Refusal.ELSEWHERE),
    "an origin held back": (get, {"Origin": "null"}, Refusal.ELSEWHERE),
    "an origin that is no address": (get, {"Origin": "http://[bad"}, Refusal.ELSEWHERE),
    "an origin of ours behind another site's page": (
        get,
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
        Refusal.ELSEWHERE,
    ),
    "a sender that says nothing": (get, None, Refusal.ELSEWHERE),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refused_form_says_what_to_do_and_loses_nothing_that_was_typed(why):
    token, headers, refusal = REFUSED[why]
    answer = tell_us(sent(token(), headers=OUR_PAGE if headers == {} else headers or {}))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert str(refusal.value) in page
    assert f'value="{WORDS}"' in page


@pytest.mark.parametrize("why", ["no token", "a token of yesterday", "a token of another address"])
def test_the_page_of_a_refused_form_is_taken_at_the_next_press(why):
    page = tell_us(sent(REFUSED[why][0]())).content.decode()
    fresh = re.search(rf'name="{TOKEN_FIELD}" value="([^"]+)"', page).group(1)
    assert tell_us(sent(fresh)).content == b"Thank you"


@pytest.mark.parametrize(("age", "is_taken"), [(timedelta(0), True), (TOKEN_LASTS, True), (TOKEN_LASTS + timedelta(seconds=1), False)])
def test_a_token_is_good_for_a_day(age, is_taken):
    assert TellUsForm(sent(get(now=NOW - age)), now=NOW).is_valid() is is_taken


def test_a_mistake_in_the_form_is_no_refusal():
    answer = tell_us(sent(get(), words="abc"))
    assert answer.status_code == 422
    assert 'value="abc"' in answer.content.decode()


def test_a_form_of_another_origin_is_told_so_though_it_has_mistakes():
    form = TellUsForm(sent(get(), words="", headers={"Origin": "https://bad.example"}), now=NOW)
    assert (form.status, form.non_field_errors()) == (403, [str(Refusal.ELSEWHERE.value)])


@pytest.mark.parametrize(
    ("headers", "extra", "is_ours"),
    [
        ({"Origin": "http://testserver"}, {}, True),
        ({"Origin": "https://testserver"}, {"secure": True}, True),
        ({"Origin": "http://testserver:8000"}, {}, False),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, {}, True),
    ],
)
def test_where_a_form_came_from_is_read_as_browsers_say_it(headers, extra, is_ours):
    assert is_from_our_own_page(RequestFactory().post("/", headers=headers, **extra)) is is_ours


def test_the_page_of_a_form_is_kept_nowhere_and_sets_no_cookie():
    request = RequestFactory().get(PATH)
    request.now = NOW
    answer = tell_us(request)
    assert (answer["Cache-Control"], dict(answer.cookies)) == ("no-store", {})


def test_no_two_pages_hold_the_same_key():
    assert FormToken.read(get()).key != FormToken.read(get()).key


def test_a_view_that_forgets_the_token_fails():
    with pytest.raises(FormNotChecked):
        takes_visitor_forms(lambda request: HttpResponse())(RequestFactory().post("/"))


def test_only_these_forms_are_out_of_the_cookies_rule():
    house = Path(__file__).resolve().parents[2] / "localoffer"
    assert [path.name for path in house.rglob("*.py") if "csrf_exempt" in path.read_text()] == ["visitor_forms.py"]


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_counts_once():
    token = get()
    first, second, another = (TellUsForm(sent(each), now=NOW) for each in (token, token, get()))
    assert [receive_once(form, now=NOW) for form in (first, second, another)] == [True, False, True]
    assert ReceivedForm.objects.count() == 2


@pytest.mark.django_db
def test_keys_are_kept_longer_than_any_token_and_then_forgotten():
    from localoffer.core.leftovers import prune_leftovers

    receive_once(TellUsForm(sent(get()), now=NOW), now=NOW)
    assert prune_leftovers(now=NOW + TOKEN_LASTS).form_keys == 0
    assert prune_leftovers(now=NOW + timedelta(days=3)).form_keys == 1
