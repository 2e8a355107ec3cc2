"""What reporting answers of unexecuted decisions: those that wait now, and a quarter's report."""

from datetime import date
from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.unexecuted import Grant
from services.reporting.domain.quarters import Quarter
from services.reporting.domain.spells import Spell, SpellKind, SpellState
from services.reporting.domain.unexecuted_report import Content, Line, canonical, digest
from shared.catalogue.dated import Certainty
from shared.catalogue.records import ReportWindow
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown


class WaitingSpell(Answer):
    """En väntetid som pågår: från beslutet, eller från ett avbrott."""

    kind: SpellKind = Field(title="Slag", examples=["decision"])
    started_on: Day = Field(title="Började", examples=["2026-03-31"])
    due_on: Day = Field(title="Tre månader till och med", examples=["2026-06-30"])
    days_left: int = Field(title="Dagar kvar", examples=[12])
    state: SpellState = Field(title="Läge", examples=["within-three-months"])
    agreed_on: Day | None = Field(title="Överenskommen dag", examples=["2026-09-01"])
    times_reported: int = Field(title="Rapporterad antal gånger", examples=[0])

    @classmethod
    def of(cls, spell: Spell, on: date) -> "WaitingSpell":
        """Return how ``spell`` stands."""
        agreed = spell.postponed_on(on)
        return cls(
            kind=spell.kind,
            started_on=spell.started_on,
            due_on=spell.due_on,
            days_left=(spell.due_on - on).days,
            state=spell.state_on(on),
            agreed_on=agreed.agreed_on if agreed else None,
            times_reported=len(spell.tellings_as_unexecuted),
        )


class WaitingDecision(Answer):
    """Ett beviljat beslut som väntar på att verkställas eller återupptas."""

    decision_id: UUID = Field(title="Beslutet", examples=[SAMPLE_ID])
    intervention_id: UUID = Field(title="Insatsen", examples=[SAMPLE_ID])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    case_type: str = Field(title="Ärendetyp", max_length=64, examples=["child-concern"])
    intervention_type: str | None = Field(
        title="Insats", max_length=64, examples=["outpatient-family"]
    )
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-11-1"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["oppenvard"])
    decided_on: Day = Field(title="Beslutat", examples=["2026-03-31"])
    spells: tuple[WaitingSpell, ...] = Field(title="Väntetider som pågår")

    @classmethod
    def of(cls, grant: Grant, on: date) -> "WaitingDecision":
        """Return what is shown of ``grant``."""
        row = grant.row
        waiting = (each for each in grant.spells if each.closing is None)
        return cls(
            decision_id=row.decision_id,
            intervention_id=row.intervention_id,
            thread_id=row.thread_id,
            person_id=row.person_id,
            case_type=row.case_type,
            intervention_type=row.intervention_type,
            legal_basis_id=row.legal_basis_id,
            unit=row.unit,
            decided_on=row.decided_on,
            spells=tuple(WaitingSpell.of(each, on) for each in waiting if each.started_on <= on),
        )

    def shown(self) -> Shown:
        """Return whom the item shows."""
        return Shown.of(self.person_id, self.decision_id)


