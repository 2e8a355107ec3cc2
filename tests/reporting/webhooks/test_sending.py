"""A message leaves over TLS to the host that was meant, and to no other."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from services.reporting.application.sending import Sender, Sent

LONG_AGO, LONG_AWAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2090, 1, 1, tzinfo=UTC)
OK = "HTTP/1.1 204 No Content\r\n\r\n"


class Place:
    """A server on this machine that answers every request with the same words."""

    def __init__(self, port: int, requests: list[str]) -> None:
        self.port, self.requests = port, requests


@asynccontextmanager
async def answering(words: str | None, tls: ssl.SSLContext | None = None) -> AsyncIterator[Place]:
    """Serve ``words``; never answer when there are none."""
    requests: list[str] = []
    serving: list[asyncio.Task[None]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.append(task)
        head = await reader.readuntil(b"\r\n\r\n")
        requests.append(head.decode())
        if words is None:
            await reader.read()
        else:
            writer.write(words.encode())
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=tls)
    try:
        yield Place(server.sockets[0].getsockname()[1], requests)
    finally:
        server.close()
        await asyncio.gather(*serving, return_exceptions=True)


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    made = Sender(is_loopback_allowed=True, seconds=5)
    yield made
    await made.close()


async def test_an_acknowledged_message_is_sent_and_its_headers_come_along(sender: Sender) -> None:
    async with answering(OK) as place:
        url = f"http://localhost:{place.port}/hook?a=b"
        assert await sender.send(url, {"webhook-id": "1"}, "{}") == Sent()
    (request,) = place.requests
    assert request.startswith("POST /hook?a=b HTTP/1.1\r\n")
    assert f"host: localhost:{place.port}\r\n" in request.lower()
    assert "webhook-id: 1\r\n" in request


@pytest.mark.parametrize(
    ("status", "sent"),
    [
        ("500 No", Sent(fault="http-500")),
        ("410 Gone", Sent(fault="http-410", is_final=True)),
        ("429 Slow\r\nRetry-After: 90", Sent(fault="http-429", asked=timedelta(seconds=90))),
        ("503 No\r\nRetry-After: soon", Sent(fault="http-503")),
        ("302 Found\r\nLocation: http://10.0.0.1/", Sent(fault="http-302")),
    ],
)
async def test_what_is_not_acknowledged_is_a_fault_and_a_redirect_is_not_followed(
    sender: Sender, status: str, sent: Sent
) -> None:
    async with answering(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n") as place:
        assert await sender.send(f"http://127.0.0.1:{place.port}/", {}, "{}") == sent
    assert len(place.requests) == 1


async def test_a_receiver_that_never_answers_is_left() -> None:
    impatient = Sender(is_loopback_allowed=True, seconds=0.2)
    async with answering(None) as place:
        sent = await impatient.send(f"http://127.0.0.1:{place.port}/", {}, "{}")
    await impatient.close()
    assert sent == Sent(fault="timeout")


async def test_a_receiver_that_is_not_there_is_unreachable(sender: Sender) -> None:
    assert await sender.send("http://127.0.0.1:1/", {}, "{}") == Sent(fault="unreachable")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "[::1]", "10.0.0.1"])
async def test_a_name_that_leads_inwards_is_not_followed(host: str) -> None:
    strict = Sender(is_loopback_allowed=False, seconds=5)
    async with answering(OK) as place:
        sent = await strict.send(f"http://{host}:{place.port}/", {}, "{}")
    await strict.close()
    assert (sent, place.requests) == (Sent(fault="address-refused"), [])


def certified(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """Return a certificate of ``name`` to trust, and a server that has its key."""
    key = Ed25519PrivateKey.generate()
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(LONG_AGO)
        .not_valid_after(LONG_AWAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, None)
    )
    public, private = folder / "public.pem", folder / "private.pem"
    public.write_bytes(certificate.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(public, private)
    return public, tls


@pytest.mark.parametrize(
    ("name", "sent"), [("localhost", Sent()), ("other.example", Sent(fault="unreachable"))]
)
async def test_the_certificate_must_be_of_the_host_that_was_named(
    tmp_path: Path, name: str, sent: Sent
) -> None:
    public, tls = certified(tmp_path, name)
    sender = Sender(
        is_loopback_allowed=True, seconds=5, trusted=ssl.create_default_context(cafile=public)
    )
    async with answering(OK, tls) as place:
        assert await sender.send(f"https://localhost:{place.port}/", {}, "{}") == sent
    await sender.close()
    assert len(place.requests) == (sent == Sent())
