"""Which investigations about a person are under way, by the streams and not by a read model."""

from collections.abc import Sequence
from uuid import UUID

from services.investigation.domain.investigation.rules import INVESTIGATION
from services.investigation.domain.investigation.state import Open
from shared.contracts.investigation import InvestigationOpened
from shared.kernel.store import Transaction

_OPENED = (
    "SELECT DISTINCT stream_id FROM store.own_event"
    " WHERE person_id = %(person_id)s AND name = 'investigation.opened.v1'"
    " UNION SELECT investigation_id FROM investigation.investigation"  # of those moved here
    " WHERE person_id = %(person_id)s ORDER BY 1"
)


async def investigations_under_way(
    tx: Transaction, person_id: UUID, case_type: str
) -> Sequence[UUID]:
    """Return the open investigations of the case type, what was committed just now included."""
    found = []
    for row in await tx.rows(_OPENED, {"person_id": person_id}):
        stream = await tx.read(row["stream_id"])
        opened = next((e for e in stream.events if isinstance(e, InvestigationOpened)), None)
        if opened is None or opened.person_id != person_id:
            continue
        case = INVESTIGATION.fold(stream.events)
        if isinstance(case, Open) and opened.case_type == case_type:
            found.append(stream.stream_id)
    return found
