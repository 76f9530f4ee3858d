"""Every address of the site, from the URLconf itself: Wagtail's and allauth's too."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

SAMPLES = {
    "uuid": "00000000-0000-4000-8000-000000000000", "int": 999999, "slug": "page", "str": "page", "path": "none/such",
    "key": "none-such", "uidb36": "1", "uidb64": "MQ", "token": "set-password", "pk": 999999,
    "revision_id_a": "live", "revision_id_b": "latest",
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """`name` as the permission table writes it; `sample` an address made of it, none for a route without a name."""

    name: str
    route: str
    sample: str | None


def addresses() -> list[Address]:
    found = {address.name: address for address in _walk(get_resolver().url_patterns)}
    return list(found.values())


def _walk(patterns, namespaces=(), route="", names=()) -> Iterator[Address]:
    for entry in patterns:
        here = route + str(entry.pattern)
        known = (*names, *entry.pattern.converters.items())
        if isinstance(entry, URLPattern):
            name = ":".join([*namespaces, entry.name]) if entry.name else f"route:{here}"
            yield Address(name, here, _sample(name, entry, known))
        else:
            yield from _walk(entry.url_patterns, (*namespaces, entry.namespace) if entry.namespace else namespaces, here, known)


def _sample(name: str, entry: URLPattern, converters) -> str | None:
    if name.startswith("route:"):
        return None
    regex = entry.pattern.regex
    kwargs = {key: SAMPLES.get(key, SAMPLES["str"]) for key in regex.groupindex}
    if "pk" in kwargs:  # a snippet's, as text
        kwargs["pk"] = SAMPLES["uuid"] if "_directory_" in name else SAMPLES["int"]
    for key, converter in converters:
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        if key != "pk" or kind != "str":
            kwargs[key] = SAMPLES[kind]
    try:
        if kwargs:
            return reverse(name, kwargs=kwargs)
        unnamed = regex.groups
        return reverse(name, args=["999999", "live", "latest"][:unnamed] if unnamed == 3 else ["999999", "file.pdf"][:unnamed])
    except NoReverseMatch:
        return None
