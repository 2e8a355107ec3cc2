"""POST: a report of concern, and a change of status, against a bare route with one INSERT."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import httpx
import psycopg

from deploy.cluster import free_port
from deploy.development import development_issuer
from deploy.launcher import ROOT, Launched, LaunchFailed, launched
from deploy.migrate import Deployment
from tests.bench.asked import E_SERVICE_CLIENT, OFFICIAL, REPORT, Matters, a_report, token
from tests.bench.calling import CONNECTIONS, Answered, Requests, as_json, call, post
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import FREE_PORTS, Ground

COUNT = "SELECT count(*) FROM store.event"
SECONDS_TO_BE_READY = 30
WARM_UP_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What came of calling one service for a while."""

    answered: Answered
    events: int
    processor_seconds: float  # the service's and the server's


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A service under load."""

    ground: Ground
    target: Deployment
    port: int
    pid: int

    def turn(self, requests: Requests) -> Turn:
        """Call it for one turn."""
        processors, before = self.ground.processors, _count(self.target)
        began_with = processors.spent([self.pid])
        answered = call(self.port, requests, self.ground.plan.post_seconds)
        spent = processors.spent([self.pid]) - began_with
        events = _count(self.target) - before
        return Turn(answered=answered, events=events, processor_seconds=spent)


def measure(ground: Ground) -> list[Row]:
    """Return what the edge, the rules, the sealing and the store cost a request."""
    seen: list[Launched] = []
    with ground.database() as target:
        plans = ground.services(target, "intake")
        with launched(plans, ground.telling.tell, seen.append), _bare(target) as (port, pid):
            intake = Called(
                ground=ground, target=target, port=plans[0].port, pid=seen[0].pids["intake"]
            )
            bare = Called(ground=ground, target=target, port=port, pid=pid)
            return _measure(ground, intake, bare)


def _measure(ground: Ground, intake: Called, bare: Called) -> list[Row]:
    issuer = development_issuer(ground.own, FREE_PORTS)
    report = partial(a_report, f"Bearer {token(issuer, E_SERVICE_CLIENT)}")
    matters = Matters(authorization=f"Bearer {token(issuer, OFFICIAL)}")
    request = post("/things", as_json(REPORT), {})
    reports, assignments, inserts = list[Turn](), list[Turn](), list[Turn]()
    call(intake.port, report, WARM_UP_SECONDS, connections=1)
    call(bare.port, lambda: (request, None), WARM_UP_SECONDS, connections=1)
    for _ in ground.telling.rounds("post", ground.plan.rounds):
        reports.append(intake.turn(report))
        inserts.append(bare.turn(lambda: (request, None)))
        matters.learn(intake.target.admin_url)
        assignments.append(intake.turn(matters.next_assignment))
    return [
        _row("report", "a report of concern, per request", reports, inserts),
        _row("report-event", "the same, per event stored", reports, inserts, per_event=True),
        _row("assign", "an assignment: one event", assignments, inserts),
    ]


def _row(
    key: str, what: str, ours: Sequence[Turn], bare: Sequence[Turn], *, per_event: bool = False
) -> Row:
    counts = [turn.events if per_event else turn.answered.count for turn in ours]
    pairs = list(zip(counts, ours, strict=True))
    mine, theirs, ratio = compared(
        [count / turn.answered.seconds for count, turn in pairs],
        [turn.answered.per_second for turn in bare],
    )
    by_processor = compared(
        [count / turn.processor_seconds for count, turn in pairs],
        [turn.answered.count / turn.processor_seconds for turn in bare],
    )
    taken = [turn.answered.milliseconds for turn in ours]
    middle, late = (Figure.at(share, taken).middle for share in (0.5, 0.99))
    return Row(
        key=f"post.{key}",
        part=f"POST, {CONNECTIONS} callers",
        what=what,
        unit="events/s" if per_event else "requests/s",
        ours=mine,
        against="a bare FastAPI route, one INSERT",
        theirs=theirs,
        ratio=ratio,
        by_processor=by_processor[2],
        goal=Goal(at_least=0.6) if per_event else None,
        note=f"{ours[-1].events / ours[-1].answered.count:.0f} events a request"
        if per_event
        else f"answered in {middle:.0f} ms (p50), {late:.0f} ms (p99)",
    )


def _count(target: Deployment) -> int:
    with psycopg.connect(target.admin_url) as connection:
        ((count,),) = connection.execute(COUNT).fetchall()
    return int(count)


@contextmanager
def _bare(target: Deployment) -> Iterator[tuple[int, int]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "BENCH_URL": target.url_for("intake")},
    )
    try:
        wait_until_ready(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    """Wait, bounded, until something answers at ``port``.

    Raises:
        LaunchFailed: nothing does.
    """
    until = time.monotonic() + SECONDS_TO_BE_READY
    while process.poll() is None and time.monotonic() < until:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise LaunchFailed("the bare route does not answer")
