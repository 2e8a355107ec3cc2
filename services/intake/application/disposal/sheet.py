"""A disposal list at work: read once, and kept up with what is appended to it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from uuid import UUID

from services.intake.domain.disposal.commands import DisposalCommand
from services.intake.domain.disposal.refusals import NoSuchList
from services.intake.domain.disposal.rules import DISPOSAL
from services.intake.domain.disposal.state import DisposalList
from shared.contracts.intake import FileDisposed
from shared.kernel.context import Actor, Client, Context
from shared.kernel.store import Store, Stream, Transaction

ACTOR = Actor(subject="disposal", role="system", client=Client.SYSTEM, client_id="intake")

Beside = Callable[[Transaction], Awaitable[None]]


class Sheet:
    """One list, as far as it has come; nobody else may carry it out meanwhile."""

    def __init__(self, store: Store, stream: Stream[object], known: DisposalList) -> None:
        self._store = store
        self._version = stream.version
        self._context = replace(stream.context, actor=ACTOR, causation_id=stream.stream_id)
        self.known = known

    @classmethod
    async def read(cls, store: Store, list_id: UUID) -> "Sheet":
        """Return the list as it stands.

        Raises:
            NoSuchList: there is none.
        """
        stream = await store.read(list_id)
        known = await known_list(store, list_id)
        return cls(store, stream, known)

    async def ask(
        self, commands: Sequence[DisposalCommand], *, beside: Beside | None = None
    ) -> None:
        """Ask several things in one transaction, with what belongs ``beside`` them.

        Raises:
            Refusal: a rule refused; nothing was appended.
            StreamMoved: somebody else has changed the list meanwhile; begin again.
        """
        known, version = self.known, self._version
        async with self._store.transaction() as tx:
            for command in commands:
                for event in DISPOSAL.decide(known, command):
                    context = self._context_of(event, known)
                    appended = await tx.append(known.list_id, [event], context, after=version)
                    version = appended.version
                    evolved = DISPOSAL.evolve(known, event)
                    assert isinstance(evolved, DisposalList), "a list stays one"
                    known = evolved
            if beside is not None:
                await beside(tx)
        self.known, self._version = known, version

    def _context_of(self, event: object, known: DisposalList) -> Context:
        """Return the list's context; of a disposed file, the thread that it is seen in."""
        if not isinstance(event, FileDisposed):
            return self._context
        thread_id = known.rows[event.file_id].listed.thread_id
        return replace(self._context, thread_id=thread_id, person_id=event.person_id)


async def known_list(source: Store | Transaction, list_id: UUID) -> DisposalList:
    """Return the list as it stands.

    Raises:
        NoSuchList: there is none; the id may be of something else.
    """
    stream = await source.read(list_id)
    known = DISPOSAL.fold(stream.events) if stream.version else None
    if not isinstance(known, DisposalList):
        raise NoSuchList
    return known
