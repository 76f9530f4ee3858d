"""How long things are kept is data that explains itself."""

from datetime import timedelta

import pytest

from localoffer.core.periods import Period, period, periods


def test_every_period_says_of_what_and_why():
    for entry in periods().values():
        assert entry.days > 0
        assert entry.of.strip()
        assert entry.why.strip()


def test_a_period_nobody_named_is_an_error():
    assert period("history") == timedelta(days=periods()["history"].days)
    with pytest.raises(KeyError):
        period("for-ever")


@pytest.mark.parametrize(("days", "words"), [(730, "2 years"), (365, "1 year"), (548, "18 months"), (30, "30 days"), (1, "1 day")])
def test_days_are_said_in_words(days, words):
    assert Period("x", days, "x", "x").in_words == words
