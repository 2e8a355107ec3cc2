"""What readers ask: lists from the read models, one thing from its own stream."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.investigation.domain.investigation.events import DecisionJoined
from services.investigation.projections.decisions import DECISIONS, DecisionRow
from services.investigation.projections.decisions import TABLE as DECISION
from services.investigation.projections.investigations import INVESTIGATIONS, InvestigationRow
from services.investigation.projections.investigations import TABLE as INVESTIGATION
from services.investigation.projections.queue import in_queue
from shared.http.edge import Page
from shared.kernel.caller import Sight
from shared.kernel.store import Store, Stream


def open_investigations(unit: str | None, official: str | None) -> Select[Any]:
    """Return the question: open ones, the oldest first, of a unit or an official if given."""
    asked = select(INVESTIGATION).where(INVESTIGATION.c.closed_on.is_(None))
    if unit is not None:
        asked = asked.where(INVESTIGATION.c.unit == unit)
    if official is not None:
        asked = asked.where(INVESTIGATION.c.official == official)
    return asked.order_by(INVESTIGATION.c.opened_on, INVESTIGATION.c.investigation_id)


async def investigations(
    store: Store,
    page: Page,
    sight: Sight,
    *,
    unit: str | None,
    official: str | None,
    is_unassigned: bool,
) -> Sequence[InvestigationRow]:
    """Return a page of open investigations, or of the queue, that may be seen."""
    asked = in_queue() if is_unassigned else open_investigations(unit, official)
    asked = asked.where(sight.matters("investigation.investigation.investigation_id"))
    rows = await store.rows(asked.limit(page.fetch).offset(page.offset))
    return [InvestigationRow(**row) for row in rows]


async def decisions(store: Store, page: Page, investigation_id: UUID) -> Sequence[DecisionRow]:
    """Return a page of the decisions in an investigation, the oldest first."""
    asked = (
        select(DECISION)
        .where(DECISION.c.investigation_id == investigation_id)
        .order_by(DECISION.c.decided_on, DECISION.c.decision_id)
    )
    rows = await store.rows(asked.limit(page.fetch).offset(page.offset))
    return [DecisionRow(**row) for row in rows]


async def investigation(
    store: Store, investigation_id: UUID
) -> tuple[Stream[Any], InvestigationRow, tuple[UUID, ...]]:
    """Return the stream, what it comes to, and the decisions made in it.

    Raises:
        NotFound: there is no such investigation.
    """
    stream = await store.read(investigation_id)
    joined = [event for event in stream.events if isinstance(event, DecisionJoined)]
    return stream, INVESTIGATIONS.of(stream), tuple(event.decision_id for event in joined)


async def decision(store: Store, decision_id: UUID) -> tuple[Stream[Any], DecisionRow]:
    """Return the stream, and what it comes to.

    Raises:
        NotFound: there is no such decision.
    """
    stream = await store.read(decision_id)
    return stream, DECISIONS.of(stream)
