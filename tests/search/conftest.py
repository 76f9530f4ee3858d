"""Three kinds of things that stand for the real ones."""

import pytest

from localoffer.core import things, versions
from localoffer.core.signals import things_changed
from localoffer.core.things import Description, Kind, ThingRef
from localoffer.search import held


@pytest.fixture(autouse=True)
def _fresh_answers():
    held.forget_answers()
    yield
    held.forget_answers()


@pytest.fixture
def published(db, monkeypatch):
    """{(kind, key): Description} of what is published; `tell()` sends the signal as an app would."""
    shelf: dict[tuple[str, str], Description] = {}

    def kind(name):
        def describe(keys=None):
            return iter([d for (k, key), d in shelf.items() if k == name and (keys is None or key in keys)])

        return Kind(name, name.title(), describe)

    monkeypatch.setattr(things, "_kinds", {name: kind(name) for name in ("question", "information", "topic", "service")})
    return shelf


@pytest.fixture
def publish(published):
    def put(kind, key, title, **facts):
        published[kind, key] = Description(ThingRef(kind, key), title, f"/{kind}/{key}/", **facts)
        things_changed.send(sender=None, kind=kind, keys=[key])
        versions.forget_version()

    return put


@pytest.fixture
def small_site(publish):
    publish("question", "ehc-plans", "What is an EHC plan?", summary="A legal document.", phrases=("how do I apply for an EHCP",))
    publish("question", "short-breaks", "How do I get a short break?", summary="Time off from caring.", phrases=("I need a rest",))
    publish("question", "transport", "Can my child get help to travel to school?", phrases=("taxi to his special school",))
    for number in range(30):
        publish(
            "service", f"nursery-{number:02}", f"Nursery {number:02}", terms=("service-kinds:nursery",),
            latitude=51.88 + number / 100, longitude=-0.42, extra={"organisation": "Busy Bees of Testing", "place": "LU4"},
        )  # fmt: skip
