"""The sender's receipt: proof of what was kept, and silence about who is known."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.intake.domain.report.events import SubmissionKept
from shared.kernel.refusal import NotFound
from shared.kernel.store import Store
from shared.proofs.reading import Inclusion, NotSignedYet, Statement, inclusion, latest

_ENTRY = (
    "SELECT position, epoch, leaf_hash, chain_hash, registered_at FROM store.ledger"
    " WHERE event_id = %(event_id)s"
)


class NoSuchReceipt(NotFound):
    """There is none, or it is somebody else's."""

    detail = "Det finns ingen kvittens med den identiteten."


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the sender is answered. Whoever has the submission can compute the digest again."""

    receipt_id: UUID
    received_at: datetime
    event_id: UUID  # the one that holds the digest
    digest: str  # SHA-256, in hex, of the salt and the submission in canonical JSON
    salt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Where the ledger holds what was received."""

    position: int
    epoch: int
    leaf_hash: bytes
    chain_hash: bytes
    registered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That the ledger has it, against a signed checkpoint that anybody can check."""

    inclusion: Inclusion
    checkpoint: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A receipt looked at again; ``entry`` is None until the ledger has it.

    ``proof`` is None until a checkpoint covers it.
    """

    receipt_id: UUID
    received_at: datetime
    event_id: UUID
    entry: Entry | None
    proof: Proof | None


async def registration(store: Store, receipt_id: UUID, client_id: str) -> Registration:
    """Return whether the ledger has what ``client_id`` handed in, and nothing of its contents.

    Raises:
        NoSuchReceipt: that client has no such receipt.
    """
    stream = await store.read(receipt_id)
    kept = [each for each in stream.recorded if isinstance(each.event, SubmissionKept)]
    if not kept or stream.context.actor.client_id != client_id:
        raise NoSuchReceipt
    rows = await store.rows(_ENTRY, {"event_id": kept[0].event_id})
    return Registration(
        receipt_id=receipt_id,
        received_at=kept[0].recorded_at,
        event_id=kept[0].event_id,
        entry=Entry(**rows[0]) if rows else None,
        proof=await _proof(store, rows[0]["position"]) if rows else None,
    )


async def _proof(store: Store, position: int) -> Proof | None:
    try:
        checkpoint = await latest(store)
        proven = await inclusion(store, position, checkpoint.tree_size)
    except NotSignedYet:
        return None
    return Proof(inclusion=proven, checkpoint=checkpoint)
