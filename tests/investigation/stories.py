"""What the stories about investigations have in common: fixed dates, ids and first facts."""

from datetime import date
from uuid import UUID

from services.investigation.domain.delegation import Delegation
from services.investigation.domain.investigation.events import DecisionJoined
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.contracts.investigation import (
    InvestigationAssigned,
    InvestigationClosed,
    InvestigationOpened,
)
from shared.testing.scenario import Scenario

INVESTIGATION_ID = UUID("0d5b7c7e-2f3b-5d0a-8a53-6a3c0f6e7a01")
INTAKE_ID = UUID("0192f0c1-0000-7000-8000-000000000001")
OTHER_INTAKE_ID = UUID("0192f0c1-0000-7000-8000-000000000002")
PERSON_ID = UUID("0192f0c1-0000-7000-8000-0000000000aa")
OTHER_PERSON_ID = UUID("0192f0c1-0000-7000-8000-0000000000ab")
DECISION_ID = UUID("0192f0c1-0000-7000-8000-0000000000d1")
CONTACT_ID = UUID("0192f0c1-0000-7000-8000-0000000000c1")

OPENED_ON = date(2026, 3, 9)
TODAY = date(2026, 5, 4)
TOMORROW = date(2026, 5, 5)
DAY_BEFORE_OPENING = date(2026, 3, 8)

opened = InvestigationOpened(
    investigation_id=INVESTIGATION_ID,
    intake_id=INTAKE_ID,
    person_id=PERSON_ID,
    case_type="child-concern",
    legal_basis_id="sol-14-2",
    opened_on=OPENED_ON,
    catalogue_version="2026.1",
)
assigned = InvestigationAssigned(
    official="official-7", unit="child-investigation", assigned_on=date(2026, 3, 12)
)
closed = InvestigationClosed(
    closed_on=date(2026, 4, 30),
    closed_by="official-7",
    is_with_intervention=False,
    reason_code="no-need",
    investigation_id=INVESTIGATION_ID,
    person_id=PERSON_ID,
)
PERMITTED = Delegation(rule_id="d-7", lowest_role="unit-head")
NOT_PERMITTED = Delegation(rule_id=None, lowest_role="unit-head")

investigation = Scenario(INVESTIGATION)


def joined(*, is_granted: bool = True, on: date = date(2026, 4, 20)) -> DecisionJoined:
    return DecisionJoined(
        decision_id=DECISION_ID, is_intervention_granted=is_granted, decided_on=on
    )
