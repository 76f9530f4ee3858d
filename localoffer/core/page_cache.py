"""Whole public pages, kept so that a busy day costs little and a lost database costs nothing.

A page is kept per worker in bounded memory, with a copy on disk. In memory it is fresh while the content version stands
and for at most five minutes. When the database is away, the copy is served however old it is: old help beats no help.
Keyed by host, path and the parameters that the view reads; the others (a newsletter's, a social network's) are taken out
of the request, so that they neither make a page anew nor stand in its links. Kept only for anonymous GETs that answered
200 with no cookie. A view whose answer hangs on what somebody typed is marked `never_cached`. See ADR 1.
"""

import gzip
import hashlib
import json
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, resolve

from .versions import current_version

FRESH_SECONDS = 300
LARGEST_PAGE = 1024 * 1024
LONGEST_QUERY = 300
DISK_PAGES = 5000
KEPT_HEADERS = ("Content-Type", "Content-Language", "Link", "X-Robots-Tag", "Last-Modified")
NEVER, READS = "_localoffer_never_cached", "_localoffer_reads_parameters"
PASSED_BY = ("/admin/", "/account/", "/health/", "/static/", "/media/", "/search/", "/documents/", "/api/")


@dataclass(slots=True)
class KeptPage:
    """One answer, compressed. `version` is the content version it was made at, `made_at` monotonic seconds."""

    body: bytes
    headers: dict[str, str]
    version: int
    made_at: float = field(default_factory=time.monotonic)

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:24]}"'


class PageStore:
    """A bounded, thread-safe store of pages in memory; the page used longest ago leaves first."""

    def __init__(self, megabytes: int):
        self.limit, self.size = megabytes * 1024 * 1024, 0
        self.pages: OrderedDict[str, KeptPage] = OrderedDict()
        self.lock = threading.Lock()

    def get(self, key: str) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, key: str, page: KeptPage) -> None:
        with self.lock:
            old = self.pages.pop(key, None)
            self.size += len(page.body) - (len(old.body) if old else 0)
            self.pages[key] = page
            while self.size > self.limit and self.pages:
                _, dropped = self.pages.popitem(last=False)
                self.size -= len(dropped.body)

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.size = 0


class DiskCopies:
    """The last good copy of each page in the data directory, for the time the database is away."""

    def __init__(self, folder: Path):
        self.folder = folder

    def _path(self, key: str) -> Path:
        return self.folder / f"{hashlib.sha256(key.encode()).hexdigest()}.page"

    def put(self, key: str, page: KeptPage) -> None:
        """Write whole or not at all; a full disk loses the copy, never the answer."""
        path = self._path(key)
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            if not path.exists() and sum(1 for _ in os.scandir(self.folder)) >= DISK_PAGES:
                return
            head = json.dumps({"headers": page.headers, "version": page.version}).encode()
            draft = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
            draft.write_bytes(head + b"\n" + page.body)
            draft.replace(path)

    def get(self, key: str) -> KeptPage | None:
        try:
            head, _, body = self._path(key).read_bytes().partition(b"\n")
            return KeptPage(body, json.loads(head)["headers"], json.loads(head)["version"])
        except (OSError, ValueError, KeyError):
            return None


class PageCacheMiddleware:
    """Answer from the store, else let the view answer and keep what it said."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response
        self.store = PageStore(settings.PAGE_CACHE_MEGABYTES)
        self.copies = DiskCopies(Path(settings.DATA_DIR) / "pages")
        self.making: dict[str, threading.Lock] = {}
        self.making_lock = threading.Lock()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self._may_answer(request):
            return self.get_response(request)
        leave_unread_parameters_out(request)
        key, version = page_key(request), current_version()
        if version is None:
            return self._while_database_is_away(request, key)
        page = self.store.get(key)
        if page and is_fresh(page, version):
            return respond(request, page)
        with self._only_one_makes(key):
            page = self.store.get(key)
            if page and is_fresh(page, version):
                return respond(request, page)
            return self._make(request, key, version)

    @staticmethod
    def _may_answer(request: HttpRequest) -> bool:
        return (
            request.method in ("GET", "HEAD")
            and settings.PAGE_CACHE_MEGABYTES > 0
            and settings.SESSION_COOKIE_NAME not in request.COOKIES
            and not request.path.startswith(PASSED_BY)
            and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        )

    def _make(self, request: HttpRequest, key: str, version: int) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 500 and current_version() is None:
            copy = self.copies.get(key)
            return respond(request, copy) if copy else response
        if request.method != "GET" or not may_keep(response):
            return response
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        page = KeptPage(gzip.compress(response.content, 6, mtime=0), headers, version)
        self.store.put(key, page)
        if not request.META.get("QUERY_STRING"):
            self.copies.put(key, page)
        return respond(request, page)

    def _while_database_is_away(self, request: HttpRequest, key: str) -> HttpResponse:
        page = self.store.get(key) or self.copies.get(key)
        if page:
            return respond(request, page)
        return self.get_response(request)

    def _only_one_makes(self, key: str) -> threading.Lock:
        """One thread makes a page and the others wait for it: a thousand visitors cost one rendering."""
        with self.making_lock:
            if len(self.making) > 10_000:
                self.making.clear()
            return self.making.setdefault(key, threading.Lock())


def never_cached(view: Callable) -> Callable:
    """Mark a view whose answer hangs on what a visitor typed."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        return not_kept(view(request, *args, **kwargs))

    return wrapped


def not_kept(response: HttpResponse) -> HttpResponse:
    """Mark one answer that nobody may keep: the next may be another."""
    setattr(response, NEVER, True)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def reads_parameters(*names: str) -> Callable:
    """Declare the parameters of its address that a view reads. A view that declares none is asked without any."""

    def declare(view: Callable) -> Callable:
        setattr(view, READS, names)
        return view

    return declare


def leave_unread_parameters_out(request: HttpRequest) -> None:
    """Reduce the request's parameters to those that its view declares, in order of their names."""
    if not request.META.get("QUERY_STRING"):
        return
    try:
        names = getattr(resolve(request.path_info).func, READS, ())
    except Resolver404:
        names = ()
    kept = urlencode(sorted((name, value) for name in names for value in request.GET.getlist(name)))
    request.META["QUERY_STRING"] = kept
    request.GET = QueryDict(kept)


def page_key(request: HttpRequest) -> str:
    return f"{request.get_host()} {request.path}?{request.META.get('QUERY_STRING', '')}"


def is_fresh(page: KeptPage, version: int) -> bool:
    return page.version == version and time.monotonic() - page.made_at < FRESH_SECONDS


def may_keep(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not getattr(response, NEVER, False)
        and "no-store" not in response.get("Cache-Control", "")
        and len(response.content) <= LARGEST_PAGE
        and response.get("Content-Type", "").startswith(("text/", "application/xml", "application/json"))
    )


def respond(request: HttpRequest, page: KeptPage) -> HttpResponse:
    """Turn a kept page into an answer, compressed where the browser takes it, empty where it has it."""
    if request.META.get("HTTP_IF_NONE_MATCH") == page.etag:
        response = HttpResponse(status=304)
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.body)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(gzip.decompress(page.body))
    for name, value in page.headers.items():
        response[name] = value
    response["ETag"] = page.etag
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Accept-Encoding"
    return response
