"""What reporting's readers ask of its read models."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.reporting.projections.open_matters import TABLE as MATTER
from services.reporting.projections.open_matters import OpenMatter
from services.reporting.projections.thread_entries import TABLE as ENTRY
from services.reporting.projections.thread_entries import ThreadEntry
from shared.kernel.shown import Shown
from shared.kernel.store import Store

FEW = 5
"""Fewer than this many are told of, one by one, by a number about them."""


def threads_named(any_id: UUID) -> sa.Select[Any]:
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
    return sa.select(ENTRY.c.thread_id).where(named_by)


async def thread_of(store: Store, any_id: UUID) -> Sequence[ThreadEntry]:
    """Return every entry of the threads that ``any_id`` is part of, in ledger order."""
    threads = threads_named(any_id)
    reports = sa.select(sa.cast(ENTRY.c.facts["report_id"].astext, sa.Uuid)).where(
        ENTRY.c.thread_id.in_(threads), ENTRY.c.name == "intake.opened.v1"
    )
    mine = sa.or_(ENTRY.c.thread_id.in_(threads), ENTRY.c.stream_id.in_(reports))
    rows = await store.rows(sa.select(ENTRY).where(mine).order_by(ENTRY.c.position))
    return [ThreadEntry(**row) for row in rows]


async def open_matters(
    store: Store,
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
    statement = sa.select(MATTER).where(*chosen).order_by(MATTER.c.opened_on, MATTER.c.matter_id)
    rows = await store.rows(statement.limit(limit).offset(offset))
    return [OpenMatter(**row) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many matters there are of one kind, in one stage, of one unit and official."""

    kind: str
    stage: str
    unit: str | None
    official: str | None
    matters: int
    few: Sequence[UUID]  # the persons, where they are so few that a number tells of them
    few_matters: Sequence[UUID]

    @property
    def shown(self) -> Shown:
        """Whom the number tells of."""
        return Shown(persons=frozenset(self.few), hits=frozenset(self.few_matters))


async def open_matter_counts(store: Store) -> Sequence[Counted]:
    """Return every combination that has any matters."""
    group = (MATTER.c.kind, MATTER.c.stage, MATTER.c.unit, MATTER.c.official)
    many = sa.func.count()
    statement = sa.select(
        *group,
        many.label("matters"),
        sa.case((many < FEW, sa.func.array_agg(MATTER.c.person_id))).label("few"),
        sa.case((many < FEW, sa.func.array_agg(MATTER.c.matter_id))).label("few_matters"),
    ).group_by(*group)
    rows = await store.rows(statement.order_by(*(column.nulls_first() for column in group)))
    return [
        Counted(**{**row, "few": row["few"] or (), "few_matters": row["few_matters"] or ()})
        for row in rows
    ]
