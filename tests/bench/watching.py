"""Watch lists: a unit's page among all matters, one event's effect, all clocks anew."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from statistics import median

import httpx
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
from tests.bench.figures import Figure, Goal, Row, compared
from tests.bench.ground import FREE_PORTS, Ground
from tests.reporting.test_watching import a_long_story, as_recorded
from tests.shared.clocks.told import CHILD

UNITS = 40
GOAL_MS = 50
MANY = 200
ANEW, MOST = 100_000, 20
PATHS = {
    "/watch-list": ("page", "watch list"),
    "/unexecuted-decisions": ("unexecuted", "unexecuted decisions"),
}
FORGET = "DELETE FROM reporting.watch_item WHERE person_id = %(person)s"
HEAD = Who(
    subject="chef-7",
    client=Client.OFFICIAL,
    client_id="handlaggarstod",
    role=UNIT_HEAD,
    unit="enhet-7",
)
QUERY = f"unit={HEAD.unit}&limit={MOST}"
FILL = """
    INSERT INTO reporting.watch_item
    SELECT 'child-investigation:' || md5(n::text)::uuid, n, 9223372036854775807,
           'child-investigation', false, 'statutory', 2, md5('t' || n)::uuid, md5('m' || n)::uuid,
           md5('p' || n)::uuid, 'enhet-' || n %% %(units)s, 'handlaggare-' || n %% 997,
           current_date - 60, current_date + 15 + (n %% 200)::int,
           current_date + 17 + (n %% 200)::int, '9999-12-31', NULL
    FROM generate_series(1, %(matters)s) AS n"""
FILL_CASES = """
    INSERT INTO reporting.access_matter
    SELECT md5('m' || n)::uuid, md5('t' || n)::uuid, NULL, md5('p' || n)::uuid, NULL,
           'child-concern', 'enhet-' || n %% %(units)s, 'handlaggare-' || n %% 997, '[]', false
    FROM generate_series(1, %(matters)s) AS n"""
FILL_GRANTS = """
    INSERT INTO reporting.granted_decision
    SELECT md5('g' || n)::uuid, md5('d' || n)::uuid, md5('t' || n)::uuid, md5('p' || n)::uuid,
           'child-concern', 'outpatient-child', 'sol-11-1', current_date - (n %% 400)::int,
           'enhet-' || n %% %(units)s, current_date - (n %% 400)::int, NULL, false,
           current_date - (n %% 400)::int, n,
           jsonb_build_array(jsonb_build_object(
               'name', 'investigation.decision-made.v1',
               'day', (current_date - (n %% 400)::int)::text,
               'event_id', md5('e' || n)::uuid, 'position', n,
               'recorded_at', '2026-01-01T09:00:00+00:00', 'matter_id', md5('d' || n)::uuid,
               'fields', jsonb_build_object(
                   'decided_on', (current_date - (n %% 400)::int)::text)))
    FROM generate_series(1, %(matters)s) AS n"""
ENTRY = """
    INSERT INTO reporting.thread_entry (event_id, position, epoch, thread_id, stream_id, person_id,
        causation_id, name, happened_on, recorded_at, actor_subject, actor_role, client_kind,
        client_id, facts)
    VALUES (%s, %s, 1, %s, %s, %s, %s, %s, %s, %s, 'h-7', 'caseworker', 'official', 'stod', %s)"""


class PageNotFull(Exception):  # noqa: N818
    """What was measured was not a page of twenty."""


def measure(ground: Ground) -> list[Row]:
    """Return what a page costs, what an event costs, and how fast all is worked out anew."""
    matters = ground.plan.matters
    with ground.database() as target:
        _tell(target)
        few = uvloop.run(_effects(ground, target))
        ground.telling.tell(f"watch lists: {matters:,} open matters are stored")
        _fill(target, matters)
        pages = {path: _pages(ground, target, path) for path in PATHS}
        many = uvloop.run(_effects(ground, target))
    effect, alone, ratio = compared(*(list(map(median, each)) for each in (many, few)))
    anew = Figure.of(_anew(ground))
    return [
        *(_page(path, pages[path], matters) for path in PATHS),
        replace(
            _row("effect", f"one event's effect on the lists at {matters:,}", "ms", effect),
            against="the same with nothing else on the lists",
            theirs=alone,
            ratio=ratio,
        ),
        replace(
            _row("anew", "matters worked out anew, one process", "matters/s", anew),
            note=f"{ANEW:,} open matters in {ANEW / anew.middle:,.0f} s",
        ),
    ]


def _page(path: str, taken: Sequence[Sequence[float]], matters: int) -> Row:
    key, what = PATHS[path]
    said = f"a page of one unit's {what} at {matters:,} of them, over HTTP with rights on, p50"
    return _row(key, said, "ms", Figure.at(0.5, taken), Goal(at_most=GOAL_MS, of_ratio=False))


def _row(key: str, what: str, unit: str, ours: Figure, goal: Goal | None = None) -> Row:
    return Row(
        key=f"watching.{key}", part="Watch lists", what=what, unit=unit, ours=ours, goal=goal
    )


def _tell(target: Deployment) -> None:
    with psycopg.connect(target.url_for("reporting"), autocommit=True) as connection:
        for each in a_long_story().happenings:
            connection.execute(ENTRY, _entry(each))


def _fill(target: Deployment, matters: int) -> None:
    """Store the lists and the cases by which the policy tells whose they are."""
    with psycopg.connect(target.url_for("reporting"), autocommit=True) as connection:
        for fill in (FILL, FILL_CASES, FILL_GRANTS):
            connection.execute(fill, {"units": UNITS, "matters": matters})
    with psycopg.connect(target.admin_url, autocommit=True) as owner:
        for table in ("watch_item", "access_matter", "granted_decision"):
            owner.execute(f"VACUUM ANALYZE reporting.{table}".encode())


def _entry(each: Happening) -> tuple[object, ...]:
    about = (each.thread_id, each.matter_id, each.person_id, each.event_id)
    when = (each.name, each.happened_on, each.recorded_at)
    return (each.event_id, each.position, *about, *when, Jsonb(each.fields))


def _pages(ground: Ground, target: Deployment, path: str) -> Sequence[Sequence[float]]:
    """Return how many milliseconds each page took, round by round; one caller.

    Raises:
        PageNotFull: the reader was shown less than a page.
    """
    authorization = f"Bearer {token(development_issuer(ground.own, FREE_PORTS), HEAD)}"
    request = (
        f"GET {path}?{QUERY} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: {authorization}\r\n\r\n"
    ).encode()
    plans = ground.services(target, "reporting")
    with launched(plans, ground.telling.tell, lambda seen: None):
        shown = httpx.get(
            f"{plans[0].url}{path}?{QUERY}", headers={"authorization": authorization}, timeout=60
        )
        if len(shown.json().get("items", ())) != MOST:
            raise PageNotFull(f"{path}: {shown.status_code}")
        asked = partial(call, plans[0].port, lambda: (request, None), connections=1)
        asked(ground.plan.post_seconds)
        rounds = ground.telling.rounds(PATHS[path][1], ground.plan.rounds)
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
