"""The day of a decision was put right: the intervention was granted that day too."""

from datetime import date
from uuid import UUID

import pytest

from services.interventions.reactions.follow_the_correction import NAME
from shared.contracts.interventions import intervention_id_of
from shared.contracts.investigation_corrections import (
    DecisionDateCorrected,
    InvestigationCorrectionApproved,
)
from tests.interventions.service import Service, decided, tell
from tests.interventions.stories import DECISION_ID, GRANTED_ON

pytestmark = pytest.mark.usefixtures("registered")

RIGHT = date(2026, 4, 17)


async def corrected(service: Service, on: date) -> UUID:
    """Let investigation correct the day of the decision; return the correction, unapproved."""
    stream = await service.investigation.read(DECISION_ID)
    correction = DecisionDateCorrected(
        corrects_event_id=stream.recorded[0].event_id,
        corrected_on=date(2026, 5, 4),
        correction_reason_code="typing-error",
        is_approval_needed=True,
        decided_on=on,
    )
    return await tell(service.investigation, DECISION_ID, correction)


async def granted_on(service: Service) -> date:
    stream = await service.store.read(intervention_id_of(DECISION_ID))
    return date.fromisoformat(str(stream.events[0].granted_on))


async def test_the_intervention_follows_once_the_correction_is_approved(service: Service) -> None:
    await service.opened(decided())
    correction_id = await corrected(service, RIGHT)
    assert await service.store.wait_for(correction_id, NAME, seconds=10)
    assert await granted_on(service) == GRANTED_ON
    approval = InvestigationCorrectionApproved(
        approves_event_id=correction_id, approved_on=date(2026, 5, 5)
    )
    approved = await tell(service.investigation, DECISION_ID, approval)
    assert await service.store.wait_for(approved, NAME, seconds=10)
    assert await granted_on(service) == RIGHT
