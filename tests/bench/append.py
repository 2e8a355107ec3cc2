"""Append: one event in one transaction, by one writer and by eight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """Two kinds of append that are held against each other."""

    ours: str
    theirs: str
    what: str
    against: str
    counts: tuple[int, ...] = COUNTS
    goals: Mapping[tuple[int, bool], Goal] = field(default_factory=dict)
    """By the number of writers, and whether the flush is slow."""


VERSUS = (
    Versus(
        ours="ours",
        theirs="raw",
        what="the store",
        against="raw INSERT in a transaction, async psycopg",
        goals={(8, False): Goal(at_least=0.65), (8, True): Goal(at_least=0.9)},
    ),
    Versus(
        ours="ours",
        theirs="library",
        what="the store",
        against="the library's recorder",
        goals={(8, True): Goal(at_least=10)},
    ),
    Versus(
        ours="ours",
        theirs="least",
        what="the store",
        against="raw INSERT in autocommit, sync psycopg",
        counts=(8,),
    ),
    Versus(
        ours="recorder",
        theirs="least",
        what="through the library's port, sync",
        against="raw INSERT in autocommit, sync psycopg",
        counts=(8,),
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
    versus = [each for each in VERSUS if count in each.counts]
    kinds = list(dict.fromkeys(kind for each in versus for kind in (each.ours, each.theirs)))
    done: dict[str, list[Sequence[Done]]] = {kind: [] for kind in kinds}
    writing, registering = several.some(0, count), several.some(max(COUNTS), 1)
    what = f"append, {_writers(count)}{', flush of 1 ms' if is_slow else ''}"
    for number in ground.telling.rounds(what, ground.plan.rounds):
        for kind in kinds if number % 2 else reversed(kinds):
            if kind == "recorder":  # which has no registrar of its own
                registering.begin(on_duty, order)
            done[kind].append(writing.run(KINDS[kind], order))
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
    for versus in (each for each in VERSUS if count in each.counts):
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
