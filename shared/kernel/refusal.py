"""The ways a command can fail without anything being wrong with the program."""

from uuid import UUID


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A command was understood and refused by a rule; nothing was appended.

    Subclass it once per rule. ``code`` is stable and shown to clients; ``detail`` is Swedish,
    says what the rule is, and never repeats what was sent.
    """

    code = "refused"
    detail = "Åtgärden är inte möjlig."


class NotFound(Refusal):
    """There is no such thing, or the caller may not know that there is."""

    code = "not-found"
    detail = "Det finns inget ärende med den identiteten."


class StreamMoved(Exception):  # noqa: N818
    """Someone else appended to the stream after it was read; read again and retry."""

    def __init__(self, stream_id: UUID, version: int | None = None) -> None:
        super().__init__(f"stream {stream_id} moved")
        self.stream_id = stream_id
        self.version = version


class StoreUnavailable(Exception):  # noqa: N818
    """The store cannot be reached now; nothing is known to have been appended. Try again."""
