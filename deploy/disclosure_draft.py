"""The working copy of a disclosure: what the official goes through before deciding."""

from collections.abc import Iterable
from uuid import UUID

from deploy.disclosure_material import Material
from services.intake.application.disclosed import WantedMask, mask_id
from services.intake.domain.disclosure.commands import ProposeMasks
from services.intake.domain.disclosure.events import Passage, ProposedMask
from shared.catalogue import Catalogue
from shared.packet.circle import Proposal
from shared.packet.contents import Table

DRAFT = (
    "Arbetsmaterial för den som beslutar om utlämnandet. Inget är maskat. Får inte lämnas ut.",
)


def proposed_mask(disclosure_id: UUID, proposal: Proposal) -> ProposedMask:
    """Return the mask as the disclosure keeps it."""
    part = WantedMask(
        event_id=proposal.event_id,
        path=proposal.path,
        passages=tuple(Passage(first=first, end=end) for first, end in proposal.passages),
        ground_code=proposal.ground,
    )
    return ProposedMask(
        mask_id=mask_id(disclosure_id, proposal.rule, part),
        event_id=part.event_id,
        path=part.path,
        passages=part.passages,
        rule_code=proposal.rule,
        ground_code=part.ground_code,
        is_fixed=proposal.is_fixed,
    )


def masks_table(
    masks: Iterable[ProposedMask], material: Material, catalogue: Catalogue, asked: ProposeMasks
) -> Table:
    """Return the list that the official goes through: which, where, what it says, and why."""
    titles = {entry.event_id: entry.title for entry in material.entries}
    return Table(
        heading="Maskningar som reglerna föreslår",
        note="Bekräftas genom beslutet. Lägg till med add-mask, häv med lift-mask.",
        columns=("Maskning", "Händelse", "Vad", "Fält", "Avsnitt", "Regel", "Skäl", "Kan hävas"),
        rows=[
            (
                str(each.mask_id),
                str(each.event_id),
                titles[each.event_id],
                each.path,
                ", ".join(f"{part.first}-{part.end}" for part in each.passages) or "allt",
                each.rule_code,
                catalogue.reason("masking", each.ground_code, asked.on).name,
                "nej" if each.is_fixed else "ja",
            )
            for each in masks
        ],
    )
