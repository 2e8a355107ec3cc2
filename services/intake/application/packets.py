"""What an operator does with a disclosure: proposes masks by rule, and keeps what was made."""

from uuid import UUID

from services.intake.domain.disclosure.commands import KeepPacketMade, ProposeMasks
from services.intake.domain.disclosure.events import DisclosureEvent
from services.intake.domain.disclosure.refusals import NoSuchDisclosure
from services.intake.domain.disclosure.rules import DISCLOSURE
from services.intake.domain.disclosure.state import Disclosure
from shared.kernel.clock import new_id
from shared.kernel.context import Actor, Client, Context
from shared.kernel.store import Store, Stream, Transaction

OPERATOR = "operator"


def operator(subject: str) -> Actor:
    """Return who acts when an official's errand is run from the command."""
    return Actor(subject=subject, role=OPERATOR, client=Client.OFFICIAL, client_id="rodatraden")


async def disclosure(source: Store | Transaction, disclosure_id: UUID) -> Disclosure:
    """Return a disclosure, whomever it is about.

    Raises:
        NoSuchDisclosure: there is none.
    """
    state = DISCLOSURE.fold((await source.read(disclosure_id)).events)
    if not isinstance(state, Disclosure):
        raise NoSuchDisclosure
    return state


async def keep(
    tx: Transaction, disclosure_id: UUID, command: ProposeMasks | KeepPacketMade
) -> None:
    """Ask the rules, and append what follows; nothing when it was so already.

    Raises:
        Refusal: a rule refused; nothing was appended.
    """
    stream: Stream[DisclosureEvent] = await tx.read(disclosure_id)
    events = DISCLOSURE.decide(DISCLOSURE.fold(stream.events), command)
    if not events:
        return
    context = Context(
        actor=operator(command.by),
        thread_id=stream.context.thread_id,
        causation_id=new_id(),
        person_id=stream.context.person_id,
        file_id=stream.context.file_id,
    )
    await tx.append(disclosure_id, events, context, after=stream.version)
