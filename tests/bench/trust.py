"""What sealing and the log of looks cost: intake as it is, against itself without them."""

import os
import subprocess
import sys
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from uuid import UUID

import psycopg

from deploy.cluster import free_port
from deploy.development import development_issuer
from deploy.launcher import ROOT
from deploy.launcher import Plan as Service
from tests.bench.asked import E_SERVICE_CLIENT, OFFICIAL, OPENED, Matters, a_report, token
from tests.bench.calling import CONNECTIONS, Requests, call, get
from tests.bench.figures import Goal, Row, compared
from tests.bench.ground import FREE_PORTS, Ground
from tests.bench.posting import Called, Turn, wait_until_ready
from tests.bench.without import LOG, SEAL

WAYS: Mapping[str, Sequence[str]] = {
    "whole": (),
    "without the seal": (SEAL,),
    "without the log": (LOG,),
    "without either": (SEAL, LOG),
}
MOST_OF_A_POST = 0.25  # that sealing and log may take together
WARM_UP_SECONDS = 0.5


def measure(ground: Ground) -> list[Row]:
    """Return the rates of the same requests with and without, turn by turn in the same run."""
    with ground.database() as target, ExitStack() as running:
        (plan,) = ground.services(target, "intake")
        served = {way: running.enter_context(_intake(plan, out)) for way, out in WAYS.items()}
        ways = {
            way: Called(ground=ground, target=target, port=port, pid=pid)
            for way, (port, pid) in served.items()
        }
        issuer = development_issuer(ground.own, FREE_PORTS)
        report = partial(a_report, f"Bearer {token(issuer, E_SERVICE_CLIENT)}")
        official = f"Bearer {token(issuer, OFFICIAL)}"
        for each in ways.values():
            call(each.port, report, WARM_UP_SECONDS)
        matters = Matters(authorization=official)
        for each in ways.values():
            matters.learn(target.admin_url)
            call(each.port, matters.next_assignment, WARM_UP_SECONDS)
        asked: dict[str, Requests] = {
            "report": report,
            "assign": matters.next_assignment,
            "read": partial(_a_reading, official, _assigned(target.admin_url)),
        }
        turns: dict[tuple[str, str], list[Turn]] = defaultdict(list)
        order = deque(ways)
        for _ in ground.telling.rounds("trust", ground.plan.rounds):
            for what, requests in asked.items():
                for way in order:
                    turns[what, way].append(ways[way].turn(requests))
                order.rotate(1)  # so that none is always the first
                matters.learn(target.admin_url)
        return list(_rows(turns))


def _rows(turns: Mapping[tuple[str, str], Sequence[Turn]]) -> Iterator[Row]:
    said = {
        "report": "POST a report of concern",
        "assign": "POST an assignment",
        "read": "GET a matter",
    }
    for what, words in said.items():
        for way in list(WAYS)[1:]:
            pair = turns[what, "whole"], turns[what, way]
            mine, theirs, ratio = compared(*([e.answered.per_second for e in of] for of in pair))
            by_processor = compared(
                *([e.answered.count / e.processor_seconds for e in of] for of in pair)
            )
            is_aim = what == "report" and way == "without either"
            yield Row(
                key=f"trust.{what}.{way.rpartition(' ')[2]}",
                part=f"Sealing and the access log, {CONNECTIONS} callers",
                what=words,
                unit="requests/s",
                ours=mine,
                against=f"the same, {way}",
                theirs=theirs,
                ratio=ratio,
                by_processor=by_processor[2],
                goal=Goal(at_least=1 - MOST_OF_A_POST) if is_aim else None,
                note=f"{way}: {100 * (1 - ratio.middle):.0f} % of the request",
            )


def _a_reading(authorization: str, matters: Sequence[UUID]) -> tuple[bytes, None]:
    """Return a request for the newest of ``matters``."""
    headers = {"authorization": authorization}
    return get(f"/intakes/{matters[-1]}", headers), None


def _assigned(admin_url: str) -> Sequence[UUID]:
    with psycopg.connect(admin_url) as connection:
        waiting = {row[0] for row in connection.execute(OPENED).fetchall()}
        opened = "SELECT stream_id FROM store.event WHERE name = 'intake.assigned.v1'"
        return [row[0] for row in connection.execute(opened).fetchall() if row[0] not in waiting]


@contextmanager
def _intake(plan: Service, left_out: Sequence[str]) -> Iterator[tuple[int, int]]:
    port = free_port()
    options = [option for each in left_out for option in ("--leave-out", each)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.without", "--port", str(port), *options],
        cwd=ROOT,
        env={**os.environ, **plan.environment},
    )
    try:
        wait_until_ready(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()
