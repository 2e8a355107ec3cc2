"""The rules of giving a packet: made as decided, given once, to the protected by one way only."""

from collections.abc import Sequence

from services.intake.domain.disclosure import refusals
from services.intake.domain.disclosure.commands import DeliverPacket, KeepPacketMade
from services.intake.domain.disclosure.events import DisclosureEvent, PacketMade
from services.intake.domain.disclosure.state import Disclosure
from shared.contracts.intake_disclosures import Channel, PacketDelivered, Recipient
from shared.kernel.dates import require_come


def keep_made(known: Disclosure, command: KeepPacketMade) -> Sequence[DisclosureEvent]:
    """Keep what the packet's manifest hashes to; made again it is the same, and nothing new."""
    if known.decided is None:
        raise refusals.DisclosureNotDecided
    if known.made is not None:
        if known.made.manifest_sha256 != command.manifest_sha256:
            raise refusals.AnotherPacket
        return []
    made = PacketMade(
        manifest_sha256=command.manifest_sha256,
        file_count=command.file_count,
        made_on=command.on,
        made_by=command.by,
    )
    return [made]


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
    opened, is_self = known.opened, known.opened.recipient is Recipient.SELF
    delivered = PacketDelivered(
        disclosure_id=opened.disclosure_id,
        kind=opened.kind,
        person_id=opened.person_id,
        recipient=opened.recipient,
        recipient_person_id=opened.person_id if is_self else None,
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
