"""The OpenAPI tells the truth of the edge: Schemathesis, seeded, finds nothing to object to."""

import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from shared.testing.tokens import ANALYST, CASEWORKER, E_SERVICE, ROBOT
from tests.shared.http.matters import build

CHECKS = """
seed = 20261122
headers = {{ Authorization = "Bearer {caseworker}" }}

[checks.positive_data_acceptance]  # a version that has moved, a key that has been used
expected-statuses = ["2xx", "304", "401", "403", "404", "409", "412", "422"]

[checks.missing_required_header]  # RFC 6585 for If-Match
expected-statuses = ["400", "401", "403", "415", "428"]
"""
OPERATION = """
[[operations]]
include-path = "{path}"
headers = {{ Authorization = "Bearer {token}" }}
"""
OTHERS = {
    "/matters/reports": E_SERVICE,
    "/matters/{matterId}/touch": ROBOT,
    "/matters/feed/events": ANALYST,
    "/matters/feed/text": ANALYST,
}


class Server(uvicorn.Server):
    """A server that says when it answers."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()


@pytest.fixture
def address() -> Iterator[str]:
    config = uvicorn.Config(build(), host="127.0.0.1", port=0, log_config=None, access_log=False)
    server = Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    assert server.answers.wait(timeout=10)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.processes
def test_schemathesis_finds_nothing(address: str, tmp_path: Path) -> None:
    parts = [OPERATION.format(path=path, token=token) for path, token in OTHERS.items()]
    config = tmp_path / "schemathesis.toml"
    config.write_text(CHECKS.format(caseworker=CASEWORKER) + "".join(parts))
    found = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"),
            *(f"{address}/openapi.json", "--url", address, "--checks", "all"),
            *("--max-examples", "20", "--no-color"),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    assert "Tested: 12" in found.stdout
