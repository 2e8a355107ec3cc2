"""Bodies and answers of corrections, the same for every kind of matter."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from pydantic import Field

from shared.corrections.correcting import Done, Wrong
from shared.corrections.facts import Fact, Remark
from shared.corrections.impact import Kind
from shared.http.fields import SAMPLE_ID, Code, Text
from shared.http.schemas import Answer, Body, Day, Instant, Resource


class WrongBody(Body):
    """En uppgift som registrerats fel."""

    event_id: UUID = Field(title="Händelsen som är fel", strict=False, examples=[SAMPLE_ID])
    correction_reason_code: Code = Field(title="Orsak", examples=["typing-error"])
    explanation: Text = Field(title="Motivering", examples=["Fel dag skrevs av."])

    def wrong(self) -> Wrong:
        """Return what is wrong with which event, and why."""
        return Wrong(
            event_id=self.event_id,
            reason_code=self.correction_reason_code,
            explanation=self.explanation,
        )


class AnnulBody(WrongBody):
    """Annullera en händelse som registrerats av misstag, eller en rättelse."""


class CorrectBody(WrongBody):
    """Rätta uppgifter i en händelse. Bara de uppgifter som är fel anges."""

    nullable: ClassVar[frozenset[str]] = frozenset()
    """The facts that may be corrected to "nobody knows"."""

    def facts(self) -> Mapping[str, Any]:
        """Return the facts that were sent, by the names they have in the event."""
        sent = self.model_fields_set - WrongBody.model_fields.keys()
        told = {name: getattr(self, name) for name in sent}
        return {
            name: fact for name, fact in told.items() if fact is not None or name in self.nullable
        }


class ApproveBody(Body):
    """Godkänn en rättelse."""

    event_id: UUID = Field(title="Rättelsen", strict=False, examples=[SAMPLE_ID])


class DisputeBody(Body):
    """Anteckna att den enskilde anser att en uppgift är fel."""

    event_id: UUID = Field(title="Händelsen", strict=False, examples=[SAMPLE_ID])
    view: Text = Field(title="Vad den enskilde anser", examples=["Mötet hölls aldrig."])


class ImpactChange(Answer):
    """En sak som blir annorlunda."""

    field: str = Field(title="Uppgift", max_length=64, examples=["nominal_on"])
    before: str | None = Field(title="Före", max_length=256, examples=["2026-03-16"])
    after: str | None = Field(title="Efter", max_length=256, examples=["2026-03-06"])


class ImpactItem(Answer):
    """En frist, lista, rapport eller siffra som rättelsen ändrar."""

    kind: Kind = Field(title="Slag", examples=["clock"])
    id: str = Field(title="Identitet", max_length=128, examples=["preliminary-assessment"])
    name: str = Field(title="Namn", max_length=256, examples=["Förhandsbedömning"])
    matter_id: UUID | None = Field(title="Ärendet", examples=[SAMPLE_ID])
    changes: tuple[ImpactChange, ...] = Field(title="Ändringar")


class CorrectedAnswer(Resource):
    """Kvitto på en rättelse, och vad den påverkar."""

    event_id: UUID = Field(
        title="Händelse",
        description="Den sista händelsen; kan anges som `atLeast` vid läsning.",
        examples=[SAMPLE_ID],
    )
    version: int = Field(title="Ärendets version", description="Samma som ETag.", examples=[7])
    is_waiting: bool = Field(
        title="Väntar på godkännande",
        description="Rättelsen får verkan först när någon annan har godkänt den. Påverkan är då "
        "den som rättelsen kommer att ha.",
        examples=[False],
    )
    impacts: tuple[ImpactItem, ...] = Field(title="Påverkan")

    @classmethod
    def of(cls, done: Done) -> "CorrectedAnswer":
        """Return the answer that shows ``done``."""
        return cls(
            event_id=done.appended.last_event_id,
            version=done.appended.version,
            is_waiting=done.is_waiting,
            impacts=tuple(ImpactItem.model_validate(e, from_attributes=True) for e in done.impact),
        )


class ValueItem(Answer):
    """En uppgift i en händelse."""

    name: str = Field(title="Uppgift", max_length=64, examples=["executed_on"])
    recorded: str | None = Field(title="Som den registrerades", examples=["2026-03-16"])
    corrected: str | None = Field(title="Som den gäller", examples=["2026-03-15"])


class RemarkItem(Answer):
    """En rättelse, en annullering eller ett påpekande om en uppgift."""

    event_id: UUID = Field(title="Händelsen", examples=[SAMPLE_ID])
    name: str = Field(title="Slag", max_length=64, examples=["intake.fact-annulled.v1"])
    reason_code: str | None = Field(title="Orsak", max_length=64, examples=["typing-error"])
    text: str | None = Field(title="Text", max_length=100_000, examples=["Fel dag skrevs av."])
    recorded_at: Instant = Field(title="Registrerad", examples=["2026-06-10T12:30:00Z"])
    recorded_by: str = Field(title="Av", max_length=128, examples=["official-9"])
    is_waiting: bool = Field(title="Väntar på godkännande", examples=[False])
    approved_by: str | None = Field(title="Godkänd av", max_length=128, examples=["official-4"])

    @classmethod
    def of(cls, remark: Remark) -> "RemarkItem":
        """Return the item that shows ``remark``."""
        return cls.model_validate(remark, from_attributes=True)


class FactItem(Answer):
    """En händelse, som den registrerades och som den gäller efter rättelser."""

    event_id: UUID = Field(title="Händelsen", examples=[SAMPLE_ID])
    name: str = Field(title="Slag", max_length=64, examples=["interventions.executed.v1"])
    happened_on: Day = Field(title="Hände", examples=["2026-03-15"])
    recorded_at: Instant = Field(title="Registrerad", examples=["2026-03-17T12:30:00Z"])
    recorded_by: str = Field(title="Av", max_length=128, examples=["official-9"])
    is_annulled: bool = Field(title="Annullerad", examples=[False])
    values: tuple[ValueItem, ...] = Field(title="Uppgifter")
    remarks: tuple[RemarkItem, ...] = Field(title="Rättelser och påpekanden, äldst först")

    @classmethod
    def of(cls, fact: Fact) -> "FactItem":
        """Return the item that shows ``fact``."""
        return cls.model_validate(fact, from_attributes=True)


class FactsAnswer(Resource):
    """Ärendets uppgifter, som de registrerades och som de gäller."""

    facts: tuple[FactItem, ...] = Field(title="Händelser, äldst först")

    @classmethod
    def of(cls, facts: Any) -> "FactsAnswer":
        """Return the answer that shows ``facts``."""
        return cls(facts=tuple(FactItem.of(each) for each in facts))
