"""Granted decisions: each with all that is known of its execution, and since when it waits.

Corrections are kept as facts too, so that what was known at any position can be seen again.
A row is known by the id of the intervention that the decision leads to, which is known from the
day of the decision: a decision whose intervention was never opened stands here all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import TypeAlias, get_args
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from services.reporting.domain.granted_decision import (
    GrantedDecision,
    facts_of,
    standing_facts,
    unit_of,
)
from services.reporting.domain.grants import DECIDED, ENDED, Fact, spells_of
from services.reporting.domain.spells import SpellKind, SpellState
from shared.contracts.interventions import (
    InterventionAssigned,
    InterventionDeclined,
    InterventionEnded,
    InterventionExecuted,
    InterventionInterrupted,
    InterventionOffered,
    InterventionOpened,
    InterventionReassigned,
    InterventionResumed,
    NonExecutionExplained,
    intervention_id_of,
)
from shared.contracts.interventions_corrections import InterventionsCorrections
from shared.contracts.investigation import (
    DecisionMade,
    DecisionReplaced,
    DecisionWithdrawn,
    ExecutionPostponed,
    Outcome,
)
from shared.contracts.investigation_corrections import (
    DecisionDateCorrected,
    InvestigationCorrectionApproved,
    InvestigationFactAnnulled,
    InvestigationPersonCorrected,
)
from shared.contracts.names import HAPPENED_ON
from shared.contracts.reporting import ReportDelivered, ReportedItem
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "granted_decision",
    sa.MetaData(schema="reporting"),
    sa.Column("intervention_id", sa.Uuid, primary_key=True),
    sa.Column("decision_id", sa.Uuid, nullable=False),
    sa.Column("thread_id", sa.Uuid, nullable=False),
    sa.Column("person_id", sa.Uuid, nullable=False),
    sa.Column("case_type", sa.Text, nullable=False),
    sa.Column("intervention_type", sa.Text),
    sa.Column("legal_basis_id", sa.Text, nullable=False),
    sa.Column("decided_on", sa.Date, nullable=False),
    sa.Column("unit", sa.Text),
    sa.Column("open_since_on", sa.Date),
    sa.Column("ended_reason_code", sa.Text),
    sa.Column("awaits_telling", sa.Boolean, nullable=False),
    sa.Column("latest_on", sa.Date, nullable=False),
    sa.Column("latest_position", sa.BigInteger, nullable=False),
    sa.Column("facts", JSONB, nullable=False),
)


GRANTING = frozenset({Outcome.GRANTED, Outcome.PARTLY_GRANTED})
_Decision: TypeAlias = ExecutionPostponed | DecisionWithdrawn | DecisionReplaced
_Intervention: TypeAlias = (
    InterventionOpened
    | InterventionAssigned
    | InterventionReassigned
    | InterventionOffered
    | InterventionDeclined
    | InterventionExecuted
    | InterventionInterrupted
    | InterventionResumed
    | NonExecutionExplained
    | InterventionEnded
)
_Correction: TypeAlias = (
    DecisionDateCorrected
    | InvestigationPersonCorrected
    | InvestigationFactAnnulled
    | InvestigationCorrectionApproved
)
Heard: TypeAlias = (
    DecisionMade
    | _Decision
    | _Correction
    | _Intervention
    | InterventionsCorrections
    | ReportDelivered
)


def keys(recorded: Recorded[Heard]) -> Sequence[UUID]:
    """Return what the event is about; a delivered report tells of many."""
    event = recorded.event
    if isinstance(event, ReportDelivered):
        return list(dict.fromkeys(intervention_id_of(each.matter_id) for each in event.items))
    if isinstance(event, DecisionMade | _Decision):
        return [intervention_id_of(event.decision_id)]
    if isinstance(event, _Correction):
        return [intervention_id_of(recorded.stream_id)]
    return [recorded.stream_id]


def project(
    key: UUID, row: GrantedDecision | None, recorded: Recorded[Heard]
) -> GrantedDecision | None:
    """Return the decision with the event among its facts; None for what granted nothing."""
    event = recorded.event
    if isinstance(event, DecisionMade):
        row = _granted(key, event, recorded.context.thread_id)
    if row is None:
        return None
    return _standing(replace(row, facts=[*row.facts, _fact(recorded, row.decision_id)]))


def _granted(key: UUID, event: DecisionMade, thread_id: UUID) -> GrantedDecision | None:
    if event.outcome not in GRANTING:
        return None
    return GrantedDecision(
        intervention_id=key,
        decision_id=event.decision_id,
        thread_id=thread_id,
        person_id=event.person_id,
        case_type=event.case_type,
        intervention_type=event.intervention_type,
        legal_basis_id=event.legal_basis_id,
        decided_on=event.decided_on,
        unit=None,
        open_since_on=event.decided_on,
        ended_reason_code=None,
        awaits_telling=False,
        latest_on=event.decided_on,
        latest_position=0,
        facts=[],
    )


def _fact(recorded: Recorded[Heard], decision_id: UUID) -> Mapping[str, object]:
    """Return the event as it is kept: plain JSON, without what other matters are told in it."""
    event = recorded.event
    told = {each.name: getattr(event, each.name) for each in fields(event)}
    told.pop("goals", None)
    if isinstance(event, ReportDelivered):
        told["items"] = [each for each in event.items if each.matter_id == decision_id]
    return {
        "name": recorded.name,
        "day": getattr(event, HAPPENED_ON[type(event)]).isoformat(),
        "event_id": str(recorded.event_id),
        "position": recorded.position,
        "recorded_at": recorded.recorded_at.isoformat(),
        "matter_id": str(recorded.stream_id),
        "fields": {name: _plain(value) for name, value in told.items()},
    }


def _plain(value: object) -> object:
    match value:
        case UUID():
            return str(value)
        case date():
            return value.isoformat()
        case ReportedItem():
            return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _standing(row: GrantedDecision) -> GrantedDecision:
    """Return the row with what is asked for by index; an ending closes only interruptions here."""
    known = facts_of(row)
    facts = standing_facts(known)
    decided = [each for each in facts if each.name == DECIDED]
    ended = [str(each.fields["reason_code"]) for each in facts if each.name == ENDED]
    spells = spells_of(facts, _no_end, _stands)
    waiting = [each.started_on for each in spells if each.closing is None]
    return replace(
        row,
        person_id=UUID(str(decided[0].fields["person_id"])) if decided else row.person_id,
        decided_on=decided[0].day if decided else row.decided_on,
        unit=unit_of(facts),
        ended_reason_code=ended[-1] if ended else None,
        open_since_on=min(waiting, default=None),
        awaits_telling=any(each.awaits_telling for each in spells),
        latest_on=max(_latest(each) for each in (*known, *facts)),
        latest_position=max(each.position for each in known),
    )


def _latest(fact: Fact) -> date:
    """Return the last day that the fact changes anything."""
    ahead = [fact.fields.get(name) for name in ("effective_on", "agreed_on")]
    return max([fact.day, *(date.fromisoformat(str(day)) for day in ahead if day is not None)])


def _no_end(kind: SpellKind, started_on: date) -> date:
    return date.max


def _stands(reason_code: str, on: date) -> SpellState | None:
    return None


GRANTED_DECISIONS = Projection(
    name="reporting.granted-decisions",
    table=TABLE,
    row=GrantedDecision,
    hears=get_args(Heard),
    keys=keys,
    project=project,
)
