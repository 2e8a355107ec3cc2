"""What is answered about checkpoints and proofs; every hash in hex."""

from pydantic import Field

from shared.http.schemas import Answer, Instant, Resource
from shared.proofs.reading import Consistency, Inclusion, Statement

_HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
_NOTE = (
    "rodatraden.example/socialnamnden\n20\nn4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=\n"
    "chain n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=\nepoch 1\n"
    "time 2026-03-02T09:30:00.000250Z\n\n— rodatraden.example/socialnamnden kZ1d...\n"
)


class CheckpointRow(Answer):
    """En kontrollpunkt: en signerad uppgift om liggaren."""

    number: int = Field(title="Kontrollpunktens nummer", examples=[3])
    tree_size: int = Field(title="Antal poster i liggaren", examples=[20])
    root_hash: str = Field(title="Rot (hex)", max_length=64, examples=[_HASH])
    chain_hash: str = Field(title="Kedjans hash (hex)", max_length=64, examples=[_HASH])
    epoch: int = Field(title="Liggarens epok", examples=[1])
    made_at: Instant = Field(title="Tidpunkt", examples=["2026-03-02T09:30:00Z"])
    note: str = Field(title="Det signerade", max_length=4096, examples=[_NOTE])

    @classmethod
    def of(cls, statement: Statement) -> "CheckpointRow":
        """Return the row that shows ``statement``."""
        return cls(
            number=statement.number,
            tree_size=statement.tree_size,
            root_hash=statement.root_hash.hex(),
            chain_hash=statement.chain_hash.hex(),
            epoch=statement.epoch,
            made_at=statement.made_at,
            note=statement.note,
        )


class CheckpointAnswer(Resource):
    """Den senaste kontrollpunkten."""

    checkpoint: CheckpointRow = Field(title="Kontrollpunkt")

    @classmethod
    def of(cls, statement: Statement) -> "CheckpointAnswer":
        """Return the answer that shows ``statement``."""
        return cls(checkpoint=CheckpointRow.of(statement))


class InclusionAnswer(Resource):
    """Bevis för att en position ingår i liggaren."""

    position: int = Field(title="Position i liggaren", examples=[17])
    tree_size: int = Field(title="Antal poster i liggaren", examples=[20])
    leaf_hash: str = Field(title="Lövets hash (hex)", max_length=64, examples=[_HASH])
    hashes: tuple[str, ...] = Field(title="Bevis (hex), från lövet uppåt", examples=[[_HASH]])

    @classmethod
    def of(cls, inclusion: Inclusion) -> "InclusionAnswer":
        """Return the answer that shows ``inclusion``."""
        return cls(
            position=inclusion.position,
            tree_size=inclusion.tree_size,
            leaf_hash=inclusion.leaf_hash.hex(),
            hashes=tuple(each.hex() for each in inclusion.hashes),
        )


class ConsistencyAnswer(Resource):
    """Bevis för att liggaren bara har vuxit."""

    first_size: int = Field(title="Antal poster först", examples=[17])
    second_size: int = Field(title="Antal poster sedan", examples=[20])
    hashes: tuple[str, ...] = Field(title="Bevis (hex)", examples=[[_HASH]])

    @classmethod
    def of(cls, consistency: Consistency) -> "ConsistencyAnswer":
        """Return the answer that shows ``consistency``."""
        return cls(
            first_size=consistency.first_size,
            second_size=consistency.second_size,
            hashes=tuple(each.hex() for each in consistency.hashes),
        )
