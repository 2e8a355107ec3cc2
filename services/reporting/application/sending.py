"""Sending one message to an address outside: over TLS, to a public host, without redirects."""

import asyncio
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import httpx

from services.reporting.domain.webhook_rules import may_be_reached

SECONDS = 10.0  # for the whole message; well below the lease it is sent under
GONE = 410


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How it went. ``fault`` is a code, None when the receiver has acknowledged the message."""

    fault: str | None = None
    asked: timedelta | None = None  # how long the receiver wants us to wait
    is_final: bool = False


class _AddressRefused(Exception):  # noqa: N818
    """The host's name leads to where no webhook may go."""


class Sender:
    """Sends over HTTP. What the receiver answers is not read, but for its status.

    The host's addresses are looked up and judged anew for each message, and the one judged is
    the one connected to: a name that is pointed elsewhere meanwhile leads nowhere else.
    """

    def __init__(
        self,
        *,
        is_loopback_allowed: bool,
        trusted: ssl.SSLContext | bool = True,
        seconds: float = SECONDS,
    ) -> None:
        self._is_loopback_allowed = is_loopback_allowed
        self._seconds = seconds
        self._client = httpx.AsyncClient(
            verify=trusted, follow_redirects=False, trust_env=False, timeout=seconds
        )

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def send(self, url: str, headers: Mapping[str, str], body: str) -> Sent:
        """Post ``body`` and say how it went; whatever happens, an answer."""
        try:
            async with asyncio.timeout(self._seconds):
                return await self._post(httpx.URL(url), headers, body)
        except (TimeoutError, httpx.TimeoutException):
            return Sent(fault="timeout")
        except _AddressRefused:
            return Sent(fault="address-refused")
        except (OSError, httpx.HTTPError, httpx.InvalidURL):
            return Sent(fault="unreachable")

    async def _post(self, url: httpx.URL, headers: Mapping[str, str], body: str) -> Sent:
        there = url.copy_with(host=await self._address(url))
        async with self._client.stream(
            "POST",
            there,
            content=body.encode(),
            headers={**headers, "host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.host},
        ) as answer:
            if answer.is_success:
                return Sent()
            asked = answer.headers.get("retry-after", "")
            return Sent(
                fault=f"http-{answer.status_code}",
                asked=timedelta(seconds=int(asked[:6])) if asked.isdecimal() else None,
                is_final=answer.status_code == GONE,
            )

    async def _address(self, url: httpx.URL) -> str:
        port = url.port or (443 if url.scheme == "https" else 80)
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
        addresses = [str(place[0]) for *_, place in found]
        allowed = self._is_loopback_allowed
        if not all(may_be_reached(each, is_loopback_allowed=allowed) for each in addresses):
            raise _AddressRefused
        return addresses[0]
