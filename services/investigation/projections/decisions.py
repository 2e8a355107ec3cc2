"""Decisions: what was decided in each investigation, by which role, and whether it is appealed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never, get_args
from uuid import UUID

from sqlalchemy import Boolean, Column, Date, MetaData, Table, Text, Uuid

from shared.contracts.investigation import DecisionAppealed, DecisionMade
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = Table(
    "decision",
    MetaData(schema="investigation"),
    Column("decision_id", Uuid, primary_key=True),
    Column("investigation_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("case_type", Text, nullable=False),
    Column("decision_type", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("intervention_type", Text),
    Column("legal_basis_id", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("decided_by", Text, nullable=False),
    Column("decider_role", Text, nullable=False),
    Column("delegation_rule_id", Text, nullable=False),
    Column("appealed_on", Date),
    Column("is_appeal_in_time", Boolean),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """One decision, with the latest appeal against it."""

    decision_id: UUID
    investigation_id: UUID
    person_id: UUID
    case_type: str
    decision_type: str
    outcome: str
    intervention_type: str | None
    legal_basis_id: str
    decided_on: date
    decided_by: str
    decider_role: str
    delegation_rule_id: str
    appealed_on: date | None = None
    is_appeal_in_time: bool | None = None


Heard: TypeAlias = DecisionMade | DecisionAppealed


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return the decision the event is about."""
    return [recorded.event.decision_id]


def project(key: UUID, row: DecisionRow | None, recorded: Recorded[Heard]) -> DecisionRow | None:
    """Return the decision after the event."""
    event = recorded.event
    match event:
        case DecisionMade():
            return DecisionRow(
                decision_id=key,
                investigation_id=event.investigation_id,
                person_id=event.person_id,
                case_type=event.case_type,
                decision_type=event.decision_type,
                outcome=event.outcome.value,
                intervention_type=event.intervention_type,
                legal_basis_id=event.legal_basis_id,
                decided_on=event.decided_on,
                decided_by=event.decided_by,
                decider_role=event.decider_role,
                delegation_rule_id=event.delegation_rule_id,
            )
        case DecisionAppealed():
            if row is None:
                return None
            return replace(row, appealed_on=event.received_on, is_appeal_in_time=event.is_in_time)
        case _:
            assert_never(event)


DECISIONS = Projection(
    name="decisions",
    table=TABLE,
    row=DecisionRow,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
