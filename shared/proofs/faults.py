"""What a verifier can find wrong, and where."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of fault; its value is what scripts may rely on."""

    EMPTY = "empty"
    UNSIGNED = "unsigned"
    UNHASHED = "unhashed"
    MALFORMED = "malformed"
    GAP = "gap"
    EVENT_MISSING = "event-missing"
    LEAF = "leaf-differs"
    EVENT_ID = "event-id-differs"
    CHAIN = "chain-broken"
    STREAM = "stream-out-of-order"
    TIME = "time-goes-back"
    EPOCH = "epoch-goes-back"
    ROOT = "root-differs"
    STATED = "statement-differs"
    TRUNCATED = "truncated"
    ORIGIN = "another-ledger"
    KEY_UNKNOWN = "key-unknown"
    KEY_NOT_IN_FORCE = "key-not-in-force"
    CHECKPOINT_ORDER = "checkpoint-goes-back"
    CHECKPOINT_MISSING = "checkpoint-missing"
    COUNTERSIGNATURE = "countersignature-differs"
    NOT_COUNTERSIGNED = "not-countersigned"
    MINUTES = "minutes-differ"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, at the first position where it can be seen."""

    position: int  # 0: none in particular
    kind: Kind
    detail: str

    def __str__(self) -> str:
        where = f"position {self.position}: " if self.position else ""
        return f"{where}{self.kind.value}: {self.detail}"
