"""The one way a command changes anything: read, check, decide, append."""

from typing import TypeVar
from uuid import UUID

from shared.kernel.context import Actor, Context
from shared.kernel.decider import Decider
from shared.kernel.refusal import NotFound, StreamMoved
from shared.kernel.store import Appended, Stream, Transaction

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


async def begin(
    tx: Transaction,
    decider: Decider[State, Command, Event],
    stream_id: UUID,
    command: Command,
    context: Context,
) -> Appended:
    """Decide on a stream that should be new, and append.

    Raises:
        Refusal: a rule refused, for instance because the stream exists; nothing was appended.
        StreamMoved: somebody else began it at the same moment.
    """
    stream = await tx.read(stream_id)
    events = decider.decide(decider.fold(stream.events), command)
    return await tx.append(stream_id, events, context, after=stream.version)


async def handle(
    tx: Transaction,
    decider: Decider[State, Command, Event],
    stream_id: UUID,
    command: Command,
    *,
    actor: Actor,
    causation_id: UUID,
    expected: int | None = None,
) -> Appended:
    """Decide on a stream that exists, in its own thread and file, and append.

    Args:
        expected: the version the caller has seen (If-Match), or None for "whatever it is".

    Raises:
        NotFound: there is no such stream.
        Refusal: a rule refused; nothing was appended.
        StreamMoved: the stream is not, or is no longer, at the expected version.
    """
    stream: Stream[Event] = await tx.read(stream_id)
    return await proceed(
        tx,
        decider,
        stream,
        command,
        actor=actor,
        causation_id=causation_id,
        expected=expected,
    )


async def proceed(
    tx: Transaction,
    decider: Decider[State, Command, Event],
    stream: Stream[Event],
    command: Command,
    *,
    actor: Actor,
    causation_id: UUID,
    expected: int | None = None,
) -> Appended:
    """Do as ``handle`` on a stream that this transaction has read already."""
    if not stream.version:
        raise NotFound
    if expected not in (None, stream.version):
        raise StreamMoved(stream.stream_id, stream.version)
    events = decider.decide(decider.fold(stream.events), command)
    context = Context(
        actor=actor,
        thread_id=stream.context.thread_id,
        causation_id=causation_id,
        person_id=stream.context.person_id,
        file_id=stream.context.file_id,
    )
    return await tx.append(stream.stream_id, events, context, after=stream.version)
