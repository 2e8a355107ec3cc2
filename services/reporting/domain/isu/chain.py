"""The chain itself: one intervention, from the need to what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.domain.isu.links import (
    Dose,
    FollowUp,
    Goal,
    Interruption,
    Measurement,
    MethodUse,
    Need,
    OwnView,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """ISU-kedja: one intervention, from the need to what came of it."""

    intervention_id: UUID
    person_id: UUID
    thread_id: UUID
    decision_id: UUID | None
    investigation_id: UUID | None
    case_type: str | None
    intervention_type: str
    legal_basis_id: str
    is_needs_assessed: bool
    prevention_level: str
    begins_on: date  # granted, or opened without needs assessment
    unit: str | None
    provider: str | None
    start_reason_codes: Sequence[str]
    target_group_code: str | None
    executed_on: date | None
    ended_on: date | None
    ending_reason_code: str | None
    needs: Sequence[Need]
    goals: Sequence[Goal]
    methods: Sequence[MethodUse]
    dose: Dose
    interruptions: Sequence[Interruption]
    measurements: Sequence[Measurement]  # by day
    follow_ups: Sequence[FollowUp]
    own_views: Sequence[OwnView]
    known_position: int

    @property
    def days_to_start(self) -> int | None:
        """How many days went from the decision or opening to the execution."""
        return None if self.executed_on is None else (self.executed_on - self.begins_on).days
