"""Reading granted decisions: those that wait now, and those that a report may tell of."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa

from services.reporting.application.unexecuted import Grant, Known, Law
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.unexecuted_report import Content, Reportable, content_of
from services.reporting.projections.granted_decisions import (
    GRANTED_DECISIONS,
    TABLE,
    GrantedDecision,
)

POSITION = "SELECT position FROM reporting.tracking WHERE name = %(name)s"


class Rows(Protocol):
    """A store, or a transaction."""

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run one statement; return its rows."""


def waiting(law: Law, unit: str | None) -> sa.Select[Any]:
    """Return the question: what waits now, of a unit if given, the oldest first; by index."""
    asked = sa.select(TABLE).where(
        TABLE.c.open_since_on.is_not(None),
        TABLE.c.legal_basis_id.in_(law.reportable_bases),
        sa.func.coalesce(TABLE.c.ended_reason_code, "").not_in(law.closing_reasons),
    )
    if unit is not None:
        asked = asked.where(TABLE.c.unit == unit)
    return asked.order_by(TABLE.c.open_since_on, TABLE.c.intervention_id)


def relevant(law: Law, quarter: Quarter, known: Known) -> sa.Select[Any]:
    """Return the question: what a report about ``quarter``, as known then, may tell of.

    What was closed and told of before the quarter, and has not changed since, is left out.
    """
    may_tell = [
        TABLE.c.open_since_on.is_not(None),
        TABLE.c.awaits_telling,
        TABLE.c.latest_on >= quarter.first_on,
    ]
    if known.position is not None:
        may_tell.append(TABLE.c.latest_position > known.position)
    narrowed = sa.or_(*may_tell) if known.at is None else sa.true()
    return sa.select(TABLE).where(
        narrowed,
        TABLE.c.decided_on <= quarter.last_on,
        TABLE.c.legal_basis_id.in_(law.reportable_bases),
    )


async def position(reader: Rows) -> int:
    """Return how far the read model has come in the ledger; asked before its rows are read."""
    rows = await reader.rows(POSITION, {"name": GRANTED_DECISIONS.name})
    return int(rows[0]["position"]) if rows else 0


async def waiting_now(
    reader: Rows, law: Law, *, unit: str | None, limit: int, offset: int
) -> Sequence[Grant]:
    """Return a page of the decisions that wait to be carried out, or resumed."""
    rows = await reader.rows(waiting(law, unit).limit(limit).offset(offset))
    return law.grants((GrantedDecision(**row) for row in rows), Known())


async def quarterly(
    reader: Rows, law: Law, quarter: Quarter, known: Known, *, only: frozenset[UUID] | None = None
) -> Content:
    """Return what the report about ``quarter`` says, of what was known then.

    Args:
        only: the decisions that it is about, where it does not tell of all.
    """
    rows = await reader.rows(relevant(law, quarter, known))
    found = law.grants((GrantedDecision(**row) for row in rows), known)
    chosen = [each for each in found if only is None or each.row.decision_id in only]
    return content_of(quarter, map(reportable, chosen))


def reportable(grant: Grant) -> Reportable:
    """Return what a report needs to know of ``grant``."""
    row = grant.row
    return Reportable(
        decision_id=row.decision_id,
        intervention_id=row.intervention_id,
        person_id=row.person_id,
        intervention_type=row.intervention_type,
        legal_basis_id=row.legal_basis_id,
        decided_on=row.decided_on,
        unit=row.unit,
        facts=grant.facts,
        spells=grant.spells,
    )
