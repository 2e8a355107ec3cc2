"""What officials ask of a disclosure."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.intake.application.disclosed import WantedMask
from services.intake.application.disclosing import Delivery, WantedDisclosure
from services.intake.domain.disclosure.events import Passage
from shared.contracts.intake_disclosures import Channel, DisclosureKind, Recipient
from shared.http.fields import SAMPLE_ID, Code, Text
from shared.http.schemas import Body, Day

Path = Annotated[
    str, Field(min_length=1, max_length=128, pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")
]
"""A field of a recorded event, as ``file.json`` of the packet has it under ``facts``."""

Digest = Annotated[str, Field(min_length=64, max_length=64, pattern=r"^[0-9a-f]{64}$")]
"""SHA-256 in hex."""


class OpenDisclosureBody(Body):
    """Påbörja ett utlämnande."""

    kind: DisclosureKind = Field(title="Slag av utlämnande", examples=["register-extract"])
    recipient: Recipient = Field(title="Mottagare", examples=["self"])
    recipient_person_id: UUID | None = Field(
        default=None,
        title="Mottagarens pseudonym",
        description="När mottagaren är någon annan än personen och finns i personregistret.",
        examples=[SAMPLE_ID],
    )
    matter_id: UUID | None = Field(
        default=None,
        title="Ärende",
        description="För partsinsyn: ett ärende om personen. Utelämnas för ett registerutdrag.",
        examples=[SAMPLE_ID],
    )
    administrative_matter_id: UUID | None = Field(
        default=None,
        title="Begäran",
        description="Ärendet om begäran som utlämnandet besvarar; dess klocka stannar då.",
        examples=[SAMPLE_ID],
    )

    def wanted(self, disclosure_id: UUID) -> WantedDisclosure:
        """Return what this body asks for."""
        return WantedDisclosure(
            disclosure_id=disclosure_id,
            kind=self.kind,
            recipient=self.recipient,
            recipient_person_id=self.recipient_person_id,
            matter_id=self.matter_id,
            administrative_matter_id=self.administrative_matter_id,
        )


class PassageBody(Body):
    """Ett avsnitt av en text, i tecken."""

    first: int = Field(ge=0, le=1_000_000, title="Första tecknet, från 0", examples=[0])
    end: int = Field(ge=1, le=1_000_000, title="Tecknet efter det sista", examples=[6])


class AddMaskBody(Body):
    """Håll inne en uppgift."""

    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    path: Path = Field(title="Fält", examples=["reasons"])
    passages: tuple[PassageBody, ...] = Field(
        default=(),
        max_length=200,
        title="Avsnitt",
        description="Utelämnas för att hålla inne hela fältet.",
    )
    ground_code: Code = Field(title="Grund", examples=["third-person"])

    def wanted(self) -> WantedMask:
        """Return the part this body names."""
        return WantedMask(
            event_id=self.event_id,
            path=self.path,
            passages=tuple(Passage(first=each.first, end=each.end) for each in self.passages),
            ground_code=self.ground_code,
        )


class LiftMaskBody(Body):
    """Lämna ut en uppgift som en maskning håller inne."""

    mask_id: UUID = Field(title="Maskning", examples=[SAMPLE_ID])
    reason_code: Code = Field(title="Skäl", examples=["no-harm"])


class DecideDisclosureBody(Body):
    """Besluta om utlämnandet."""

    reasons: Text | None = Field(
        default=None,
        title="Motivering",
        description="Krävs när något hålls inne; mottagaren får läsa den.",
        examples=["Det kan antas att anmälaren utsätts för våld om uppgiften röjs."],
    )


class DeliverPacketBody(Body):
    """Lämna ut paketet."""

    manifest_hash: Digest = Field(title="Manifestets hash", examples=["ab" * 32])
    channel: Channel = Field(title="Utlämningssätt", examples=["in-person"])
    delivered_on: Day = Field(title="Utlämnat", examples=["2026-03-02"])

    def delivery(self) -> Delivery:
        """Return how the packet was given."""
        return Delivery(
            manifest_sha256=self.manifest_hash,
            channel=self.channel,
            delivered_on=self.delivered_on,
        )
