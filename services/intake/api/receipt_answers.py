"""What a sender is answered: proof, and nothing about anybody."""

from uuid import UUID

from pydantic import Field

from services.intake.application.receipts import Proof, Receipt, Registration
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Instant, Resource

_DIGEST = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


class ReceiptAnswer(Resource):
    """Kvittens på en inlämning. Den säger inget om vad som är känt om någon."""

    receipt_id: UUID = Field(title="Kvittens", examples=[SAMPLE_ID])
    received_at: Instant = Field(title="Togs emot", examples=["2026-03-02T09:30:00Z"])
    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    digest: str = Field(
        title="Kontrollsumma",
        description="SHA-256 (hex) av saltet följt av inlämningen i kanonisk JSON (RFC 8785), "
        "där varje bilagas innehåll är ersatt av dess SHA-256 (hex).",
        examples=[_DIGEST],
    )
    salt: str = Field(title="Salt", examples=["5f4dcc3b5aa765d61d8327deb882cf99"])

    @classmethod
    def of(cls, receipt: Receipt) -> "ReceiptAnswer":
        """Return the answer that shows ``receipt``."""
        return cls(
            receipt_id=receipt.receipt_id,
            received_at=receipt.received_at,
            event_id=receipt.event_id,
            digest=receipt.digest,
            salt=receipt.salt,
        )


class ReceiptProof(Answer):
    """Bevis (RFC 6962) för att inlämningen finns i liggaren, mot en signerad kontrollpunkt."""

    tree_size: int = Field(title="Antal poster i liggaren", examples=[20])
    hashes: tuple[str, ...] = Field(title="Bevis (hex), från lövet uppåt", examples=[[_DIGEST]])
    checkpoint: str = Field(
        title="Kontrollpunkt",
        description="Det signerade i klartext (C2SP tlog-checkpoint, Ed25519). Spara det.",
        max_length=4096,
        examples=["rodatraden.example/socialnamnden\n20\n..."],
    )

    @classmethod
    def of(cls, proof: Proof) -> "ReceiptProof":
        """Return the answer that shows ``proof``."""
        return cls(
            tree_size=proof.inclusion.tree_size,
            hashes=tuple(each.hex() for each in proof.inclusion.hashes),
            checkpoint=proof.checkpoint.note,
        )


class RegistrationAnswer(Resource):
    """Var i liggaren inlämningen finns."""

    receipt_id: UUID = Field(title="Kvittens", examples=[SAMPLE_ID])
    received_at: Instant = Field(title="Togs emot", examples=["2026-03-02T09:30:00Z"])
    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    is_registered: bool = Field(title="Finns i liggaren", examples=[True])
    position: int | None = Field(default=None, title="Position", examples=[17])
    epoch: int | None = Field(default=None, title="Epok", examples=[1])
    leaf_hash: str | None = Field(default=None, title="Lövets hash (hex)", examples=[_DIGEST])
    chain_hash: str | None = Field(default=None, title="Kedjans hash (hex)", examples=[_DIGEST])
    registered_at: Instant | None = Field(
        default=None, title="Registrerades", examples=["2026-03-02T09:30:01Z"]
    )
    proof: ReceiptProof | None = Field(
        default=None,
        title="Bevis",
        description="Saknas tills en kontrollpunkt omfattar inlämningen, vanligen inom en minut.",
    )

    @classmethod
    def of(cls, registration: Registration) -> "RegistrationAnswer":
        """Return the answer that shows ``registration``."""
        entry = registration.entry
        return cls(
            receipt_id=registration.receipt_id,
            received_at=registration.received_at,
            event_id=registration.event_id,
            is_registered=entry is not None,
            position=entry.position if entry else None,
            epoch=entry.epoch if entry else None,
            leaf_hash=entry.leaf_hash.hex() if entry else None,
            chain_hash=entry.chain_hash.hex() if entry else None,
            registered_at=entry.registered_at if entry else None,
            proof=ReceiptProof.of(registration.proof) if registration.proof else None,
        )
