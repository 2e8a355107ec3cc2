"""The four services as four processes on loopback: started, watched, stopped."""

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from deploy.serve import SECONDS_TO_FINISH

Tell = Callable[[str], None]

ROOT = Path(__file__).parents[1]
SECONDS_TO_BE_READY = 60
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 30.0  # seconds before a service that died is started again
STEADY = 60.0  # seconds after which a service that dies is treated as one that never did


class LaunchFailed(Exception):  # noqa: N818
    """A service did not become ready; the message says what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one service is to run: where, and with which environment (its own and no more)."""

    name: str
    port: int
    log: Path
    environment: Mapping[str, str] = field(repr=False)

    @property
    def url(self) -> str:
        """Where the service answers."""
        return f"http://127.0.0.1:{self.port}"


@dataclass(slots=True)
class BackOff:
    """How long one service that keeps dying waits before it is started again."""

    next_pause: float = FIRST_PAUSE

    def pause_after(self, lived: float) -> float:
        """Return how long to wait, now that the service has died after so many seconds."""
        pause = FIRST_PAUSE if lived >= STEADY else self.next_pause
        self.next_pause = min(2 * pause, LONGEST_PAUSE)
        return pause


@dataclass(slots=True, kw_only=True)
class _Running:
    process: subprocess.Popen[bytes]
    since: float = field(default_factory=time.monotonic)
    start_again_at: float | None = None  # set once it has died


class Launched:
    """The running services. One that dies is started again, ever more slowly if it keeps dying."""

    def __init__(self, plans: Sequence[Plan], tell: Tell, changed: Callable[[], None]) -> None:
        self._plans = {plan.name: plan for plan in plans}
        self._running: dict[str, _Running] = {}
        self._back_off = {name: BackOff() for name in self._plans}
        self._stopping = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._tell = tell
        self._changed = changed

    @property
    def pids(self) -> Mapping[str, int]:
        """The process id of each service."""
        return {name: running.process.pid for name, running in self._running.items()}

    def start(self) -> None:
        """Start every service and wait, bounded, until all are ready.

        Raises:
            LaunchFailed: a port is taken; a service ended, or is still not ready.
        """
        for plan in self._plans.values():
            _require_free(plan)
        for plan in self._plans.values():
            self._running[plan.name] = _Running(process=_start(plan))
        deadline = time.monotonic() + SECONDS_TO_BE_READY
        for plan in self._plans.values():
            self._tell(f"waiting for {plan.name} on {plan.url}")
            _wait_until_ready(plan, self._running[plan.name].process, deadline)
        self._changed()
        self._watcher.start()

    def stop(self) -> None:
        """Stop every service: politely, and after a bounded wait not so."""
        self._stopping.set()
        if self._watcher.is_alive():
            self._watcher.join()
        processes = [running.process for running in self._running.values()]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + SECONDS_TO_FINISH + 2
        for process in processes:
            try:
                process.communicate(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()

    def _watch(self) -> None:
        while not self._stopping.wait(0.25):
            for name, running in list(self._running.items()):
                if running.process.poll() is not None:
                    self._look_after(self._plans[name], running)

    def _look_after(self, plan: Plan, dead: _Running) -> None:
        now = time.monotonic()
        if dead.start_again_at is None:
            pause = self._back_off[plan.name].pause_after(now - dead.since)
            dead.start_again_at = now + pause
            code = dead.process.returncode
            self._tell(f"{plan.name} ended with code {code}; starting it again in {pause:g} s")
        if now >= dead.start_again_at:
            dead.process.communicate()
            self._running[plan.name] = _Running(process=_start(plan))
            self._changed()


@contextmanager
def launched(
    plans: Sequence[Plan], tell: Tell, changed: Callable[[Launched], None]
) -> Iterator[Launched]:
    """Run the services for as long as the block lasts; ``changed`` is told of new processes."""
    services = Launched(plans, tell, lambda: changed(services))
    try:
        services.start()
        yield services
    finally:
        services.stop()


def _require_free(plan: Plan) -> None:
    """See that it will be our service that answers, not another that already does."""
    try:
        socket.create_server(("127.0.0.1", plan.port)).close()
    except OSError:
        raise LaunchFailed(
            f"port {plan.port}, {plan.name}'s, is taken: are the services running already?"
            " RODATRADEN_PORTS=free takes any free ports."
        ) from None


def _start(plan: Plan) -> subprocess.Popen[bytes]:
    plan.log.parent.mkdir(parents=True, exist_ok=True)
    module = ("-m", "deploy.serve", plan.name, "--port", str(plan.port), "--until-stdin-closes")
    with plan.log.open("ab") as log:
        return subprocess.Popen(
            [sys.executable, *module],
            cwd=ROOT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", **plan.environment},
            stdin=subprocess.PIPE,  # closes when we die, and the service with it
            stdout=log,
            stderr=log,
            start_new_session=True,  # a Ctrl-C is ours to pass on
        )


def _wait_until_ready(plan: Plan, process: subprocess.Popen[bytes], deadline: float) -> None:
    answer = "no answer"
    with httpx.Client(base_url=plan.url, timeout=2, trust_env=False) as client:
        while process.poll() is None and time.monotonic() < deadline:
            try:
                response = client.get("/health/ready")
            except httpx.TransportError as error:
                answer = type(error).__name__
            else:
                if response.is_success:
                    return
                answer = response.text
            time.sleep(0.05)
    last = "\n".join(plan.log.read_text(errors="replace").splitlines()[-5:])
    raise LaunchFailed(f"{plan.name} is not ready ({answer}); {plan.log} ends with:\n{last}")
