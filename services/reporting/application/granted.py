"""Reading granted decisions: those that wait now, and those that a report may tell of."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from services.reporting.application.unexecuted import Grant, Known, Law
from services.reporting.domain.granted_decision import GrantedDecision, unit_of
from services.reporting.domain.grants import DECIDED
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.unexecuted_report import Content, Reportable, content_of
from shared.kernel.caller import Sight

MOST = 2**63 - 1
READ_MODEL = "reporting.granted-decisions"
POSITION = "SELECT position FROM reporting.tracking WHERE name = %(name)s"
WAITING = """
    SELECT * FROM reporting.granted_decision granted
    WHERE open_since_on IS NOT NULL AND legal_basis_id = ANY (%(bases)s)
      AND COALESCE(ended_reason_code, '') <> ALL (%(closing_reasons)s)"""
PAGED = "ORDER BY open_since_on, intervention_id LIMIT %(limit)s OFFSET %(offset)s"
OF_THE_UNIT = "AND unit = %(unit)s"
TELLABLE = """
    SELECT * FROM reporting.granted_decision
    WHERE legal_basis_id = ANY (%(bases)s)
      AND (latest_position > %(position)s
           OR (decided_on <= %(last_on)s
               AND (open_since_on IS NOT NULL OR awaits_telling OR latest_on >= %(first_on)s)))"""
"""What was closed and told of before the quarter, and has not changed since, is left out."""


class Rows(Protocol):
    """A store, or a transaction."""

    async def rows(
        self, statement: object, parameters: Mapping[str, object] | None = None
    ) -> Sequence[Mapping[str, Any]]:
        """Run one statement; return its rows."""


async def position(reader: Rows, read_model: str = READ_MODEL) -> int:
    """Return how far the read model has come in the ledger; asked before its rows are read."""
    rows = await reader.rows(POSITION, {"name": read_model})
    return int(rows[0]["position"]) if rows else 0


async def waiting_now(
    reader: Rows, law: Law, sight: Sight, *, unit: str | None, limit: int, offset: int
) -> Sequence[Grant]:
    """Return a page of the decisions in sight that wait to be carried out, or resumed."""
    of_the_unit = "" if unit is None else OF_THE_UNIT
    asked = f"{WAITING} {of_the_unit} AND {sight.of_thread('granted.thread_id')} {PAGED}"
    parameters = {
        **sight.parameters,
        "bases": list(law.reportable_bases),
        "closing_reasons": list(law.closing_reasons),
        "unit": unit,
        "limit": limit,
        "offset": offset,
    }
    rows = await reader.rows(asked, parameters)
    return law.grants((GrantedDecision(**row) for row in rows), Known())


async def quarterly(
    reader: Rows, law: Law, quarter: Quarter, known: Known, *, only: frozenset[UUID] | None = None
) -> Content:
    """Return what the report about ``quarter`` says, of what was known then.

    Args:
        only: the decisions that it is about, where it does not tell of all.
    """
    parameters = {
        "bases": list(law.reportable_bases),
        "first_on": quarter.first_on,
        "last_on": quarter.last_on,
        "position": known.position if known.position is not None else MOST,
    }
    rows = await reader.rows(TELLABLE, parameters)
    found = law.grants((GrantedDecision(**row) for row in rows), known)
    chosen = [each for each in found if only is None or each.row.decision_id in only]
    return content_of(quarter, map(reportable, chosen))


def reportable(grant: Grant) -> Reportable:
    """Return what a report needs to know of ``grant``."""
    row = grant.row
    decided_on = next(each.day for each in grant.facts if each.name == DECIDED)
    return Reportable(
        decision_id=row.decision_id,
        intervention_id=row.intervention_id,
        person_id=row.person_id,
        intervention_type=row.intervention_type,
        legal_basis_id=row.legal_basis_id,
        decided_on=decided_on,
        unit=unit_of(grant.facts),
        facts=grant.facts,
        spells=grant.spells,
    )
