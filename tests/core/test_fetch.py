import socket

import pytest

from localoffer.core.fetch import CannotFetch, fetch, public_address


def resolve_to(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443))])


@pytest.mark.parametrize(
    "url", ["http://api.os.uk/x", "file:///etc/passwd", "gopher://api.os.uk", "https://u:p@api.os.uk/", "https://api.os.uk:8443/"]
)
def test_only_plain_https_addresses_are_fetched(url):
    with pytest.raises(CannotFetch, match="https"):
        fetch(url)


def test_a_site_that_is_not_on_the_list_is_refused():
    with pytest.raises(CannotFetch, match="not on the list"):
        fetch("https://example.org/file.csv")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "::1", "::ffff:10.0.0.1", "fd00::1"]
)
def test_a_name_that_leads_inside_is_refused(monkeypatch, address):
    resolve_to(monkeypatch, address)
    with pytest.raises(CannotFetch, match="private"):
        public_address("api.os.uk")


def test_a_public_address_is_let_through(monkeypatch):
    resolve_to(monkeypatch, "93.184.215.14")
    assert public_address("api.os.uk") == "93.184.215.14"
