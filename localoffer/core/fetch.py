"""The one way out to the network: allowed hosts only, public addresses only, five seconds, ten megabytes, three redirects.

The name is resolved first and the connection goes to that very address, so that a name which answers differently the
second time (DNS rebinding) leads nowhere. Source: OWASP ASVS 5.0, 1.3.6 and 15.3.2.
"""

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit

import urllib3
from django.conf import settings

SECONDS, LARGEST, REDIRECTS = 5.0, 10 * 1024 * 1024, 3


class CannotFetch(Exception):
    """The address was not fetched; the message says why, in words for an officer."""


def fetch(url: str, *, largest: int = LARGEST, seconds: float = SECONDS) -> bytes:
    """Return the body of an https address on an allowed host. Raises CannotFetch."""
    deadline = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        status, location, body = _get(url, largest=largest, deadline=deadline)
        if status in (301, 302, 303, 307, 308) and location:
            url = urljoin(url, location)
            continue
        if status != 200:
            raise CannotFetch(f"The site answered with the code {status}.")
        return body
    raise CannotFetch(f"The address leads on more than {REDIRECTS} times.")


def _get(url: str, *, largest: int, deadline: float) -> tuple[int, str, bytes]:
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or parts.username or parts.port not in (None, 443):
        raise CannotFetch("Only plain https:// addresses can be fetched.")
    if host not in settings.FETCH_ALLOWED_HOSTS:
        raise CannotFetch(f"{host or 'This address'} is not on the list of sites that may be fetched (LOCALOFFER_FETCH_HOSTS).")
    address = public_address(host)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    pool = urllib3.HTTPSConnectionPool(address, 443, server_hostname=host, assert_hostname=host, retries=False)
    try:
        answer = pool.request("GET", target or "/", headers={"Host": host, "Accept-Encoding": "identity"}, redirect=False,
                              preload_content=False, timeout=_left(deadline))  # fmt: skip
        return answer.status, answer.headers.get("Location", ""), _read(answer, largest=largest, deadline=deadline)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise CannotFetch(f"{host} did not answer in time.") from error
    finally:
        pool.close()


def public_address(host: str) -> str:
    """Resolve a name to one address; refuse it when any of its addresses is not on the public internet."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, 443, proto=socket.IPPROTO_TCP)}
    except OSError as error:
        raise CannotFetch(f"The name {host} could not be found.") from error
    for text in found:
        address = ipaddress.ip_address(text)
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not mapped.is_global or mapped.is_multicast:
            raise CannotFetch(f"{host} leads to an address inside a private network.")
    return sorted(found)[0]


def _read(answer: urllib3.BaseHTTPResponse, *, largest: int, deadline: float) -> bytes:
    body = bytearray()
    for piece in answer.stream(64 * 1024):
        body += piece
        if len(body) > largest:
            raise CannotFetch(f"The file is larger than {largest // (1024 * 1024)} MB.")
        _left(deadline)
    return bytes(body)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise CannotFetch("The site was too slow.")
    return left
