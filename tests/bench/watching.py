"""Watch lists: a unit's page among all matters, one event's effect, all clocks anew."""

import time
from collections.abc import Sequence
from functools import partial

import psycopg
import uvloop
from psycopg.types.json import Jsonb

from deploy.demo.callers import Who
from deploy.development import development_issuer
from deploy.launcher import launched
from deploy.migrate import Deployment
from services.reporting.projections.watching import derive
from shared.access.policy import UNIT_HEAD
from shared.catalogue import catalogue
from shared.clocks import Happening, watched
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from shared.kernel.context import Client
from tests.bench.asked import token
from tests.bench.calling import call
from tests.bench.figures import Figure, Goal, Row
from tests.bench.ground import FREE_PORTS, Ground
from tests.reporting.test_watching import a_long_story, as_recorded
from tests.shared.clocks.told import CHILD

UNITS = 40
GOAL_MS = 50
MANY = 200
FORGET = "DELETE FROM reporting.watch_item WHERE person_id = %(person)s"
HEAD = Who(
    subject="chef-7",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=UNIT_HEAD,
    unit="enhet-7",
)
FILL = """
    INSERT INTO reporting.watch_item
    SELECT 'child-investigation:' || md5(n::text)::uuid, n, 9223372036854775807,
           'child-investigation', false, 'statutory', 2, md5('t' || n)::uuid, md5('m' || n)::uuid,
           md5('p' || n)::uuid, 'enhet-' || n %% %(units)s, 'handlaggare-' || n %% 997,
           current_date - 60, current_date + 15 + (n %% 200)::int,
           current_date + 17 + (n %% 200)::int, '9999-12-31', NULL
    FROM generate_series(1, %(matters)s) AS n"""
ENTRY = """
    INSERT INTO reporting.thread_entry (event_id, position, epoch, thread_id, stream_id, person_id,
        causation_id, name, happened_on, recorded_at, actor_subject, actor_role, client_kind,
        client_id, facts)
    VALUES (%s, %s, 1, %s, %s, %s, %s, %s, %s, %s, 'h-7', 'caseworker', 'official', 'stod', %s)"""


def measure(ground: Ground) -> list[Row]:
    """Return what a page costs, what an event costs, and how fast all is worked out anew."""
    matters = ground.plan.matters
    with ground.database() as target:
        ground.telling.tell(f"watch lists: {matters} open matters are stored")
        _fill(target, matters)
        pages = _pages(ground, target)
        effects = uvloop.run(_effects(ground, target))
    page, effect = Figure.at(0.5, pages), Figure.at(0.5, effects)
    return [
        _row(
            "page",
            f"a page of one unit's list at {matters:,} open matters, over HTTP, p50",
            "ms",
            page,
            Goal(at_most=GOAL_MS, of_ratio=False),
        ),
        _row("effect", f"one event's effect on the lists at {matters:,}, p50", "ms", effect),
        _row(
            "anew", "matters worked out anew, one process", "matters/s", Figure.of(_anew(ground))
        ),
    ]


def _row(key: str, what: str, unit: str, ours: Figure, goal: Goal | None = None) -> Row:
    return Row(
        key=f"watching.{key}", part="Watch lists", what=what, unit=unit, ours=ours, goal=goal
    )


def _fill(target: Deployment, matters: int) -> None:
    with psycopg.connect(target.url_for("reporting"), autocommit=True) as connection:
        connection.execute(FILL, {"units": UNITS, "matters": matters})
        for each in a_long_story().happenings:
            connection.execute(ENTRY, _entry(each))
    with psycopg.connect(target.admin_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE reporting.watch_item")


def _entry(each: Happening) -> tuple[object, ...]:
    about = (each.thread_id, each.matter_id, each.person_id, each.event_id)
    when = (each.name, each.happened_on, each.recorded_at)
    return (each.event_id, each.position, *about, *when, Jsonb(each.fields))


def _pages(ground: Ground, target: Deployment) -> Sequence[Sequence[float]]:
    """Return how many milliseconds each page took, round by round; one caller."""
    authorization = f"Bearer {token(development_issuer(ground.own, FREE_PORTS), HEAD)}"
    request = (
        f"GET /watch-list?unit={HEAD.unit}&limit=20 HTTP/1.1\r\nhost: 127.0.0.1\r\n"
        f"authorization: {authorization}\r\n\r\n"
    ).encode()
    plans = ground.services(target, "reporting")
    with launched(plans, ground.telling.tell, lambda seen: None):
        asked = partial(call, plans[0].port, lambda: (request, None), connections=1)
        asked(ground.plan.post_seconds)
        rounds = ground.telling.rounds("watch list", ground.plan.rounds)
        return [asked(ground.plan.post_seconds).milliseconds for _ in rounds]


async def _effects(ground: Ground, target: Deployment) -> Sequence[Sequence[float]]:
    """Return how many milliseconds an event about a child takes, that closes and opens items."""
    events = as_recorded(a_long_story().happenings)
    url = target.url_for("reporting")
    store = PostgresStore(url, service="reporting", codec=Codec(own={}, heard={}))
    await store.open()
    rounds = []
    for _ in ground.telling.rounds("one event", ground.plan.rounds):
        taken = []
        for event in events:
            begun = time.perf_counter()
            async with store.transaction() as tx:
                await derive(tx, [event])
            taken.append((time.perf_counter() - begun) * 1000)
        rounds.append(taken)
        async with store.transaction() as tx:
            await tx.rows(FORGET, {"person": CHILD})
    await store.close()
    return rounds


def _anew(ground: Ground) -> Sequence[float]:
    """Return how many matters a second have all their clocks and risks worked out."""
    known, law, rates = a_long_story().happenings, catalogue(), []
    for _ in ground.telling.rounds("all clocks", ground.plan.rounds):
        begun = time.perf_counter()
        for _ in range(MANY):
            list(watched(known, law))
        rates.append(MANY / (time.perf_counter() - begun))
    return rates
