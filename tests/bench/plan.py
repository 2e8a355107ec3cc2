"""How long and how often each thing is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The size of a run."""

    rounds: int
    append_seconds: float  # each kind, each round
    post_seconds: float
    sightings: int  # each round, under light load and under a stream
    stream_per_second: int  # appends beside the sightings
    threads: int  # in the ledger that is rebuilt from
    tracked: int  # events that the library's runner is given each round
    load_seconds: float  # before memory is read again
    verified: int  # events in the export that is verified


FULL = Plan(
    rounds=5,
    append_seconds=1.2,
    post_seconds=2.5,
    sightings=100,
    stream_per_second=200,
    threads=2500,
    tracked=1500,
    load_seconds=10,
    verified=300_000,
)
QUICK = Plan(
    rounds=2,
    append_seconds=0.4,
    post_seconds=0.8,
    sightings=40,
    stream_per_second=200,
    threads=500,
    tracked=300,
    load_seconds=2,
    verified=40_000,
)
