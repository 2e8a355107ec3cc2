"""Events as the ledger tells them, and what read models make of them."""

from datetime import date
from typing import Any
from uuid import UUID

from shared.contracts.investigation import InvestigationClosed, InvestigationOpened
from shared.testing.recorded import recorded
from tests.intake.domain.matter import CHILD_ID, INTAKE_ID, INVESTIGATION_ID, LATER

investigation_opened = InvestigationOpened(
    investigation_id=INVESTIGATION_ID,
    intake_id=INTAKE_ID,
    person_id=CHILD_ID,
    case_type="child-concern",
    legal_basis_id="sol-14-2",
    opened_on=LATER,
    catalogue_version="2026-1",
)
investigation_closed = InvestigationClosed(
    closed_on=date(2026, 6, 1),
    closed_by="official-7",
    is_with_intervention=False,
    reason_code="without-intervention",
    investigation_id=INVESTIGATION_ID,
    person_id=CHILD_ID,
)


def rows_after(projection: Any, stream_id: UUID, *events: object) -> dict[Any, Any]:
    """Return the rows of a read model after ``events`` in one stream and thread."""
    rows: dict[Any, Any] = {}
    items = [recorded(event, stream_id, position=n) for n, event in enumerate(events, 1)]
    projection.fold(rows, items)
    return rows
