from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from localoffer.directory.actions.duplicates import find_duplicates, keep_apart, take_as_same
from localoffer.directory.duplicates import Candidate, compare, names_alike, pairs
from localoffer.directory.errors import MayNot
from localoffer.directory.models import Location, PossibleDuplicate, Service

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
ONE, TWO = UUID(int=1), UUID(int=2)


def like(first, second):
    """The reasons why two services are a pair, each given as (name, postcode, phone, website)."""
    found = compare(
        *(
            Candidate(key, name, frozenset({code}), phone, web)
            for key, (name, code, phone, web) in zip((ONE, TWO), (first, second), strict=True)
        )
    )
    return found.reasons if found else None


@pytest.mark.parametrize(
    ("first", "second", "reasons"),
    [
        (("Example Stars", "LU1 1AA", "", ""), ("The Example Stars Ltd", "LU11AA", "", ""), ("name", "place")),
        (("Example Stars Nursery", "", "01632 960001", ""), ("Example Stars", "", "+44 1632 960001", ""), ("name", "phone")),
        (("Example Stars", "", "", "https://www.example.org/"), ("Stars, Example", "", "", "http://EXAMPLE.org"), ("name", "web")),
        (("Stay and play", "LU1 1AA", "", ""), ("Stay and play", "LU4 9AB", "", ""), None),
        (("Stay and play", "", "", ""), ("Stay and play", "", "", ""), None),
        (
            ("Example Nursery", "LU1 1AA", "01632 960001", "https://example.org"),
            ("Example Swim Club", "LU1 1AA", "01632 960001", "https://example.org"),
            None,
        ),
        (("A", "", "999", ""), ("A", "", "999", ""), None),
        (("Example Club", "", "", "https://example.org/swim"), ("Example Club", "", "", "https://example.org/judo"), None),
        (("少年クラブ", "LU1 1AA", "", ""), ("少年クラブ", "LU1 1AA", "", ""), ("name", "place")),
    ],
)
def test_a_pair_has_names_alike_and_one_thing_more(first, second, reasons):
    assert like(first, second) == reasons


def test_more_in_common_is_likelier():
    alike = [Candidate(key, "Example Stars", frozenset({"LU1 1AA"}), "01632 960001", "https://example.org") for key in (ONE, TWO)]
    assert compare(*alike).likeness > compare(alike[0], Candidate(TWO, "Example Stars", frozenset({"LU1 1AA"}))).likeness


@pytest.mark.parametrize(
    ("one", "other"), [("Club", "Example Club"), ("", "Example"), ("The", "And"), ("Nursery", "Example Stars Nursery")]
)
def test_a_word_that_many_share_makes_no_name_alike(one, other):
    assert names_alike(one, other) < 85


def test_each_pair_is_found_once_and_many_at_one_number_cost_no_square():
    many = [Candidate(uuid4(), f"Team {number:05}", frozenset(), "01632 960000") for number in range(5000)]
    twins = [Candidate(key, "Example Stars", frozenset({"LU1 1AA"}), "01632 960001") for key in (TWO, ONE)]
    found = [pair for pair in pairs([*many, *twins]) if ONE in (pair.first, pair.second)]
    assert [(pair.first, pair.second) for pair in found] == [(ONE, TWO)]


@pytest.fixture
def twins(make_service):
    first = make_service("Example Stars", postcode="LU1 1AA", phone="01632 960001")
    second = make_service("Example Stars Nursery", postcode="LU1 1AA", phone="01632 960001")
    return first, second


@pytest.mark.django_db
def test_pairs_are_found_once_however_often_it_runs(twins):
    assert find_duplicates(now=NOW) == {"found": 1, "new": 1, "gone": 0}
    assert find_duplicates(now=NOW) == {"found": 1, "new": 0, "gone": 0}
    (pair,) = PossibleDuplicate.objects.undecided()
    assert (pair.reasons, {pair.first, pair.second}) == (["name", "place", "phone"], set(twins))


@pytest.mark.django_db
def test_a_decision_is_kept_and_never_asked_for_again(twins, editor):
    find_duplicates(now=NOW)
    pair = PossibleDuplicate.objects.get()
    keep_apart(pair, because="Two rooms of one house.", by=editor, now=NOW)
    find_duplicates(now=NOW)
    assert not PossibleDuplicate.objects.undecided().exists()
    kept = PossibleDuplicate.objects.get()
    assert (kept.because, kept.decided_by, kept.decided_on) == ("Two rooms of one house.", editor, date(2026, 11, 24))


@pytest.mark.django_db
def test_the_same_service_twice_leaves_one_and_deletes_none(twins, editor, told):
    find_duplicates(now=NOW)
    pair = PossibleDuplicate.objects.get()
    assert told == []
    take_as_same(pair, keep=twins[0], because="Same door, same staff.", by=editor, now=NOW)
    assert list(Service.objects.published()) == [twins[0]]
    assert told == [str(twins[1].pk)]
    assert Service.objects.count() == 2
    assert "Example Stars" in Service.objects.get(pk=twins[1].pk).held_back_because


@pytest.mark.django_db
def test_a_pair_no_longer_alike_is_not_asked_about(twins):
    find_duplicates(now=NOW)
    Service.objects.filter(pk=twins[1].pk).update(name="Something else")
    assert find_duplicates(now=NOW) == {"found": 0, "new": 0, "gone": 1}
    assert not PossibleDuplicate.objects.exists()


@pytest.mark.django_db
def test_who_may_not_and_who_says_no_reason_decides_nothing(twins, editor, provider):
    find_duplicates(now=NOW)
    pair = PossibleDuplicate.objects.get()
    stranger = Service.objects.exclude(pk__in=[twins[0].pk]).first()
    for refused in (
        lambda: keep_apart(pair, because=" ", by=editor, now=NOW),
        lambda: keep_apart(pair, because="x", by=provider, now=NOW),
        lambda: take_as_same(pair, keep=Service(pk=uuid4(), name=stranger.name), because="x", by=editor, now=NOW),
    ):
        with pytest.raises(MayNot):
            refused()
    keep_apart(pair, because="x", by=editor, now=NOW)
    with pytest.raises(MayNot):
        take_as_same(pair, keep=twins[0], because="y", by=editor, now=NOW)


@pytest.mark.django_db
def test_a_hidden_address_makes_no_pair(twins):
    Location.objects.update(is_masked=True)
    Service.objects.update(phone="")
    assert find_duplicates(now=NOW)["found"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "facts",
    [
        {"decision": "apart"},
        {"because": "x"},
        {"decision": "apart", "because": "x"},
        {"decision": "maybe", "because": "x", "decided_on": "2026-01-01"},
    ],
)
def test_the_database_refuses_a_decision_without_day_and_reason(twins, facts):
    find_duplicates(now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PossibleDuplicate.objects.update(**facts)


@pytest.mark.django_db
def test_a_dry_run_writes_nothing(twins, capsys):
    call_command("find_duplicates", "--dry-run")
    assert "1 pairs are alike" in capsys.readouterr().out
    assert not PossibleDuplicate.objects.exists()
