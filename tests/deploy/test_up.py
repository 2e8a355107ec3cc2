"""`rodatraden up`: four processes, each with its own rights, that end when the command does."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from deploy.cli import main
from deploy.launcher import ROOT, LaunchFailed, Plan, launched
from deploy.postgres import in_use, own_cluster

pytestmark = pytest.mark.processes

SERVICES = ["intake", "investigation", "interventions", "reporting"]
UNKNOWN = "01926f3e-8a10-7000-8000-000000000001"
PATIENCE = 120


class Up:
    """A running `rodatraden up`, and what it noted of itself."""

    def __init__(self, var: Path, process: subprocess.Popen[bytes]) -> None:
        self.var, self.process = var, process

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """What var/run.json says of each service; nothing before it is written."""
        try:
            noted: dict[str, dict[str, Any]] = json.loads((self.var / "run.json").read_text())
        except FileNotFoundError:
            return {}
        return noted["services"]

    def is_ready(self, service: str) -> bool:
        """Say whether the service answers that it is ready."""
        try:
            url = f"{self.services[service]['url']}/health/ready"
            return httpx.get(url, trust_env=False).is_success
        except httpx.TransportError:
            return False


def until(condition: Callable[[], bool]) -> None:
    """Wait, bounded, until ``condition`` holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


@contextmanager
def started() -> Iterator[Up]:
    """Start `rodatraden up` in a folder of its own; kill it in the end, should it still run."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        env = {**os.environ, "RODATRADEN_VAR": folder, "RODATRADEN_PORTS": "free"}
        said = Path(folder) / "said"
        with said.open("wb") as told:
            process = subprocess.Popen(
                [sys.executable, "-m", "deploy.cli", "up", "--json"],
                cwd=ROOT,
                env={name: env[name] for name in env if not name.endswith("DATABASE_URL")},
                stdout=subprocess.DEVNULL,
                stderr=told,
            )
        up = Up(Path(folder), process)
        try:
            until(lambda: bool(up.services) or process.poll() is not None)
            assert up.services, said.read_text()
            yield up
        finally:
            process.terminate()
            process.wait(PATIENCE)


@pytest.fixture(scope="module")
def up() -> Iterator[Up]:
    with started() as running:
        yield running


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_ready_where_it_was_said_to_be(up: Up, service: str) -> None:
    assert up.is_ready(service)
    assert Path(up.services[service]["log"]).exists()


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_is_given_its_own_rights_and_no_more(up: Up, service: str) -> None:
    environment = psutil.Process(up.services[service]["pid"]).environ()
    assert f"//rodatraden_{service}:" in environment["RODATRADEN_STORE_URL"]
    assert "RODATRADEN_DATABASE_URL" not in environment
    assert "rodatraden_admin" not in str(environment)
    assert ("RODATRADEN_KEYS_URL" in environment) == (service != "reporting")
    assert ("RODATRADEN_MASTER_KEY_FILE" in environment) == (service != "reporting")


def test_what_is_logged_is_json_lines(up: Up) -> None:
    lines = (up.var / "log" / "intake.log").read_text().splitlines()
    assert all(json.loads(line)["level"] for line in lines)


def test_a_service_that_dies_is_started_again(up: Up) -> None:
    dead = up.services["intake"]["pid"]
    os.kill(dead, signal.SIGKILL)
    until(lambda: up.services["intake"]["pid"] != dead and up.is_ready("intake"))
    assert len({each["pid"] for each in up.services.values()}) == len([*SERVICES, "login"])


def test_the_command_finds_the_services_that_run(
    up: Up, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RODATRADEN_VAR", str(up.var))
    assert main(["events", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"events": []}
    assert main(["thread", UNKNOWN]) == 3


def test_a_port_that_somebody_else_answers_on_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        plan = Plan(name="intake", port=port, log=tmp_path / "log", environment={})
        with (
            pytest.raises(LaunchFailed, match=f"port {port}, intake's, is taken"),
            launched([plan], print, print),
        ):
            pass


def test_all_of_it_ends_with_the_command_that_began_it(up: Up) -> None:  # the last to ask for it
    processes = [psutil.Process(each["pid"]) for each in up.services.values()]
    processes.append(psutil.Process(postmaster(up.var)))
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(PATIENCE) == 0
    until(lambda: all(has_ended(process) for process in processes))
    assert not (up.var / "run.json").exists()


def test_the_services_end_even_if_the_command_is_killed() -> None:
    with started() as up:
        processes = [psutil.Process(each["pid"]) for each in up.services.values()]
        server = psutil.Process(postmaster(up.var))
        up.process.kill()
        until(lambda: all(has_ended(process) for process in processes))
        assert not has_ended(server)  # its next user finds it, and the last one stops it
        with in_use(own_cluster(up.var, print)):
            pass
        until(lambda: has_ended(server))


def has_ended(process: psutil.Process) -> bool:
    """Say whether the process has ended, be it that nobody has taken note of it yet."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def postmaster(var: Path) -> int:
    """Return the process id of the PostgreSQL whose data lies in ``var``."""
    return int((var / "postgres" / "data" / "postmaster.pid").read_text().split()[0])