class ReportLine(Answer):
    """En rad i kvartalsrapporten: ett beslut eller ett avbrott, med pseudonym och koder."""

    is_masked: bool = Field(
        title="Maskerad",
        description="Personen har skyddade personuppgifter. Raden står kvar, för den ska "
        "rapporteras; det som leder till personen visas inte.",
        examples=[False],
    )
    spell_id: UUID | None = Field(title="Väntetiden", examples=[SAMPLE_ID])
    kind: SpellKind = Field(title="Slag", examples=["decision"])
    decision_id: UUID | None = Field(title="Beslutet", examples=[SAMPLE_ID])
    intervention_id: UUID | None = Field(title="Insatsen", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])
    intervention_type: str | None = Field(
        title="Typ av insats", max_length=64, examples=["outpatient-family"]
    )
    legal_basis_id: str = Field(title="Lagrum", max_length=64, examples=["sol-11-1"])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["oppenvard"])
    decided_on: Day = Field(title="Tidpunkt för beslutet", examples=["2026-03-31"])
    started_on: Day = Field(title="Väntar sedan", examples=["2026-03-31"])
    interrupted_on: Day | None = Field(title="Avbruten", examples=["2026-05-04"])
    due_on: Day = Field(title="Tre månader till och med", examples=["2026-06-30"])
    days_since_decision: int = Field(title="Dagar sedan beslutet", examples=[92])
    state: SpellState = Field(title="Läge vid kvartalets slut", examples=["due"])
    closed_on: Day | None = Field(title="Verkställd eller upphörd", examples=["2026-08-03"])
    agreed_on: Day | None = Field(title="Överenskommen dag", examples=["2026-09-01"])
    times_reported: int = Field(title="Rapporterad tidigare", examples=[1])
    missed_quarters: tuple[str, ...] = Field(
        title="Kvartal då den borde ha rapporterats", examples=[["2026Q2"]]
    )
    reason_kind: str | None = Field(
        title="Skälets slag", max_length=32, examples=["non-execution"]
    )
    reason_code: str | None = Field(
        title="Skäl för dröjsmålet", max_length=64, examples=["no-suitable"]
    )
    measure_codes: tuple[str, ...] = Field(title="Vidtagna åtgärder", examples=[["recruiting"]])
    explained_by: UUID | None = Field(
        title="Händelsen med skälets text",
        description="Texten läses i insatsen och läggs till när rapporten lämnas.",
        examples=[SAMPLE_ID],
    )
    offered_on: Day | None = Field(title="Senaste erbjudande", examples=["2026-05-04"])
    declined_on: Day | None = Field(title="Senaste nej", examples=["2026-05-08"])

    @classmethod
    def of(cls, line: Line) -> "ReportLine":
        """Return ``line`` as it is answered."""
        return cls.model_validate_json(canonical({"isMasked": False, **line}))


class Window(Answer):
    """Rapportperioden, enligt praxis som inte är kontrollerad där det står så."""

    opens_on: Day = Field(title="Från", examples=["2026-10-01"])
    closes_on: Day = Field(title="Till och med", examples=["2026-10-31"])
    certainty: Certainty = Field(title="Hur säker uppgiften är", examples=["uncertain"])

    @classmethod
    def of(cls, window: ReportWindow, quarter: Quarter) -> "Window":
        """Return the days of ``window`` after ``quarter``."""
        return cls(
            opens_on=quarter.next_day(window.opens),
            closes_on=quarter.next_day(window.closes),
            certainty=window.certainty,
        )


class QuarterlyReport(Resource):
    """Kvartalsrapporten om beslut som inte har verkställts (34 kap. 1 och 2 §§)."""

    quarter: str = Field(title="Kvartal", max_length=6, examples=["2026Q3"])
    definition: str = Field(title="Definitionens version", max_length=16, examples=["1"])
    known_position: int | None = Field(title="Känt till och med position", examples=[170])
    content_hash: str = Field(
        title="SHA-256 av innehållet, omaskerat", max_length=64, examples=["9f" * 32]
    )
    window: Window = Field(title="Rapportperiod")
    unexecuted_spells: tuple[ReportLine, ...] = Field(title="Inte verkställda")
    postponed_spells: tuple[ReportLine, ...] = Field(title="Senarelagda på den enskildes begäran")
    concluded_spells: tuple[ReportLine, ...] = Field(
        title="Tidigare rapporterade, verkställda eller upphörda sedan dess"
    )

    @classmethod
    def of(
        cls, content: Content, seen: Content, known: int | None, window: Window
    ) -> "QuarterlyReport":
        """Return ``content`` as it is answered to whoever may see ``seen`` of it."""
        return cls(
            quarter=content["quarter"],
            definition=content["definition"],
            known_position=known,
            content_hash=digest(canonical(content)),
            window=window,
            unexecuted_spells=tuple(map(ReportLine.of, seen["unexecuted"])),
            postponed_spells=tuple(map(ReportLine.of, seen["postponed"])),
            concluded_spells=tuple(map(ReportLine.of, seen["concluded"])),
        )
