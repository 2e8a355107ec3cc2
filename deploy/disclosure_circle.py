"""Who is in a packet beside whom it is about: what the rules of masking must know of them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from deploy.disclosure_material import Keeper
from services.intake.application.recipients import pseudonyms
from services.intake.domain.disclosure.state import Disclosure
from shared.access.cases import CasePolicy
from shared.catalogue import catalogue
from shared.contracts.intake_disclosures import Recipient
from shared.eventstore.store import PostgresStore
from shared.kernel.caller import Caller
from shared.kernel.context import Actor
from shared.packet.circle import Circle, Related
from shared.packet.contents import Entry
from shared.packet.proposing import IDENTITY

_PROTECTED = "SELECT person_id, same_as FROM intake.guarded_person WHERE is_protected"
_RELATED = """
    SELECT other_person_id AS id, relation = 'guardian' AS is_guardian FROM intake.relation
    WHERE person_id = ANY(%(ids)s)
    UNION
    SELECT person_id AS id, false AS is_guardian FROM intake.relation
    WHERE other_person_id = ANY(%(ids)s)
    ORDER BY id"""


class NotLetIn(Exception):  # noqa: N818
    """The person is protected, and whoever asks is on no list of theirs."""


async def circle_of(keeper: Keeper, known: Disclosure, own: Sequence[UUID]) -> Circle:
    """Return whom the packet is about, who is given it, and who else is in it."""
    opened = known.opened
    recipient = opened.recipient_person_id
    recipients = await pseudonyms(keeper.intake, recipient) if recipient else ()
    protected = await _protected(keeper.intake)
    is_self = opened.recipient is Recipient.SELF
    of_recipient = [each for id_ in recipients for each in await keeper.identity(id_)]
    return Circle(
        own=frozenset(own),
        recipients=frozenset(recipients),
        is_given_to_self=is_self,
        is_protected=bool(protected & set(own)),
        protected=frozenset(protected - set(own) - set(recipients)),
        related=await _related(keeper, own, protected),
        recipient_numbers=frozenset(_numbers(of_recipient)),
    )


async def require_let_in(keeper: Keeper, own: Iterable[UUID], by: Actor) -> None:
    """Return when ``by`` may know of the person, protected or not.

    Raises:
        NotLetIn: the person is protected, and closed to them.
    """
    asking = Caller(actor=by, scopes=frozenset({"intake:disclose"}))
    if await CasePolicy("intake", catalogue()).closed(asking, list(own), keeper.intake):
        raise NotLetIn("the person is protected: have the official let in, or break the glass")


async def _protected(store: PostgresStore) -> set[UUID]:
    rows = await store.rows(_PROTECTED)
    named = {row["person_id"] for row in rows}
    return named | {UUID(other) for row in rows for other in row["same_as"]}


async def _related(keeper: Keeper, own: Sequence[UUID], protected: set[UUID]) -> Sequence[Related]:
    rows = await keeper.intake.rows(_RELATED, {"ids": list(own)})
    return [
        Related(
            person_id=row["id"],
            is_guardian=row["is_guardian"],
            is_protected=row["id"] in protected,
            identity=[each for each in await keeper.identity(row["id"]) if each.name in IDENTITY],
        )
        for row in rows
        if row["id"] not in own
    ]


def _numbers(entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        number = str(entry.facts.get("number") or "")
        digits = "".join(each for each in number if each.isdigit())
        if entry.name in IDENTITY and digits:
            yield digits[-10:]
