"""What lies beside the streams of a destroyed file, and goes with it."""

from collections.abc import Collection, Sequence
from uuid import UUID

from services.intake.application.disposal.sheet import Beside
from services.intake.application.reception import REPORT_GROUP
from services.intake.domain.disposal.state import DisposalList
from shared.eventstore.opening import is_file_destroyed
from shared.kernel.files import file_of
from shared.kernel.sealed import Sealer
from shared.kernel.store import Store, Transaction

_REPORTS = """
    SELECT DISTINCT report_id FROM intake.filed_matter
    WHERE matter_id = ANY (%(matter_ids)s::uuid[]) AND report_id IS NOT NULL"""
_DELETE_ATTACHMENTS = (
    "DELETE FROM intake.attachment WHERE report_id = ANY (%(report_ids)s::uuid[])"
)
_DELETE_LOOKUPS = "DELETE FROM intake.person_lookup WHERE person_id = ANY (%(person_ids)s::uuid[])"


class Leftovers:
    """Sweeps away sealed attachments and the hashes of numbers."""

    def __init__(self, store: Store, sealer: Sealer) -> None:
        self._store = store
        self._sealer = sealer

    async def forget_numbers(self, person_ids: Collection[UUID]) -> None:
        """Let nobody be found by a number any more: who comes back gets a new pseudonym."""
        async with self._store.transaction() as tx:
            await tx.rows(_DELETE_LOOKUPS, {"person_ids": list(person_ids)})

    def sweeping(self, known: DisposalList, file_ids: Sequence[UUID]) -> Beside:
        """Return what deletes the attachments of reports that nobody can open any more."""
        matters = [m for id_ in file_ids for m in known.rows[id_].listed.matter_ids]

        async def sweep(tx: Transaction) -> None:
            rows = await tx.rows(_REPORTS, {"matter_ids": matters})
            gone = [row["report_id"] for row in rows if await self._is_gone(row["report_id"])]
            await tx.rows(_DELETE_ATTACHMENTS, {"report_ids": gone})

        return sweep

    async def _is_gone(self, report_id: UUID) -> bool:
        return await is_file_destroyed(file_of(report_id, REPORT_GROUP), self._sealer)
