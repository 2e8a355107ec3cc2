"""What is answered about disclosures: pseudonyms, codes and places, never what is kept back."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.intake.domain.disclosure.events import MaskAdded, ProposedMask
from services.intake.domain.disclosure.state import Disclosure, DisclosureStage
from services.intake.projections.disclosures import DisclosureRow
from shared.catalogue import Catalogue
from shared.contracts.intake_disclosures import Channel, DisclosureKind, Recipient
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown
from shared.packet.telling import heading


class DisclosureItem(Answer):
    """Ett utlämnande."""

    disclosure_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    kind: DisclosureKind = Field(title="Slag av utlämnande", examples=["register-extract"])
    recipient: Recipient = Field(title="Mottagare", examples=["self"])
    recipient_person_id: UUID | None = Field(title="Mottagarens pseudonym", examples=[SAMPLE_ID])
    matter_id: UUID | None = Field(title="Ärende", examples=[SAMPLE_ID])
    administrative_matter_id: UUID | None = Field(title="Begäran", examples=[SAMPLE_ID])
    opened_on: Day = Field(title="Påbörjat", examples=["2026-03-02"])
    stage: DisclosureStage = Field(title="Utlämnandets läge", examples=["delivered"])
    decided_on: Day | None = Field(title="Beslutat", examples=["2026-03-04"])
    withheld_count: int | None = Field(title="Delar som hålls inne", examples=[3])
    manifest_hash: str | None = Field(title="Manifestets hash", examples=["ab" * 32])
    channel: Channel | None = Field(title="Utlämningssätt", examples=["in-person"])
    delivered_on: Day | None = Field(title="Utlämnat", examples=["2026-03-05"])
    delivered_by: str | None = Field(title="Utlämnat av", examples=["official-7"])

    @classmethod
    def of(cls, row: DisclosureRow) -> "DisclosureItem":
        """Return the item that shows ``row``."""
        return cls(
            disclosure_id=row.disclosure_id,
            person_id=row.person_id,
            kind=DisclosureKind(row.kind),
            recipient=Recipient(row.recipient),
            recipient_person_id=row.recipient_person_id,
            matter_id=row.matter_id,
            administrative_matter_id=row.administrative_matter_id,
            opened_on=row.opened_on,
            stage=DisclosureStage(row.stage),
            decided_on=row.decided_on,
            withheld_count=row.withheld_count,
            manifest_hash=row.manifest_sha256,
            channel=Channel(row.channel) if row.channel else None,
            delivered_on=row.delivered_on,
            delivered_by=row.delivered_by,
        )

    def shown(self) -> Shown:
        """Return whom the item shows."""
        of_recipient = Shown.of(self.recipient_person_id)
        return Shown.of(self.person_id, self.disclosure_id) | of_recipient


class DisclosureAnswer(Resource):
    """Ett utlämnande: vad det gäller, vem som beslutade, och vad som gavs."""

    disclosure: DisclosureItem = Field(title="Utlämnandet")
    known_position: int | None = Field(
        title="Liggarens position",
        description="Allt till och med den finns i paketet.",
        examples=[1800],
    )
    masks: int = Field(title="Maskningar som gäller", examples=[3])
    decided_by: str | None = Field(title="Beslutat av", examples=["official-8"])
    decider_role: str | None = Field(title="Beslutarens roll", examples=["unit-head"])
    decision_type: str | None = Field(title="Beslutstyp", examples=["withhold-from-extract"])
    delegation_rule_id: str | None = Field(title="Delegationspunkt", examples=["d-22"])

    @classmethod
    def of(cls, known: Disclosure) -> "DisclosureAnswer":
        """Return the answer that shows the disclosure."""
        decided = known.decided
        return cls(
            disclosure=DisclosureItem.of(_row(known)),
            known_position=known.proposed.known_position if known.proposed else None,
            masks=len(known.masks),
            decided_by=decided.decided_by if decided else None,
            decider_role=decided.decider_role if decided else None,
            decision_type=decided.decision_type if decided else None,
            delegation_rule_id=decided.delegation_rule_id if decided else None,
        )


class MaskState(StrEnum):
    """Maskningens läge."""

    PROPOSED = "proposed"  # by a rule
    ADDED = "added"  # by an official
    LIFTED = "lifted"


class PassagePart(Answer):
    """Ett avsnitt av en text, i tecken."""

    first: int = Field(title="Första tecknet, från 0", examples=[0])
    end: int = Field(title="Tecknet efter det sista", examples=[6])


class MaskItem(Answer):
    """En maskning: vad som hålls inne, och på vilken grund."""

    mask_id: UUID = Field(title="Maskning", examples=[SAMPLE_ID])
    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    path: str = Field(title="Fält", examples=["name"])
    heading: str = Field(title="Uppgift", examples=["Namn"])
    passages: tuple[PassagePart, ...] = Field(
        title="Avsnitt", description="Saknas när hela fältet hålls inne."
    )
    rule_code: str | None = Field(title="Regelkod", examples=["protected-reporter"])
    ground_code: str = Field(title="Grundkod", examples=["reporter"])
    ground: str = Field(title="Grund", examples=["Uppgift om anmälaren"])
    legal_basis_id: str = Field(title="Lagrum", examples=["osl-26-5"])
    is_fixed: bool = Field(
        title="Kan inte hävas", description="Var en skyddad person finns.", examples=[False]
    )
    state: MaskState = Field(title="Maskningens läge", examples=["proposed"])
    reason_code: str | None = Field(title="Skäl att häva", examples=["no-harm"])


def masks_of(known: Disclosure, catalogue: Catalogue, on: date) -> Iterator[MaskItem]:
    """Yield every mask of the disclosure, those of the rules first, lifted ones too."""
    every: tuple[ProposedMask | MaskAdded, ...] = (
        *known.by_rule.values(),
        *known.added.values(),
    )
    for mask in every:
        lifted = known.lifted.get(mask.mask_id)
        ground = catalogue.reason("masking", mask.ground_code, on)
        is_by_rule = isinstance(mask, ProposedMask)
        state = MaskState.PROPOSED if is_by_rule else MaskState.ADDED
        yield MaskItem(
            mask_id=mask.mask_id,
            event_id=mask.event_id,
            path=mask.path,
            heading=heading(mask.path),
            passages=tuple(PassagePart(first=p.first, end=p.end) for p in mask.passages),
            rule_code=None if isinstance(mask, MaskAdded) else mask.rule_code,
            ground_code=mask.ground_code,
            ground=ground.name,
            legal_basis_id=ground.bases[0],
            is_fixed=isinstance(mask, ProposedMask) and mask.is_fixed,
            state=MaskState.LIFTED if lifted else state,
            reason_code=lifted.reason_code if lifted else None,
        )


def _row(known: Disclosure) -> DisclosureRow:
    opened, given = known.opened, known.delivered
    return DisclosureRow(
        disclosure_id=opened.disclosure_id,
        person_id=opened.person_id,
        kind=opened.kind.value,
        recipient=opened.recipient.value,
        recipient_person_id=opened.recipient_person_id,
        matter_id=opened.matter_id,
        administrative_matter_id=opened.administrative_matter_id,
        opened_on=opened.opened_on,
        stage=known.stage.value,
        decided_on=known.decided.decided_on if known.decided else None,
        withheld_count=known.decided.withheld_count if known.decided else None,
        manifest_sha256=known.made.manifest_sha256 if known.made else None,
        channel=given.channel.value if given else None,
        delivered_on=given.delivered_on if given else None,
        delivered_by=given.delivered_by if given else None,
    )
