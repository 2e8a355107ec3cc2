"""A ledger full of threads: each from a report to an intervention that has ended."""

import dataclasses
import itertools
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from deploy.migrate import Deployment
from deploy.roles import OWNER, REGISTRAR, role_name
from shared.contracts import intake, interventions, investigation
from shared.contracts.names import PUBLISHED
from shared.eventstore.codec import Codec
from shared.kernel.clock import new_id
from tests.bench.appending import ACTOR
from tests.contracts.samples import sample

STREAMS: tuple[tuple[type, ...], ...] = (
    (intake.PersonRegistered,),
    (intake.ConcernReportReceived,),
    (
        intake.IntakeOpened,
        intake.ImmediateProtectionAssessed,
        intake.IntakeAssigned,
        intake.PreliminaryAssessmentConcluded,
    ),
    (
        investigation.InvestigationOpened,
        investigation.InvestigationAssigned,
        investigation.InvestigationPlanned,
        *[investigation.ContactHeld] * 3,
        investigation.InstrumentApplied,
        investigation.MaterialCommunicated,
        investigation.DecisionMade,
        investigation.InvestigationClosed,
    ),
    (
        interventions.InterventionOpened,
        interventions.InterventionAssigned,
        interventions.InterventionOffered,
        interventions.InterventionExecuted,
        interventions.GoalSet,
        interventions.InterventionFollowedUp,
        interventions.InterventionFollowedUp,
        interventions.InterventionEnded,
    ),
)
CODEC = Codec(own=PUBLISHED, heard={})
SAMPLES = {cls: sample(cls) for cls in PUBLISHED.values()}
COPY = """
    COPY store.event (event_id, stream_id, version, name, schema_version, recorded_at,
        actor_subject, actor_role, actor_client, actor_client_id, actor_unit,
        thread_id, causation_id, person_id, file_id, data) FROM STDIN
"""


def fill(target: Deployment, threads: int) -> int:
    """Store so many threads and have them registered; return the number of their events."""
    with psycopg.connect(target.admin_url) as owner:
        role = sql.Identifier(role_name(target.prefix, OWNER))
        owner.execute(sql.SQL("SET ROLE {}").format(role))
        ((at,),) = owner.execute("SELECT now()").fetchall()
        with owner.cursor() as cursor, cursor.copy(COPY) as copy:
            for row in itertools.chain.from_iterable(_thread(at) for _ in range(threads)):
                copy.write_row(row)
    with psycopg.connect(target.url_for(REGISTRAR), autocommit=True) as registrar:
        ((count,),) = registrar.execute("SELECT store.register()").fetchall()
    with psycopg.connect(target.admin_url, autocommit=True) as owner:
        owner.execute("ANALYZE store.event, store.ledger")
    return int(count)


def _thread(at: Any) -> Iterator[tuple[object, ...]]:
    thread_id, person_id = new_id(), new_id()
    actor = (ACTOR.subject, ACTOR.role, ACTOR.client.value, ACTOR.client_id, ACTOR.unit)
    for classes in STREAMS:
        stream_id = new_id()
        for version, cls in enumerate(classes, 1):
            name, data = _encoded(cls, stream_id)
            ids = (thread_id, thread_id, person_id, None)
            yield (new_id(), stream_id, version, name, 1, at, *actor, *ids, data)


def _encoded(cls: type, stream_id: UUID) -> tuple[str, bytes]:
    event: Any = SAMPLES[cls]
    if cls is investigation.DecisionMade:
        event = dataclasses.replace(event, investigation_id=stream_id)
    return CODEC.encode(event, stream_id, None)
