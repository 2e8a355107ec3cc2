"""Bodies and answers about who may see a person."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.intake.api.fields import ClaimedNumber, Words
from services.intake.application.guarding import WantedGlass, WantedProtection
from services.intake.domain.guarding.commands import (
    AdmitOfficial,
    LiftProtection,
    RemoveOfficial,
)
from services.intake.domain.person.commands import MarkSides
from services.intake.projections.glass_breakings import GlassRow
from shared.contracts.intake import GlassFinding, ProtectionKind
from shared.http.fields import SAMPLE_ID, Code, Name
from shared.http.schemas import Answer, Body, Day, Instant, Resource
from shared.kernel.refusal import Refusal
from shared.kernel.shown import Shown


class MarkProtectionBody(Body):
    """Anteckna personskydd."""

    kind: ProtectionKind = Field(title="Slag av skydd", examples=["confidentiality-mark"])
    marked_on: Day = Field(title="Gäller från", examples=["2026-03-02"])
    until_on: Day | None = Field(
        default=None,
        title="Beviljat till",
        description="Skyddet upphör inte av sig självt: det hävs.",
        examples=["2028-03-02"],
    )
    mediated_address: Words | None = Field(
        default=None,
        title="Förmedlingsadress",
        description="Den enda adress som visas för en skyddad person.",
        examples=["Skatteverket, Förmedlingsuppdrag, Box 1, 100 00 Provstad"],
    )

    def wanted(self) -> WantedProtection:
        """Return the protection this body asks for."""
        return WantedProtection(
            kind=self.kind,
            marked_on=self.marked_on,
            until_on=self.until_on,
            mediated_address=self.mediated_address,
        )


class LiftProtectionBody(Body):
    """Häv personskydd."""

    kind: ProtectionKind = Field(title="Slag av skydd", examples=["confidentiality-mark"])
    lifted_on: Day = Field(title="Hävt från", examples=["2026-09-01"])

    def to_command(self, by: str, today: date) -> LiftProtection:
        """Return the command this body asks for."""
        return LiftProtection(kind=self.kind, lifted_on=self.lifted_on, lifted_by=by, today=today)


class AdmissionBody(Body):
    """Handläggare och ärende."""

    thread_id: UUID = Field(title="Ärendets röda tråd", examples=[SAMPLE_ID])
    official: Name = Field(title="Handläggare", examples=["official-7"])

    def to_admit(self, by: str, today: date) -> AdmitOfficial:
        """Return the command that lets the official in."""
        return AdmitOfficial(
            thread_id=self.thread_id, official=self.official, admitted_by=by, today=today
        )

    def to_remove(self, by: str, today: date) -> RemoveOfficial:
        """Return the command that puts the official out."""
        return RemoveOfficial(
            thread_id=self.thread_id, official=self.official, removed_by=by, today=today
        )


class SidesBody(Body):
    """Ange om en närstående står på en annan sida."""

    other_person_id: UUID = Field(title="Den andras pseudonym", examples=[SAMPLE_ID])
    are_opposed: bool = Field(title="Olika sidor", examples=[True])

    def to_command(self, by: str, today: date) -> MarkSides:
        """Return the command this body asks for."""
        return MarkSides(
            other_person_id=self.other_person_id,
            are_opposed=self.are_opposed,
            marked_on=today,
            marked_by=by,
        )


class NotOneOfTwo(Refusal):
    """Somebody is named by number and by pseudonym, or by neither."""

    code = "one-of-two"
    detail = "Ange antingen number eller personId."


class BreakGlassBody(Body):
    """Gör en nödöppning."""

    number: ClaimedNumber | None = Field(
        default=None, title="Person- eller samordningsnummer", examples=["200001052380"]
    )
    person_id: UUID | None = Field(default=None, title="Pseudonym", examples=[None])
    reason_code: Code = Field(title="Orsak", examples=["danger"])
    reason: Words = Field(title="Skäl", examples=["Polisen söker barnet i natt."])

    def wanted(self, glass_id: UUID) -> WantedGlass:
        """Return what this body asks for.

        Raises:
            NotOneOfTwo: it names the person twice, or not at all.
        """
        if (self.number is None) is (self.person_id is None):
            raise NotOneOfTwo
        return WantedGlass(
            glass_id=glass_id,
            number=self.number,
            person_id=self.person_id,
            reason_code=self.reason_code,
            reason=self.reason,
        )


class ReviewGlassBody(Body):
    """Granska en nödöppning."""

    finding: GlassFinding = Field(title="Utfall", examples=["justified"])


class GlassBrokenAnswer(Resource):
    """En nödöppning som just gjordes."""

    glass_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    event_id: UUID = Field(title="Händelse", examples=[SAMPLE_ID])
    until_at: Instant = Field(title="Öppet till", examples=["2026-03-02T23:30:00Z"])


class GlassItem(Answer):
    """En nödöppning att granska."""

    glass_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    official: str = Field(title="Vem", max_length=128, examples=["official-7"])
    role: str = Field(title="Roll", max_length=64, examples=["caseworker"])
    unit: str | None = Field(default=None, title="Enhet", max_length=64, examples=["barn-norr"])
    reason_code: str = Field(title="Orsak", max_length=64, examples=["danger"])
    broken_on: Day = Field(title="Gjord", examples=["2026-03-02"])
    until_at: Instant = Field(title="Öppet till", examples=["2026-03-02T23:30:00Z"])

    @classmethod
    def of(cls, row: GlassRow) -> "GlassItem":
        """Return the item that shows ``row``."""
        return cls(
            glass_id=row.glass_id,
            person_id=row.person_id,
            official=row.official,
            role=row.official_role,
            unit=row.unit,
            reason_code=row.reason_code,
            broken_on=row.broken_on,
            until_at=row.until_at,
        )

    def shown(self) -> Shown:
        """Return whom the item shows."""
        return Shown.of(self.person_id, self.glass_id)


class GlassAnswer(Resource):
    """En nödöppning, med skälet i klartext."""

    glass: GlassItem = Field(title="Nödöppningen")
    reason: str = Field(title="Skäl", examples=["Polisen söker barnet i natt."])
    finding: GlassFinding | None = Field(default=None, title="Utfall", examples=["justified"])


class GuardedMatterItem(Answer):
    """Ett ärende om en skyddad person, utan något om vad det gäller."""

    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    thread_id: UUID = Field(title="Röd tråd", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    unit: str | None = Field(default=None, title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(
        default=None, title="Handläggare", max_length=128, examples=["official-7"]
    )
    admitted_officials: tuple[str, ...] = Field(title="Insläppta", examples=[["official-7"]])

    def shown(self) -> Shown:
        """Return whom the item shows."""
        return Shown.of(self.person_id, self.matter_id)
