"""The matter the stories are told of: a child, a report of concern, an official."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.intake.domain.intake.rules import INTAKE
from shared.contracts.intake import (
    ImmediateProtectionAssessed,
    IntakeAssigned,
    IntakeOpened,
    Origin,
    PreliminaryAssessmentConcluded,
    ProtectionOutcome,
    Way,
)
from shared.testing.scenario import Scenario

INTAKE_ID, CHILD_ID, REPORT_ID = UUID(int=1), UUID(int=2), UUID(int=3)
INVESTIGATION_ID = UUID(int=4)

BEFORE, MONDAY, TUESDAY = date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)
LATER, FOURTEENTH_DAY, TOMORROW = date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 10)

matter = Scenario(INTAKE)

opened = IntakeOpened(
    intake_id=INTAKE_ID,
    person_id=CHILD_ID,
    report_id=REPORT_ID,
    origin=Origin.CONCERN_REPORT,
    case_type="child-concern",
    reason_codes=("neglect",),
    received_on=MONDAY,
    is_danger_reported=False,
    catalogue_version="2026-01",
)
applied = replace(opened, origin=Origin.APPLICATION, case_type="adult-outpatient")

protection_assessed = ImmediateProtectionAssessed(
    outcome=ProtectionOutcome.NO_IMMEDIATE_NEED,
    assessed_on=MONDAY,
    assessed_by="official-7",
    legal_basis_id="sol-20-1",
)
assigned = IntakeAssigned(official="official-7", unit="intake-children", assigned_on=TUESDAY)


def concluded(
    way: Way, investigation_id: UUID | None = None, basis: str = "sol-20-2"
) -> PreliminaryAssessmentConcluded:
    return PreliminaryAssessmentConcluded(
        way=way,
        concluded_on=LATER,
        concluded_by="official-7",
        legal_basis_id=basis,
        investigation_id=investigation_id,
        intake_id=INTAKE_ID,
        person_id=CHILD_ID,
        case_type="child-concern",
        received_on=MONDAY,
        decider_role="caseworker",
        delegation_rule_id=None if way is Way.ATTACH else "d-1",
        origin=Origin.CONCERN_REPORT,
    )
