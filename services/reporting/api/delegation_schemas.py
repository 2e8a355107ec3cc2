"""What reporting answers about decisions and the delegation order of their day."""

from uuid import UUID

from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID, status_in_swedish
from services.reporting.application.delegation import Tried, Verdict, Why
from services.reporting.application.delegation_sweep import Sweep
from shared.catalogue import Catalogue
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown

VERDICT = "`conforms`: inom delegationen. `outside`: utanför. `cannot-tell`: kan inte avgöras."
SAID = {
    Why.BY_RULE: "Rollen fick besluta enligt delegationsordningen den dagen.",
    Why.BY_CHAIR: "Ordföranden beslutade när det brådskade; anmäls vid nästa sammanträde.",
    Why.ROLE_TOO_LOW: "Rollen fick inte besluta enligt delegationsordningen den dagen.",
    Why.RESERVED_BY_LAW: "Lagen förbehåller beslutet en högre nivå.",
    Why.ROLE_UNKNOWN: "Det framgår inte vem som beslutade.",
    Why.TYPE_UNKNOWN: "Beslutstypen fanns inte i katalogen den dagen.",
    Why.NO_ORDER: "Ingen punkt i delegationsordningen gällde beslutet den dagen.",
    Why.CONDITION_NOT_TOLD: "Punkten har ett villkor på något som inte registreras.",
}


class TriedDecision(Answer):
    """Ett beslut, prövat mot delegationsordningen den dag det fattades."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    position: int = Field(title="Position i liggaren", examples=[17])
    status: str = Field(title="Händelse", max_length=128, examples=["Beslut fattat"])
    decision_type: str = Field(
        title="Beslutstyp", max_length=64, examples=["extend-investigation"]
    )
    name: str = Field(title="Beslutstypens namn", max_length=256, examples=["Förlänga utredning"])
    decided_on: Day = Field(title="Beslutsdag", examples=["2026-03-16"])
    role: str = Field(title="Roll", max_length=64, examples=["unit-head"])
    verdict: Verdict = Field(title="Utfall", description=VERDICT, examples=["conforms"])
    why: Why = Field(title="Skäl", examples=["by-rule"])
    explanation: str = Field(title="Förklaring", max_length=256, examples=[SAID[Why.BY_RULE]])
    rule_id: str | None = Field(title="Delegationspunkt", max_length=64, examples=["d-3"])
    recorded_rule_id: str | None = Field(
        title="Delegationspunkt som angavs", max_length=64, examples=["d-3"]
    )
    lowest_role: str | None = Field(
        title="Lägsta behöriga roll", max_length=64, examples=["unit-head"]
    )
    legal_basis_ids: tuple[str, ...] = Field(title="Lagrum", examples=[["sol-30-5"]])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])

    @classmethod
    def of(cls, tried: Tried, law: Catalogue) -> "TriedDecision":
        """Return what is shown of a decision that was tried."""
        decided = tried.decided
        kind = decided.decision_type
        wordings = law.tables.decision_types.get(kind)
        return cls(
            event_id=decided.event_id,
            position=decided.position,
            status=status_in_swedish(decided.name),
            decision_type=kind,
            name=wordings[-1].name if wordings else kind,
            decided_on=decided.decided_on,
            role=decided.role,
            verdict=tried.verdict,
            why=tried.why,
            explanation=SAID[tried.why],
            rule_id=tried.rule_id,
            recorded_rule_id=decided.recorded_rule,
            lowest_role=tried.lowest_role,
            legal_basis_ids=tried.legal_bases,
            thread_id=decided.thread_id,
            matter_id=decided.matter_id,
            person_id=decided.person_id,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.matter_id)


class DelegationCount(Answer):
    """Hur många beslut av en typ, i en roll, med ett utfall."""

    verdict: Verdict = Field(title="Utfall", description=VERDICT, examples=["conforms"])
    why: Why = Field(title="Skäl", examples=["by-rule"])
    decision_type: str = Field(
        title="Beslutstyp", max_length=64, examples=["extend-investigation"]
    )
    role: str = Field(title="Roll", max_length=64, examples=["unit-head"])
    decisions: int = Field(title="Antal", examples=[12])


class DelegationSweepAnswer(Resource):
    """Alla beslut under en tid, prövade mot delegationsordningen den dag de fattades."""

    from_on: Day = Field(title="Från och med", examples=["2026-01-01"])
    until_on: Day = Field(title="Till och med", examples=["2026-03-31"])
    known_position: int = Field(title="Känt till och med position", examples=[17])
    catalogue_version: str = Field(
        title="Katalogens version", max_length=128, examples=["2026-4+054515a7df02"]
    )
    decisions: int = Field(title="Antal beslut", examples=[31])
    counts: tuple[DelegationCount, ...] = Field(title="Antal per utfall, beslutstyp och roll")

    @classmethod
    def of(cls, swept: Sweep) -> "DelegationSweepAnswer":
        """Return what a sweep found, in numbers."""
        return cls(
            from_on=swept.first,
            until_on=swept.last,
            known_position=swept.known_position,
            catalogue_version=swept.catalogue_version,
            decisions=len(swept.tried),
            counts=tuple(
                DelegationCount(
                    verdict=verdict, why=why, decision_type=kind, role=role, decisions=n
                )
                for (verdict, why, kind, role), n in sorted(swept.counts.items())
            ),
        )
