"""Slow clients: 400 send headers a byte at a time, 50 send bodies so, 50 read answers so, while `/health/live` is asked.

    var/env-test/bin/python benchmarks/slow_clients.py

The control is the same question with no slow client about. QUALITY L5: p99 under 200 ms. No proxy in front.
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

SLOW_HEADERS, SLOW_BODIES, SLOW_READERS, QUESTIONS = 400, 50, 50, 300


def connect(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=10)


def hold(address: str, stopped: threading.Event) -> list[socket.socket]:
    """Open every slow connection; a thread feeds each a byte a second until stopped."""
    start_headers = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    start_body = b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n"
    reader = b"GET /parents/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    senders = [open_with(address, start_headers) for _ in range(SLOW_HEADERS)]
    senders += [open_with(address, start_body) for _ in range(SLOW_BODIES)]
    readers = [open_with(address, reader * 20, small_window=True) for _ in range(SLOW_READERS)]
    threading.Thread(target=drip, args=(senders, readers, stopped), daemon=True).start()
    return senders + readers


def open_with(address: str, first: bytes, *, small_window: bool = False) -> socket.socket:
    connection = connect(address)
    if small_window:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    connection.sendall(first)
    return connection


def drip(senders: list[socket.socket], readers: list[socket.socket], stopped: threading.Event) -> None:
    while not stopped.wait(1):
        for connection in senders:
            quietly(connection.send, b"a")
        for connection in readers:
            quietly(connection.recv, 1)


def quietly(action, argument) -> None:
    try:
        action(argument)
    except OSError:
        return


def ask(address: str) -> list[float]:
    """Milliseconds of each answer of `/health/live`, asked one after the other on new connections."""
    times = []
    for _ in range(QUESTIONS):
        started = time.perf_counter()
        with urllib.request.urlopen(f"{address}/health/live", timeout=30) as answer:
            answer.read()
        times.append((time.perf_counter() - started) * 1000)
        time.sleep(0.01)
    return times


def main() -> int:
    with tempfile.TemporaryDirectory() as scratch, our_site(Path(scratch) / "data") as (address, _):
        alone = ask(address)
        stopped = threading.Event()
        held = hold(address, stopped)
        time.sleep(3)
        among = ask(address)
        stopped.set()
        for connection in held:
            connection.close()
    for name, times in (("control: nobody else", alone), (f"among {len(held)} slow clients", among)):
        print(
            f"{name:28} median {statistics.median(times):7.2f} ms   p99 {statistics.quantiles(times, n=100)[98]:7.2f} ms   worst {max(times):7.2f} ms"
        )
    return 0 if statistics.quantiles(among, n=100)[98] < 200 else 1


if __name__ == "__main__":
    sys.exit(main())
