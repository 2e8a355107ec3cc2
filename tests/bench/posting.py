"""POST: a report of concern, and a change of status, against a bare route with one INSERT."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import httpx
import psycopg

from deploy.cluster import free_port
from deploy.development import development_issuer
from deploy.launcher import ROOT, LaunchFailed, launched
from deploy.migrate import Deployment
from tests.bench.asked import E_SERVICE_CLIENT, OFFICIAL, REPORT, Matters, a_report, token
from tests.bench.calling import CONNECTIONS, Answered, as_json, call, post
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import FREE_PORTS, Ground

COUNT = "SELECT count(*) FROM store.event"
SECONDS_TO_BE_READY = 30
WARM_UP_SECONDS = 0.5


def measure(ground: Ground) -> list[Row]:
    """Return what the edge, the rules, the sealing and the store cost a request."""
    with ground.database() as target:
        services = ground.services(target, "intake")
        with (
            launched(services, ground.telling.tell, lambda _: None),
            _bare(target) as bare_port,
        ):
            return _measure(ground, target, services[0].port, bare_port)


def _measure(ground: Ground, target: Deployment, port: int, bare_port: int) -> list[Row]:
    issuer, seconds = development_issuer(ground.own, FREE_PORTS), ground.plan.post_seconds
    report = partial(a_report, f"Bearer {token(issuer, E_SERVICE_CLIENT)}")
    matters = Matters(authorization=f"Bearer {token(issuer, OFFICIAL)}")
    request = post("/things", as_json(REPORT), {})
    events, reports, assignments, bare = [], list[Answered](), list[Answered](), list[Answered]()
    for warmed, requests in ((port, report), (bare_port, lambda: (request, None))):
        call(warmed, requests, WARM_UP_SECONDS, connections=1)
    for _ in ground.telling.rounds("post", ground.plan.rounds):
        before = _count(target)
        reports.append(call(port, report, seconds))
        events.append((_count(target) - before) / reports[-1].count)
        bare.append(call(bare_port, lambda: (request, None), seconds))
        matters.learn(target.admin_url)
        assignments.append(call(port, matters.next_assignment, seconds))
    return [
        _row("report", "a report of concern, per request", "requests/s", reports, bare),
        _row("report-event", "the same, per event stored", "events/s", reports, bare, events),
        _row("assign", "an assignment: one event", "events/s", assignments, bare),
    ]


def _row(
    key: str,
    what: str,
    unit: str,
    ours: Sequence[Answered],
    bare: Sequence[Answered],
    events: Sequence[float] | None = None,
) -> Row:
    weights = events or [1.0] * len(ours)
    mine, theirs, ratio = compared(
        [each.per_second * weight for each, weight in zip(ours, weights, strict=True)],
        [each.per_second for each in bare],
    )
    taken = [each.milliseconds for each in ours]
    middle, late = (Figure.at(share, taken).middle for share in (0.5, 0.99))
    return Row(
        key=f"post.{key}",
        part=f"POST, {CONNECTIONS} callers",
        what=what,
        unit=unit,
        ours=mine,
        against="a bare FastAPI route, one INSERT",
        theirs=theirs,
        ratio=ratio,
        goal=Goal(at_least=0.6) if events else None,
        note=f"{events[-1]:.0f} events a request"
        if events
        else f"answered in {middle:.0f} ms (p50), {late:.0f} ms (p99)",
    )


def _count(target: Deployment) -> int:
    with psycopg.connect(target.admin_url) as connection:
        ((count,),) = connection.execute(COUNT).fetchall()
    return int(count)


@contextmanager
def _bare(target: Deployment) -> Iterator[int]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "BENCH_URL": target.url_for("intake")},
    )
    try:
        _wait_until_ready(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_until_ready(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_BE_READY
    while process.poll() is None and time.monotonic() < until:
        try:
            httpx.get(f"http://127.0.0.1:{port}/", trust_env=False)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise LaunchFailed("the bare route does not answer")
