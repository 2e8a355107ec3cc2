"""A disclosure as it stands, found in the path of the person whom it is about."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from services.intake.application.asking import Asking
from services.intake.domain.disclosure.commands import DisclosureCommand
from services.intake.domain.disclosure.events import DisclosureEvent, Passage
from services.intake.domain.disclosure.refusals import NoSuchDisclosure
from services.intake.domain.disclosure.rules import DISCLOSURE
from services.intake.domain.disclosure.state import Disclosure
from shared.kernel.handling import proceed
from shared.kernel.store import Appended, Store, Stream, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedMask:
    """A part that an official keeps back."""

    event_id: UUID
    path: str
    passages: tuple[Passage, ...]
    ground_code: str


@dataclass(frozen=True, slots=True)
class About:
    """A disclosure, and the person in whose path it was asked for."""

    person_id: UUID
    disclosure_id: UUID


async def stream_of(source: Store | Transaction, about: About) -> Stream[DisclosureEvent]:
    """Return the disclosure's stream.

    Raises:
        NoSuchDisclosure: there is none about that person.
    """
    stream: Stream[DisclosureEvent] = await source.read(about.disclosure_id)
    is_of_person = stream.version and stream.context.person_id == about.person_id
    if not is_of_person or not isinstance(DISCLOSURE.fold(stream.events), Disclosure):
        raise NoSuchDisclosure
    return stream


async def known(source: Store | Transaction, about: About) -> Disclosure:
    """Return the disclosure as it stands.

    Raises:
        NoSuchDisclosure: there is none about that person.
    """
    state = DISCLOSURE.fold((await stream_of(source, about)).events)
    assert isinstance(state, Disclosure)
    return state


async def ask(
    tx: Transaction, asking: Asking, about: About, command: DisclosureCommand
) -> Appended:
    """Ask the rules of a disclosure about the person."""
    stream = await stream_of(tx, about)
    by, expected = asking.request_id, asking.expected
    return await proceed(
        tx, DISCLOSURE, stream, command, actor=asking.actor, causation_id=by, expected=expected
    )


def mask_id(disclosure_id: UUID, rule: str, wanted: WantedMask) -> UUID:
    """Return the id of a mask: the same for the same part by the same rule."""
    places = " ".join(f"{each.first}-{each.end}" for each in wanted.passages)
    return uuid5(disclosure_id, f"{rule} {wanted.event_id} {wanted.path} {places}")
