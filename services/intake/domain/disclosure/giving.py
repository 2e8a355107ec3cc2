"""The rules of giving a packet: what was made, once, and to a protected person by one way only."""

from collections.abc import Sequence

from services.intake.domain.disclosure import refusals
from services.intake.domain.disclosure.commands import DeliverPacket
from services.intake.domain.disclosure.events import DisclosureEvent
from services.intake.domain.disclosure.state import Disclosure
from shared.contracts.intake_disclosures import Channel, PacketDelivered
from shared.kernel.dates import require_come


def deliver(known: Disclosure, command: DeliverPacket) -> Sequence[DisclosureEvent]:
    """Keep what was given to whom, how and when."""
    if known.decided is None:
        raise refusals.DisclosureNotDecided
    if known.made is None or known.proposed is None:
        raise refusals.PacketNotMade
    if known.delivered is not None:
        raise refusals.AlreadyDelivered
    if known.made.manifest_sha256 != command.manifest_sha256:
        raise refusals.AnotherPacket
    _require_way(command)
    require_come(command.delivered_on, command.on)
    if command.delivered_on < known.made.made_on:
        raise refusals.DeliveredBeforeMade
    opened = known.opened
    delivered = PacketDelivered(
        disclosure_id=opened.disclosure_id,
        kind=opened.kind,
        person_id=opened.person_id,
        recipient=opened.recipient,
        recipient_person_id=opened.recipient_person_id,
        matter_id=opened.matter_id,
        administrative_matter_id=opened.administrative_matter_id,
        known_position=known.proposed.known_position,
        manifest_sha256=known.made.manifest_sha256,
        withheld_count=known.decided.withheld_count,
        channel=command.channel,
        delivered_on=command.delivered_on,
        delivered_by=command.by,
    )
    return [delivered]


def _require_way(command: DeliverPacket) -> None:
    if not command.is_protected:
        return
    if command.channel is not Channel.MEDIATED_ADDRESS:
        raise refusals.OnlyToMediatedAddress
    if not command.has_mediated_address:
        raise refusals.NoMediatedAddress
