"""Slow clients: 400 send headers a byte at a time, 50 send bodies so, 50 read answers so, while `/health/live` is asked.

    var/env-test/bin/python benchmarks/slow_clients.py

The control is the same question with no slow client about. QUALITY L5: p99 under 200 ms, and none over 2 s. No proxy in front.
"""

import socket
import statistics
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from sites import our_site

SLOW_HEADERS, SLOW_BODIES, SLOW_READERS = 400, 50, 50
SECONDS = 45
HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"
)
READER = b"GET /parents/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20


class SlowClient:
    """One connection that sends a byte, or reads one, each second; opened again whenever the server ends it."""

    def __init__(self, address: str, first: bytes, *, reads: bool):
        host, port = address.removeprefix("http://").split(":")
        self.target, self.first, self.reads, self.connection = (host, int(port)), first, reads, None

    def step(self) -> None:
        try:
            if self.connection is None:
                self.open()
            elif self.reads:
                self.connection.recv(1)
            else:
                self.connection.send(b"a")
        except BlockingIOError:
            return
        except OSError:
            self.close()

    def open(self) -> None:
        self.connection = socket.create_connection(self.target, timeout=1)
        if self.reads:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.connection.sendall(self.first)
        self.connection.setblocking(False)

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None


def slow_clients(address: str) -> list[SlowClient]:
    kinds = ((HEADERS, SLOW_HEADERS, False), (BODY, SLOW_BODIES, False), (READER, SLOW_READERS, True))
    return [SlowClient(address, first, reads=reads) for first, how_many, reads in kinds for _ in range(how_many)]


def keep_slow(clients: list[SlowClient], stopped: threading.Event) -> None:
    while not stopped.wait(1):
        for client in clients:
            client.step()
    for client in clients:
        client.close()


def ask(address: str) -> list[float]:
    """Milliseconds of each answer of `/health/live`, asked one after the other on new connections for the whole time."""
    times, end = [], time.monotonic() + SECONDS
    while time.monotonic() < end:
        started = time.perf_counter()
        with urllib.request.urlopen(f"{address}/health/live", timeout=60) as answer:
            answer.read()
        times.append((time.perf_counter() - started) * 1000)
        time.sleep(0.02)
    return times


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch, our_site(Path(scratch) / "data") as (address, _):
        alone = ask(address)
        stopped, clients = threading.Event(), slow_clients(address)
        for client in clients:
            client.step()
        threading.Thread(target=keep_slow, args=(clients, stopped), daemon=True).start()
        time.sleep(2)
        among = ask(address)
        still_open = sum(client.connection is not None for client in clients)
        stopped.set()
    for name, times in (("control: nobody else", alone), (f"among {still_open} slow clients", among)):
        figures = (
            f"median {statistics.median(times):7.2f} ms   p99 {statistics.quantiles(times, n=100)[98]:7.2f} ms   worst {max(times):8.2f} ms"
        )
        print(f"{name:28} {len(times):5d} answers   {figures}")
    return 0 if statistics.quantiles(among, n=100)[98] < 200 and max(among) < 2000 else 1


if __name__ == "__main__":
    sys.exit(main())
