"""Append: one event in one transaction, by one writer and by eight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eventsourcing.postgres import PostgresApplicationRecorder

from deploy.migrate import Deployment
from deploy.roles import REGISTRAR
from tests.bench.appending import on_duty, ours, recorder
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import Ground, NotPermitted, delay_flush
from tests.bench.inserting import datastore, least, library, raw
from tests.bench.writers import Done, Order, Work, Writers, writers

COUNTS = (1, 8)
KINDS: Mapping[str, Work] = {
    "ours": ours,
    "raw": raw,
    "library": library,
    "recorder": recorder,
    "least": least,
}


@dataclass(frozen=True, slots=True)
class Versus:
    """Two kinds of append that are held against each other."""

    ours: str
    theirs: str
    what: str
    against: str
    goals: Mapping[tuple[int, bool], Goal]  # by writers, and whether the flush is slow


VERSUS = (
    Versus(
        "ours",
        "raw",
        "the store",
        "raw INSERT in a transaction, async psycopg",
        {(8, False): Goal(at_least=0.65), (8, True): Goal(at_least=0.9)},
    ),
    Versus(
        "ours", "library", "the store", "the library's recorder", {(8, True): Goal(at_least=10)}
    ),
    Versus("ours", "least", "the store", "raw INSERT in autocommit, sync psycopg", {}),
    Versus(
        "recorder",
        "least",
        "through the library's port, sync",
        "raw INSERT in autocommit, sync psycopg",
        {},
    ),
)


def measure(ground: Ground) -> list[Row]:
    """Return what an append costs, without and with a flush of a millisecond."""
    rows: list[Row] = []
    with ground.database() as target, writers(max(COUNTS) + 1) as several:
        with datastore(target.admin_url) as store:
            PostgresApplicationRecorder(store).create_table()
        for is_slow in (False, True):
            try:
                delay_flush(target, by_a_millisecond=is_slow)
            except NotPermitted:
                ground.telling.tell("no superuser: the flush of 1 ms is left out")
                break
            for count in COUNTS:
                done = _rounds(ground, target, several, count, is_slow)
                rows += _rows(done, ground.plan.append_seconds, count, is_slow)
    return rows


def _rounds(
    ground: Ground, target: Deployment, several: Writers, count: int, is_slow: bool
) -> Mapping[str, Sequence[Sequence[Done]]]:
    order = Order(
        store_url=target.url_for("intake"),
        registrar_url=target.url_for(REGISTRAR),
        admin_url=target.admin_url,
        seconds=ground.plan.append_seconds,
    )
    done: dict[str, list[Sequence[Done]]] = {kind: [] for kind in KINDS}
    writing, registering = several.some(0, count), several.some(max(COUNTS), 1)
    what = f"append, {_writers(count)}{', flush of 1 ms' if is_slow else ''}"
    for _ in ground.telling.rounds(what, ground.plan.rounds):
        for kind, work in KINDS.items():
            if kind == "recorder":  # which has no registrar of its own
                registering.begin(on_duty, order)
            done[kind].append(writing.run(work, order))
            if kind == "recorder":
                registering.call_off()
    return done


def _rows(
    done: Mapping[str, Sequence[Sequence[Done]]], seconds: float, count: int, is_slow: bool
) -> list[Row]:
    rates = {
        kind: [sum(each.count for each in one) / seconds for one in rounds]
        for kind, rounds in done.items()
    }
    waits = [1000 * max(each.registered_after for each in one) for one in done["ours"]]
    behind, flush, rows = Figure.of(waits), "slow" if is_slow else "fast", []
    for versus in VERSUS:
        mine, theirs, ratio = compared(rates[versus.ours], rates[versus.theirs])
        rows.append(
            Row(
                key=f"append.{count}.{flush}.{versus.ours}.{versus.theirs}",
                part="append, with a flush of 1 ms" if is_slow else "append",
                what=f"{_writers(count)}: {versus.what}",
                unit="events/s",
                ours=mine,
                against=versus.against,
                theirs=theirs,
                ratio=ratio,
                goal=versus.goals.get((count, is_slow)),
                note=f"the ledger was complete {behind.middle:.0f} ms after the last append"
                if versus.ours == "ours"
                else "",
            )
        )
    return rows


def _writers(count: int) -> str:
    return "1 writer" if count == 1 else f"{count} writers"
