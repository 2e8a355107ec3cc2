"""Figures: every one of a year's report, and one event's effect on what they count."""

import time
from collections.abc import Sequence

import psycopg
import uvloop
from psycopg.types.json import Jsonb

from deploy.migrate import Deployment
from services.reporting.application.figures.asking import FigureAsked, answer
from services.reporting.application.figures.catalogued import every_figure
from services.reporting.domain.figures.periods import Period
from services.reporting.projections.figure_keeping import derive
from shared.catalogue import catalogue
from shared.eventstore.codec import Codec
from shared.eventstore.store import PostgresStore
from tests.bench.figures import Figure, Goal, Row
from tests.bench.ground import Ground
from tests.bench.watching import ENTRY
from tests.reporting.figures.test_figure_keeping import a_long_story, as_recorded

GOAL_SECONDS = 2
EVENTS_OF_A_MATTER = 6
YEARS = 5
STILL = 2**63 - 1
PERSONS = """
    INSERT INTO reporting.figure_person
    SELECT md5('p' || n)::uuid, n, %(still)s, md5('p' || n)::uuid,
           (ARRAY['female', 'male'])[1 + n %% 2], 1940 + (n::bigint * 7919 %% 84)::int,
           'd' || n %% 12
    FROM generate_series(1, %(persons)s) AS n"""
FACTS = """
    INSERT INTO reporting.figure_fact (fact_id, from_position, until_position, kind, parent_id,
        person_id, case_type, type_code, origin, reason_codes, legal_basis_id, outcome,
        ending_code, is_external, is_needs_assessed, is_over_four_months, began_on, granted_on,
        executed_on, last_contact_on, ended_on, decider_role)
    SELECT md5(k.kind || n)::uuid, n, %(still)s, k.kind, md5(k.parent || n)::uuid,
           md5('p' || 1 + n %% %(persons)s)::uuid,
           (ARRAY['child-concern', 'child-concern', 'adult-outpatient', 'economic-assistance'])
               [1 + n %% 4],
           (ARRAY['outpatient-child', 'contact-person', 'foster-home', 'income-support'])
               [1 + n %% 4],
           (ARRAY['concern-report', 'application'])[1 + n %% 2],
           ARRAY[(ARRAY['neglect', 'crime', 'violence-against-child', 'other'])[1 + n / 4 %% 4]],
           (ARRAY['sol-11-1', 'sol-14-2', 'lvu-2'])[1 + n %% 3],
           (ARRAY['with', 'without'])[1 + n %% 2], 'completed', n %% 3 = 0, true, n %% 3 = 0,
           day, day, day + 9, day + 60, CASE WHEN n %% 9 > 0 THEN day + (n %% 180)::int END,
           'unit-head'
    FROM generate_series(1, %(matters)s) AS n
    CROSS JOIN (VALUES ('intake', ''), ('investigation', 'intake'),
                       ('decision', 'investigation'), ('intervention', 'investigation'))
               AS k (kind, parent)
    CROSS JOIN LATERAL
        (SELECT date '2021-01-01' + (n::bigint * 104729 %% (%(years)s * 365))::int AS day) AS d"""


def measure(ground: Ground) -> list[Row]:
    """Return what a year's figures cost, and what one event does."""
    events = ground.plan.matters
    with ground.database() as target:
        ground.telling.tell(f"figures: what {events} events come to is stored")
        _fill(target, events)
        years, effects = uvloop.run(_asked(ground, target))
    goal = Goal(at_most=GOAL_SECONDS, of_ratio=False)
    year, effect = Figure.of(years), Figure.at(0.5, effects)
    what = f"every figure of a year's report at {events:,} events, one after another, warm"
    return [
        _row("year", what, "s", year, goal),
        _row("effect", f"one event's effect on what is counted at {events:,}, p50", "ms", effect),
    ]


def _row(key: str, what: str, unit: str, ours: Figure, goal: Goal | None = None) -> Row:
    return Row(key=f"counting.{key}", part="Figures", what=what, unit=unit, ours=ours, goal=goal)


def _fill(target: Deployment, events: int) -> None:
    matters = events // EVENTS_OF_A_MATTER // 4
    asked = {"still": STILL, "persons": max(matters // 2, 1), "matters": matters, "years": YEARS}
    with psycopg.connect(target.url_for("reporting"), autocommit=True) as connection:
        connection.execute(PERSONS, asked)
        connection.execute(FACTS, asked)
        for each in a_long_story().happenings:
            about = (each.thread_id, each.matter_id, each.person_id, each.event_id)
            when = (each.name, each.happened_on, each.recorded_at)
            entry = (each.event_id, each.position, *about, *when, Jsonb(each.fields))
            connection.execute(ENTRY, entry)
    with psycopg.connect(target.admin_url, autocommit=True) as owner:
        owner.execute("VACUUM ANALYZE reporting.figure_fact")
        owner.execute("VACUUM ANALYZE reporting.figure_person")


async def _asked(
    ground: Ground, target: Deployment
) -> tuple[Sequence[float], Sequence[Sequence[float]]]:
    """Return the seconds of each round of figures, and the milliseconds of each event."""
    url = target.url_for("reporting")
    store = PostgresStore(url, service="reporting", codec=Codec(own={}, heard={}))
    await store.open()
    await _year(store)
    rounds = ground.telling.rounds("a year's figures", min(ground.plan.rounds, 3))
    years = [await _year(store) for _ in rounds]
    effects = [await _effect(store) for _ in ground.telling.rounds("one event", 3)]
    await store.close()
    return years, effects


async def _year(store: PostgresStore) -> float:
    law, begun = catalogue(), time.perf_counter()
    for figure, counting in every_figure(law):
        if counting is not None:
            asked = FigureAsked(
                figure=figure,
                period=Period.parse("2024"),
                by=figure.shown_by,
                known=STILL - 1,
                audience="public",
            )
            await answer(store, law, asked)
    return time.perf_counter() - begun


async def _effect(store: PostgresStore) -> Sequence[float]:
    taken = []
    for event in as_recorded(a_long_story().happenings):
        begun = time.perf_counter()
        async with store.transaction() as tx:
            await derive(tx, [event])
        taken.append((time.perf_counter() - begun) * 1000)
    async with store.transaction() as tx:
        for table, key in (("figure_fact", "fact_id"), ("figure_person", "person_id")):
            ids = [each.matter_id for each in a_long_story().happenings]
            await tx.rows(
                f"DELETE FROM reporting.{table} WHERE {key} = ANY (%(ids)s)", {"ids": ids}
            )
    return taken
