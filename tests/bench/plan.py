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
    disposed: int  # files on a disposal list
    matters: int  # open ones, on the watch lists
    simulated_days: int


FULL = Plan(
    rounds=9,
    append_seconds=0.6,
    post_seconds=1.2,
    sightings=60,
    stream_per_second=200,
    threads=1500,
    tracked=1000,
    load_seconds=10,
    verified=300_000,
    disposed=1000,
    matters=1_000_000,
    simulated_days=365,
)
QUICK = Plan(
    rounds=3,
    append_seconds=0.25,
    post_seconds=0.4,
    sightings=20,
    stream_per_second=200,
    threads=200,
    tracked=200,
    load_seconds=1,
    verified=40_000,
    disposed=100,
    matters=50_000,
    simulated_days=60,
)
