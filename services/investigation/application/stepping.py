"""One step in an investigation: what is asked is checked against the catalogue, then ruled on."""

from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.lawful import require_lawful
from services.investigation.application.streams import read_begun
from services.investigation.domain.investigation.commands import InvestigationStep
from services.investigation.domain.investigation.rules import INVESTIGATION
from shared.catalogue import Catalogue
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction


async def step(
    tx: Transaction,
    catalogue: Catalogue,
    investigation_id: UUID,
    command: InvestigationStep,
    asked: Asked,
) -> Appended:
    """Take the step.

    Raises:
        NotFound: there is no such investigation.
        Refusal: a rule or the catalogue refused; nothing was appended.
        StreamMoved: the investigation is no longer as the caller has seen it.
    """
    _, opened = await read_begun(tx, investigation_id, InvestigationOpened)
    require_lawful(catalogue, command, opened.case_type)
    return await handle(
        tx,
        INVESTIGATION,
        investigation_id,
        command,
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )
