"""The validator, on the standard's own examples, on ourselves, and on what a stranger's feed may send."""

import json

import pytest
from django.core.management import CommandError, call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from localoffer.api import feed_check, feeds, json_schema
from localoffer.api.feed_check import FeedCheck
from localoffer.core.fetch import CannotFetch

from .conftest import STANDARD

MOCKS = STANDARD / "validator-mocks"
needs_examples = pytest.mark.skipif(
    not STANDARD.exists(), reason="2026-11-24: the standard's examples are not on this machine; our own records are tested instead"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda below: (
        st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["id", "contents", "name", "email", "location", "x"]), below)
    ),
    max_leaves=20,
)


def findings(name: str) -> list[feed_check.Finding]:
    return FeedCheck(feeds.saved_feed(MOCKS / f"V3.0-UK-{name}")).verdict().findings


@needs_examples
@pytest.mark.parametrize("name", ["Default", "Test"])
def test_the_standards_good_feeds_pass(name, capsys):
    call_command("validate_open_referral", str(MOCKS / f"V3.0-UK-{name}"))
    assert "It passes" in capsys.readouterr().out
    # Their lists are cut from longer ones, and the counts in them were left as they were: the standard's validator does not count.
    assert {finding.severity for finding in findings(name)} == {feed_check.WARNING}
    assert all("says size is" in finding.words for finding in findings(name))


@needs_examples
def test_the_standards_bad_feed_fails_for_what_is_wrong_with_it():
    words = [f"{finding.endpoint} {finding.words}" for finding in findings("Fail") if finding.severity == feed_check.ERROR]
    assert "/ /: profile is missing." in words
    assert any("/services /contents/0: name is missing." in word for word in words)
    assert any("email" in word and "should be written as email" in word for word in words)
    with pytest.raises(CommandError, match="does not pass"):
        call_command("validate_open_referral", str(MOCKS / "V3.0-UK-Fail"))


@needs_examples
def test_the_standards_doubtful_feed_passes_with_a_warning():
    [*found] = findings("Warn")
    assert {finding.severity for finding in found} == {feed_check.WARNING}
    assert any(finding.endpoint.startswith("/taxonomy_terms") and "description is missing" in finding.words for finding in found)


@needs_examples
def test_the_standards_examples_are_valid_one_by_one():
    examples = STANDARD / "oruk-specifications/3.0/examples"
    for path in examples.glob("*.json"):
        noun = path.name.replace("_full", "")
        assert json_schema.faults(json.loads(path.read_text()), noun) == [], path.name


@pytest.mark.django_db
def test_our_own_feed_passes_with_a_service_of_every_shape(directory, capsys):
    verdict = FeedCheck(feeds.own_feed(), pages=50).verdict()
    assert verdict.findings == []
    assert verdict.answers > 15
    call_command("validate_open_referral")
    assert "It passes" in capsys.readouterr().out


@pytest.mark.django_db
def test_our_own_feed_fails_when_a_broken_record_gets_in(directory):
    from localoffer.directory.models import OpenRecord

    OpenRecord.objects.update(problem="")
    assert not FeedCheck(feeds.own_feed(), pages=50).verdict().passes


def test_one_saved_answer_is_checked_by_what_it_seems_to_be(tmp_path, capsys):
    path = tmp_path / "answer.json"
    path.write_text(json.dumps({"version": "HSDS-UK-3.0", "profile": "https://example.org", "openapi_url": "https://example.org/o.json"}))
    call_command("validate_open_referral", str(path))
    assert "keeps to api_details.json" in capsys.readouterr().out
    path.write_text(json.dumps({"empty": False, "contents": [{"id": "1", "name": "Club", "status": "open"}]}))
    with pytest.raises(CommandError, match=r"breaks service_list.json in 2 places"):
        call_command("validate_open_referral", str(path))
    path.write_text("no JSON")
    with pytest.raises(CommandError, match="no JSON"):
        call_command("validate_open_referral", str(path))


def test_an_address_is_read_through_the_guarded_fetch(monkeypatch):
    asked = []

    def fetched(url):
        asked.append(url)
        if url.endswith("/services"):
            return b'{"empty": true, "contents": [], "first_page": true, "last_page": true, "size": 3}'
        raise CannotFetch("The site answered with the code 404.")

    monkeypatch.setattr(feeds, "fetch", fetched)
    verdict = FeedCheck(feeds.feed_at("https://example.org/v3/")).verdict()
    assert asked[:2] == ["https://example.org/v3/", "https://example.org/v3/services"]
    told = {(finding.severity, finding.endpoint) for finding in verdict.findings}
    assert ("error", "/") in told
    assert ("warning", "/taxonomies") in told
    assert any("says size is 3; it is 0" in finding.words for finding in verdict.findings)


def test_an_address_that_is_not_https_or_not_allowed_is_refused(capsys):
    with pytest.raises(CommandError, match="https"):
        call_command("validate_open_referral", "http://127.0.0.1:8000/")
    with pytest.raises(CommandError):
        call_command("validate_open_referral", "https://feed.example.org/")
    assert "not on the list of sites that may be fetched" in capsys.readouterr().out


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b"\xff", b"1" * 5000])
def test_what_is_no_json_is_told_in_words(body):
    with pytest.raises(feeds.NoAnswer, match="no JSON"):
        feeds.read_json(body)


@given(JSON)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_no_answer_of_a_stranger_breaks_the_check(answer):
    verdict = FeedCheck(feeds.Feed("a stranger", lambda _endpoint, **_ignored: answer)).verdict()
    assert not verdict.passes  # nothing so short is a feed
    feed_check.check_document(answer)


def test_a_schema_with_a_word_that_we_do_not_know_is_not_half_checked(settings, tmp_path):
    folder = tmp_path / "openreferral/3.0/schema"
    folder.mkdir(parents=True)
    (folder / "later.json").write_text('{"type": "object", "minProperties": 3}')
    settings.SHIPPED_DATA_DIR = tmp_path
    with pytest.raises(json_schema.UnknownSchema, match="minProperties"):
        json_schema.schema("later.json")
    with pytest.raises(json_schema.UnknownSchema):
        json_schema.schema("../../../secret.json")


@pytest.mark.parametrize(
    ("text", "name", "is_so"),
    [
        ("ac148810-d857-441c-9679-408f346de14b", "uuid", True), ("ac148810d857441c9679408f346de14b", "uuid", False),
        ("https://example.org/a?b=c#d", "uri", True), ("example.org", "uri", False), ("https://", "uri", False),
        ("https://exa mple.org", "uri", False), ("http://[::1", "uri", False), ("mailto:a@example.org", "uri", True),
        ("a@example.org", "email", True), ("a@", "email", False), ("2026-11-24T20:15:00.123Z", "date-time", True),
        ("2026-11-24", "date-time", False), ("anything", "a-format-nobody-knows", True),
    ],
)  # fmt: skip
def test_formats_are_as_the_standards_have_them(text, name, is_so):
    assert json_schema.has_format(text, name) is is_so
