"""What reporting's readers ask of its read models."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.reporting.api.few import few
from services.reporting.projections.moved_matters import TABLE as MOVED
from services.reporting.projections.open_matters import TABLE as MATTER
from services.reporting.projections.open_matters import OpenMatter
from services.reporting.projections.thread_entries import TABLE as ENTRY
from services.reporting.projections.thread_entries import ThreadEntry
from shared.kernel.caller import Sight
from shared.kernel.store import Store

MATTER_ID = "reporting.open_matter.matter_id"


def threads_named(any_id: UUID) -> sa.CompoundSelect[Any]:
    """Return the threads that a thread, a matter, a report, a decision or a person is part of.

    A report has no thread of its own: the intakes that it led to name it.
    """
    named_by = sa.or_(
        ENTRY.c.thread_id == any_id,
        ENTRY.c.stream_id == any_id,
        ENTRY.c.person_id == any_id,
        sa.and_(
            ENTRY.c.name == "intake.opened.v1", ENTRY.c.facts["report_id"].astext == str(any_id)
        ),
    )
    moved_here = sa.select(ENTRY.c.thread_id).join(MOVED, MOVED.c.stream_id == ENTRY.c.stream_id)
    named = sa.select(ENTRY.c.thread_id).where(named_by)
    return sa.union(named, moved_here.where(MOVED.c.person_id == any_id))


async def thread_of(
    store: Store, any_id: UUID, cleared: Collection[UUID]
) -> Sequence[ThreadEntry]:
    """Return every entry of the ``cleared`` threads that ``any_id`` is of, in ledger order."""
    named = threads_named(any_id).subquery()
    threads = sa.select(named.c.thread_id).where(named.c.thread_id.in_(cleared))
    reports = sa.select(sa.cast(ENTRY.c.facts["report_id"].astext, sa.Uuid)).where(
        ENTRY.c.thread_id.in_(threads), ENTRY.c.name == "intake.opened.v1"
    )
    mine = sa.or_(ENTRY.c.thread_id.in_(threads), ENTRY.c.stream_id.in_(reports))
    person = sa.func.coalesce(MOVED.c.person_id, ENTRY.c.person_id).label("person_id")
    columns = [each for each in ENTRY.c if each.name != "person_id"]
    joined = ENTRY.outerjoin(MOVED, MOVED.c.stream_id == ENTRY.c.stream_id)
    told = sa.select(*columns, person).select_from(joined).where(mine)
    rows = await store.rows(told.order_by(ENTRY.c.position))
    return [ThreadEntry(**row) for row in rows]


async def open_matters(
    store: Store,
    sight: Sight,
    *,
    kind: str | None,
    unit: str | None,
    official: str | None,
    stage: str | None,
    limit: int,
    offset: int,
) -> Sequence[OpenMatter]:
    """Return open matters, oldest first, narrowed by what is given."""
    wanted = {"kind": kind, "unit": unit, "official": official, "stage": stage}
    chosen = [MATTER.c[column] == value for column, value in wanted.items() if value is not None]
    chosen.append(sight.matters(MATTER_ID))
    statement = sa.select(MATTER).where(*chosen).order_by(MATTER.c.opened_on, MATTER.c.matter_id)
    rows = await store.rows(statement.limit(limit).offset(offset))
    return [OpenMatter(**row) for row in rows]


async def open_matter_counts(
    store: Store, sight: Sight, own: str | None = None
) -> Sequence[Mapping[str, Any]]:
    """Return kind, stage, unit, official and how many, for every combination that is seen.

    Args:
        own: whose matters alone are counted.
    """
    group = (MATTER.c.kind, MATTER.c.stage, MATTER.c.unit, MATTER.c.official)
    several = few(MATTER.c.person_id, MATTER.c.matter_id)
    counted = sa.select(*group, sa.func.count().label("matters"), *several)
    whose = [] if own is None else [MATTER.c.official == own]
    statement = counted.where(sight.matters(MATTER_ID), *whose).group_by(*group)
    return await store.rows(statement.order_by(*(column.nulls_first() for column in group)))
