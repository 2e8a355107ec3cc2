"""Where a reader of the ledger has come to: a mark that also says which ledger it is of."""

import base64
import struct
from dataclasses import dataclass

from shared.kernel.refusal import Refusal

_SHAPE = struct.Struct(">iq32s")


class CursorMalformed(Refusal):
    """What was given as a cursor is not one of ours."""

    code = "cursor-malformed"
    detail = "Märket är inte ett märke ur ett tidigare svar."


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the ledger: just after ``position``.

    Epoch and chain hash (32 bytes) make a cursor of a ledger that was since restored, with other
    events at the same positions, be recognised.
    """

    epoch: int
    position: int
    chain_hash: bytes

    def encode(self) -> str:
        """Return the opaque text that a consumer keeps; safe in a URL."""
        raw = _SHAPE.pack(self.epoch, self.position, self.chain_hash)
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        """Return the cursor that was encoded as ``text``.

        Raises:
            CursorMalformed: none was.
        """
        try:
            raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
            cursor = cls(*_SHAPE.unpack(raw))
        except (ValueError, struct.error):
            raise CursorMalformed from None
        if cursor.encode() != text:
            raise CursorMalformed
        return cursor
