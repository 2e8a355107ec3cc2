"""What is answered about disposal: files, lists and certificates. Pseudonyms and codes only."""

from uuid import UUID

from pydantic import Field

from services.intake.projections.disposal_lists import DisposalListRow, ListStage
from shared.contracts.intake import DisposalCertified
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Resource
from shared.retention.verdict import Reason, State, Verdict, Why


class ReasonPart(Answer):
    """Ett skäl till att en akt ska eller inte ska gallras."""

    why: Why = Field(title="Skäl", examples=["period"])
    rule_id: str | None = Field(title="Regel", examples=["adult-care.file"])
    legal_basis_id: str | None = Field(title="Lagrum", examples=["sol-16-1"])
    counted_from: Day | None = Field(title="Räknat från", examples=["2021-11-21"])
    until_on: Day | None = Field(
        title="Till och med",
        description="Sista dagen som skälet håller akten kvar.",
        examples=["2026-11-21"],
    )

    @classmethod
    def of(cls, reason: Reason) -> "ReasonPart":
        """Return the part that shows ``reason``."""
        return cls(
            why=reason.why,
            rule_id=reason.rule_id,
            legal_basis_id=reason.basis_id,
            counted_from=reason.counted_from,
            until_on=reason.until_on,
        )


class RetentionPart(Answer):
    """När en akt får och ska gallras, och varför."""

    file_id: UUID = Field(title="Akt", examples=[SAMPLE_ID])
    retention_group: str = Field(title="Gallringsgrupp", examples=["adult-care"])
    state: State = Field(title="Gallringsläge", examples=["due"])
    rule_id: str | None = Field(title="Regel", examples=["adult-care.file"])
    legal_basis_id: str | None = Field(title="Lagrum", examples=["sol-16-1"])
    last_note_on: Day = Field(title="Sista anteckning", examples=["2021-11-21"])
    due_on: Day | None = Field(title="Får gallras från", examples=["2026-11-22"])
    finish_by: Day | None = Field(title="Ska vara gallrad senast", examples=["2027-12-31"])
    reasons: tuple[ReasonPart, ...] = Field(title="Skäl")
    is_birth_day_needed: bool = Field(
        title="Födelsedag saknas",
        description="Det går inte att avgöra om forskningens undantag gäller.",
        examples=[False],
    )

    @classmethod
    def of(cls, verdict: Verdict) -> "RetentionPart":
        """Return the part that shows ``verdict``."""
        return cls(
            file_id=verdict.file_id,
            retention_group=verdict.group,
            state=verdict.state,
            rule_id=verdict.rule_id,
            legal_basis_id=verdict.basis_id,
            last_note_on=verdict.last_note_on,
            due_on=verdict.due_on,
            finish_by=verdict.finish_by,
            reasons=tuple(map(ReasonPart.of, verdict.reasons)),
            is_birth_day_needed=verdict.is_birth_day_needed,
        )


class RetentionAnswer(Resource):
    """En persons akter: när var och en får gallras."""

    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    files: tuple[RetentionPart, ...] = Field(title="Akter")


class DisposalListItem(Answer):
    """En gallringslista."""

    list_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    year: int = Field(title="År", examples=[2026])
    drawn_up_on: Day = Field(title="Upprättad", examples=["2026-11-22"])
    stage: ListStage = Field(title="Läge", examples=["reviewed"])

    @classmethod
    def of(cls, row: DisposalListRow) -> "DisposalListItem":
        """Return the item that shows ``row``."""
        return cls(
            list_id=row.list_id,
            year=row.year,
            drawn_up_on=row.drawn_up_on,
            stage=ListStage(row.stage),
        )


class DisposedByRulePart(Answer):
    """Antal gallrade akter enligt en regel."""

    rule_id: str = Field(title="Regel", examples=["adult-care.file"])
    legal_basis_id: str = Field(title="Lagrum", examples=["sol-16-1"])
    files: int = Field(title="Akter", examples=[12])


class CertificatePart(Answer):
    """Gallringsintyg."""

    certified_on: Day = Field(title="Intygad", examples=["2026-11-30"])
    reviewed_by: str = Field(title="Granskad av", examples=["official-7"])
    approved_by: str = Field(title="Godkänd av", examples=["official-8"])
    delegation_rule_id: str = Field(title="Delegationspunkt", examples=["d-20"])
    disposed_by_rules: tuple[DisposedByRulePart, ...] = Field(title="Gallrat per regel")
    files_held: int = Field(title="Undantagna", examples=[1])
    files_spared: int = Field(title="Kvar", examples=[0])
    key_epoch: int = Field(
        title="Nyckelepok",
        description="Äldre säkerhetskopior av nycklarna öppnar inget.",
        examples=[4],
    )
    ledger_position: int = Field(title="Liggarens position", examples=[1800])
    ledger_chain: str = Field(title="Liggarens kedjehash", examples=["ab" * 32])

    @classmethod
    def of(cls, event: DisposalCertified) -> "CertificatePart":
        """Return the part that shows the certificate."""
        rules = [
            DisposedByRulePart(
                rule_id=each.rule_id, legal_basis_id=each.legal_basis_id, files=each.files
            )
            for each in event.disposed
        ]
        return cls(
            certified_on=event.certified_on,
            reviewed_by=event.reviewed_by,
            approved_by=event.approved_by,
            delegation_rule_id=event.delegation_rule_id,
            disposed_by_rules=tuple(rules),
            files_held=event.files_held,
            files_spared=event.files_spared,
            key_epoch=event.key_epoch,
            ledger_position=event.ledger_position,
            ledger_chain=event.ledger_chain,
        )
