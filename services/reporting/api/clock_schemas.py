"""What reporting answers of clocks: the rule, what moved it, when it ends, how it stands."""

from uuid import UUID

from pydantic import Field

from services.reporting.api.clock_parts import (
    ClockCause,
    ClockExtension,
    ClockKnownNow,
    ClockPause,
)
from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.clocks import ThreadClocks
from shared.catalogue import Catalogue
from shared.catalogue.clocks import ClockKind, Responsible, WeekdayRule
from shared.catalogue.dated import Certainty
from shared.clocks import Hindsight, State
from shared.http.schemas import Answer, Day, Instant, Resource


class ClockLine(Answer):
    """En frist: regeln, vad som startade och stoppade den, när den tar slut och hur det går."""

    id: str = Field(
        title="Klockans identitet",
        max_length=128,
        examples=[f"preliminary-assessment:{SAMPLE_ID}"],
    )
    rule: str = Field(title="Regel", max_length=64, examples=["preliminary-assessment"])
    rule_valid_from: Day = Field(title="Regelns lydelse gäller från", examples=["2020-01-01"])
    number: str = Field(title="Nummer", max_length=16, examples=["B2"])
    name: str = Field(title="Namn", max_length=256, examples=["Förhandsbedömning"])
    kind: ClockKind = Field(
        title="Slag",
        description="`hard`: något förfaller. `statutory`: lagbrott. `soft`: mål.",
        examples=["statutory"],
    )
    responsible: Responsible = Field(title="Vem som ska hålla fristen", examples=["committee"])
    legal_basis_id: str | None = Field(title="Lagrum", max_length=64, examples=["sol-20-2"])
    legal_basis: str | None = Field(
        title="Lagrum i klartext",
        max_length=256,
        examples=["20 kap. 2 § socialtjänstlagen (2025:400)"],
    )
    legal_basis_ids: tuple[str, ...] = Field(
        title="Lagrum som gällt, äldst först", examples=[["sol-2001-11-1a", "sol-20-2"]]
    )
    certainty: Certainty = Field(title="Hur säker regeln är", examples=["read"])
    weekday_rule: WeekdayRule = Field(
        title="Flyttas slutet till nästa vardag (1930:173 2 §)", examples=["uncertain"]
    )
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID | None = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    round: int = Field(title="Vilken gång i ordningen", examples=[1])
    started_by: ClockCause | None = Field(title="Startades av")
    stopped_by: ClockCause | None = Field(title="Stoppades av")
    absorbed_by: ClockCause | None = Field(title="Upphörde genom")
    extensions: tuple[ClockExtension, ...] = Field(title="Förlängningar")
    pauses: tuple[ClockPause, ...] = Field(title="Uppehåll")
    nominal_on: Day | None = Field(title="Slut", examples=["2026-03-16"])
    effective_on: Day | None = Field(
        title="Sista dag",
        description="Efter lag (1930:173) 2 §; fristen är bruten först dagen därpå.",
        examples=["2026-03-16"],
    )
    days_left: int | None = Field(
        title="Dagar kvar till slutet", description="Negativt när det passerat.", examples=[9]
    )
    due_at: Instant | None = Field(
        default=None,
        title="Klockslaget då den tar slut",
        description="Bara för frister i timmar, när starten har ett klockslag.",
        examples=["2026-03-16T14:05:00Z"],
    )
    state: State = Field(title="Läge", examples=["running"])
    breached_on: Day | None = Field(title="Bruten från och med", examples=["2026-03-17"])
    awaited_facts: tuple[str, ...] = Field(
        title="Väntar på uppgift", examples=[["decision-served"]]
    )
    when_passed: str | None = Field(
        title="Vad som händer när den passerat", max_length=512, examples=["Beslutet rapporteras."]
    )
    is_known_then: bool = Field(
        title="Var känd då",
        description="Nej om starten blev känd först senare; då visas klockan som den är känd nu.",
        examples=[True],
    )
    known_now: ClockKnownNow | None = Field(
        title="Som känd nu", description="Saknas om klockan rättats bort."
    )

    @classmethod
    def of(cls, hindsight: Hindsight, catalogue: Catalogue) -> "ClockLine":
        """Return the line that shows a clock as it looked then, and as it is known now."""
        seen, rule = hindsight.seen, hindsight.seen.rule
        basis = seen.legal_basis_ids[-1] if seen.legal_basis_ids else None
        return cls(
            id=seen.clock_id,
            rule=rule.id,
            rule_valid_from=rule.valid_from,
            number=rule.number,
            name=rule.name,
            kind=rule.kind,
            responsible=rule.responsible,
            legal_basis_id=basis,
            legal_basis=basis and _cited(catalogue, basis),
            legal_basis_ids=seen.legal_basis_ids,
            certainty=rule.certainty,
            weekday_rule=rule.weekday_rule,
            thread_id=seen.thread_id,
            matter_id=seen.matter_id,
            round=seen.round,
            started_by=ClockCause.of_any(seen.started_by),
            stopped_by=ClockCause.of_any(seen.stopped_by),
            absorbed_by=ClockCause.of_any(seen.absorbed_by),
            extensions=tuple(ClockExtension.of(each) for each in seen.extended_by),
            pauses=tuple(ClockPause.of(each) for each in seen.paused_by),
            nominal_on=seen.nominal_on,
            effective_on=seen.effective_on,
            days_left=seen.days_left,
            due_at=seen.due_at,
            state=seen.state,
            breached_on=seen.breached_on,
            awaited_facts=seen.waits_for,
            when_passed=rule.when_passed,
            is_known_then=hindsight.then is not None,
            known_now=ClockKnownNow.of(hindsight.now),
        )


def _cited(catalogue: Catalogue, legal_basis_id: str) -> str:
    """Return the section as a decision writes it."""
    wording = catalogue.tables.legal_bases[legal_basis_id][-1]
    return catalogue.citation(legal_basis_id, wording.valid_from)


class ThreadClocksAnswer(Resource):
    """Fristerna i en röd tråd, sedda från en tidpunkt."""

    id: UUID = Field(title="Det som efterfrågades", examples=[SAMPLE_ID])
    valid_on: Day = Field(title="Dagen det ses från", examples=["2026-03-20"])
    known_at: Instant | None = Field(title="Känt till och med", examples=["2026-03-20T09:00:00Z"])
    known_position: int | None = Field(title="Känt till och med position", examples=[17])
    rules_as_of: Day | None = Field(
        title="Reglerna denna dag",
        description="Saknas när varje klocka följer reglerna den dag den startade.",
        examples=["2026-01-15"],
    )
    catalogue_version: str = Field(
        title="Katalogens version", max_length=128, examples=["2026-2+054515a7df02"]
    )
    clocks: tuple[ClockLine, ...] = Field(title="Frister")

    @classmethod
    def of(cls, any_id: UUID, found: ThreadClocks, catalogue: Catalogue) -> "ThreadClocksAnswer":
        """Return the clocks that were found for ``any_id``."""
        return cls(
            id=any_id,
            valid_on=found.axes.valid_at,
            known_at=found.axes.known_at,
            known_position=found.axes.known_position,
            rules_as_of=found.axes.rules_as_of,
            catalogue_version=found.catalogue_version,
            clocks=tuple(ClockLine.of(each, catalogue) for each in found.clocks),
        )
