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
from tests.bench.processors import Processors
from tests.bench.writers import Order, Work, Writers, writers

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One run of one kind."""

    per_second: float
    per_processor_second: float
    registered_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How many write at once, and how slow the flush is."""

    count: int
    is_slow: bool

    @property
    def writers(self) -> str:
        """How many, in words."""
        return "1 writer" if self.count == 1 else f"{self.count} writers"

    @property
    def part(self) -> str:
        """The heading of its rows."""
        return "append, with a flush of 1 ms" if self.is_slow else "append"

    @property
    def versus(self) -> Sequence[Versus]:
        """What is compared in it."""
        return [each for each in VERSUS if self.count in each.counts]

    @property
    def kinds(self) -> Sequence[str]:
        """What is run in it."""
        return list(
            dict.fromkeys(kind for each in self.versus for kind in (each.ours, each.theirs))
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
                setting = Setting(count=count, is_slow=is_slow)
                rows += _rows(setting, _turns(ground, target, several, setting))
    return rows


def _turns(
    ground: Ground, target: Deployment, several: Writers, setting: Setting
) -> Mapping[str, Sequence[Turn]]:
    order = Order(
        store_url=target.url_for("intake"),
        registrar_url=target.url_for(REGISTRAR),
        admin_url=target.admin_url,
        seconds=ground.plan.append_seconds,
    )
    turns: dict[str, list[Turn]] = {kind: [] for kind in setting.kinds}
    writing, registering = several.some(0, setting.count), several.some(max(COUNTS), 1)
    what = f"{setting.part}, {setting.writers}"
    for number in ground.telling.rounds(what, ground.plan.rounds):
        for kind in setting.kinds if number % 2 else reversed(setting.kinds):
            if kind == "recorder":  # which has no registrar of its own
                registering.begin(on_duty, order)
            turns[kind].append(_turn(ground.processors, writing, several.pids, kind, order))
            if kind == "recorder":
                registering.call_off()
    return turns


def _turn(
    processors: Processors, writing: Writers, pids: Sequence[int], kind: str, order: Order
) -> Turn:
    writing.begin(KINDS[kind], order)
    before = processors.spent(pids)
    done = writing.finish()
    count = sum(each.count for each in done)
    return Turn(
        per_second=count / order.seconds,
        per_processor_second=count / (processors.spent(pids) - before),
        registered_after=max(each.registered_after for each in done),
    )


def _rows(setting: Setting, turns: Mapping[str, Sequence[Turn]]) -> list[Row]:
    speed = "slow" if setting.is_slow else "fast"
    behind = Figure.of([1000 * turn.registered_after for turn in turns["ours"]])
    rows = []
    for versus in setting.versus:
        ours, theirs = turns[versus.ours], turns[versus.theirs]
        by_processor = compared(
            [turn.per_processor_second for turn in ours],
            [turn.per_processor_second for turn in theirs],
        )
        mine, other, ratio = compared(
            [turn.per_second for turn in ours], [turn.per_second for turn in theirs]
        )
        rows.append(
            Row(
                key=f"append.{setting.count}.{speed}.{versus.ours}.{versus.theirs}",
                part=setting.part,
                what=f"{setting.writers}: {versus.what}",
                unit="events/s",
                ours=mine,
                against=versus.against,
                theirs=other,
                ratio=ratio,
                by_processor=by_processor[2],
                goal=versus.goals.get((setting.count, setting.is_slow)),
                note=f"the ledger was complete {behind.middle:.0f} ms after the last append"
                if versus.ours == "ours"
                else "",
            )
        )
    return rows
