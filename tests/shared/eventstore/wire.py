"""A wire that is cut where a test wants it, between a program and the server."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, quote, urlsplit


class Wire:
    """Passes on what both sides say, until an answer is to be lost."""

    def __init__(self, server_url: str) -> None:
        self._parts = urlsplit(server_url)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._is_losing = False
        self._words: bytes | None = None
        self.has_lost = False

    @property
    def url(self) -> str:
        """The server's URL, by way of this wire."""
        login = f"{self._parts.username}:{quote(self._parts.password or '', safe='')}"
        host, port = self._listener.getsockname()
        return f"postgresql://{login}@{host}:{port}{self._parts.path}?sslmode=disable"

    def lose_answer_to(self, words: bytes) -> None:
        """Cut the wire, once, when the server has answered to what the client says so."""
        self._words = words

    def accept(self) -> None:
        """Serve whoever connects, until the wire is taken down."""
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = self._server()
                for pump in (self._to_server, self._to_client):
                    threading.Thread(target=pump, args=(client, server), daemon=True).start()

    def close(self) -> None:
        """Take the wire down."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _server(self) -> socket.socket:
        folder = parse_qs(self._parts.query).get("host")
        port = self._parts.port or 5432
        if folder is None:
            return socket.create_connection((self._parts.hostname, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{folder[0]}/.s.PGSQL.{port}")
        return server

    def _to_server(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := client.recv(65536):
                if self._words is not None and self._words in said:
                    self._words, self._is_losing = None, True
                server.sendall(said)
        server.close()

    def _to_client(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while said := server.recv(65536):
                if self._is_losing:
                    self._is_losing, self.has_lost = False, True
                    break
                client.sendall(said)
        client.shutdown(socket.SHUT_RDWR)
        client.close()


@contextmanager
def wire_to(server_url: str) -> Iterator[Wire]:
    """Yield a wire that leads to the server."""
    wire = Wire(server_url)
    threading.Thread(target=wire.accept, daemon=True).start()
    yield wire
    wire.close()
