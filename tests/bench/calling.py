"""Callers over HTTP that cost little themselves: kept connections, prepared bytes."""

import asyncio
import json
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import uvloop

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)", re.IGNORECASE)
CONNECTIONS = 8


class AnsweredOtherwise(Exception):  # noqa: N818
    """A service answered with something else than success."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What came back: how many answers, in what time each, within what time in all."""

    count: int
    seconds: float
    milliseconds: Sequence[float]

    @property
    def per_second(self) -> float:
        """The rate."""
        return self.count / self.seconds


Requests = Callable[[], tuple[bytes, Callable[[bytes], None] | None]]
"""Makes the next request, and says who wants its answer's body."""


def post(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a POST as it goes on the wire."""
    lines = [f"POST {path} HTTP/1.1", "host: 127.0.0.1", "content-type: application/json"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"content-length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body


def get(path: str, headers: Mapping[str, str]) -> bytes:
    """Return a GET as it goes on the wire."""
    lines = [f"GET {path} HTTP/1.1", "host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode()


def call(
    port: int, requests: Requests, seconds: float, *, connections: int = CONNECTIONS
) -> Answered:
    """Call for so long, each of some connections as soon as it has its answer."""
    return uvloop.run(_call(port, requests, seconds, connections))


async def _call(port: int, requests: Requests, seconds: float, connections: int) -> Answered:
    begun = time.perf_counter()
    until = begun + seconds
    taken = await asyncio.gather(*(_one(port, requests, until) for _ in range(connections)))
    everything = [each for one in taken for each in one]
    return Answered(
        count=len(everything), seconds=time.perf_counter() - begun, milliseconds=everything
    )


async def _one(port: int, requests: Requests, until: float) -> list[float]:
    line = await Line.open(port)
    taken = []
    while (begun := time.perf_counter()) < until:
        request, heard = requests()
        body = await line.ask(request)
        taken.append(1000 * (time.perf_counter() - begun))
        if heard is not None:
            heard(body)
    line.close()
    return taken


class Line:
    """One connection to a service, kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def open(cls, port: int) -> "Line":
        """Connect."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    def close(self) -> None:
        """Hang up."""
        self._writer.close()

    async def ask(self, request: bytes) -> bytes:
        """Send ``request`` and return the body of the answer.

        Raises:
            AnsweredOtherwise: it is no success; nothing personal is in a problem's answer.
        """
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        body = await self._reader.readexactly(int(length[1]) if length else 0)
        if not head.startswith(b"HTTP/1.1 2"):
            raise AnsweredOtherwise(f"{head.splitlines()[0].decode()}: {body[:500].decode()}")
        return body


def as_json(body: object) -> bytes:
    """Return ``body`` as JSON."""
    return json.dumps(body, separators=(",", ":")).encode()
