"""What is answered about one disposal list: how far it has come, and its rows."""

from uuid import UUID

from pydantic import Field

from services.intake.api.disposal_answers import CertificatePart, RetentionPart
from services.intake.domain.disposal.state import DisposalList, Row, RowState
from shared.http.fields import SAMPLE_ID
from shared.http.schemas import Answer, Day, Resource
from shared.kernel.shown import Shown
from shared.retention.verdict import Verdict


class RowCount(Answer):
    """Antal akter i ett läge."""

    state: RowState = Field(title="Radens läge", examples=["listed"])
    files: int = Field(title="Akter", examples=[12])


class DisposalListAnswer(Resource):
    """En gallringslista: vem som svarar för den, och hur långt den har kommit."""

    list_id: UUID = Field(title="Identitet", examples=[SAMPLE_ID])
    year: int = Field(title="År", examples=[2026])
    drawn_up_on: Day = Field(title="Upprättad", examples=["2026-11-22"])
    drawn_up_by: str = Field(title="Upprättad av", examples=["official-7"])
    reviewed_by: str | None = Field(title="Granskad av", examples=["official-7"])
    approved_by: str | None = Field(title="Godkänd av", examples=["official-8"])
    approved_on: Day | None = Field(title="Godkänd", examples=["2026-11-24"])
    rows: tuple[RowCount, ...] = Field(title="Akter efter läge")
    certificate: CertificatePart | None = Field(default=None, title="Intyg")

    @classmethod
    def of(cls, known: DisposalList) -> "DisposalListAnswer":
        """Return the answer that shows the list."""
        states = [row.state for row in known.rows.values()]
        return cls(
            list_id=known.list_id,
            year=known.year,
            drawn_up_on=known.drawn_up_on,
            drawn_up_by=known.drawn_up_by,
            reviewed_by=known.reviewed_by,
            approved_by=known.approved_by,
            approved_on=known.approved_on,
            rows=tuple(
                RowCount(state=each, files=states.count(each))
                for each in RowState
                if each in states
            ),
            certificate=CertificatePart.of(known.certificate) if known.certificate else None,
        )


class DisposalRowItem(Answer):
    """En akt på gallringslistan."""

    file_id: UUID = Field(title="Akt", examples=[SAMPLE_ID])
    person_id: UUID = Field(title="Pseudonym", examples=[SAMPLE_ID])
    retention_group: str = Field(title="Gallringsgrupp", examples=["adult-care"])
    rule_id: str = Field(title="Regel", examples=["adult-care.file"])
    legal_basis_id: str = Field(title="Lagrum", examples=["sol-16-1"])
    last_note_on: Day = Field(title="Sista anteckning", examples=["2021-11-21"])
    due_on: Day = Field(title="Får gallras från", examples=["2026-11-22"])
    finish_by: Day = Field(title="Ska vara gallrad senast", examples=["2027-12-31"])
    state: RowState = Field(title="Radens läge", examples=["held"])
    code: str | None = Field(
        title="Orsak",
        description="Varför akten är undantagen (held) eller kvar (spared).",
        examples=["file-requested"],
    )
    now: RetentionPart | None = Field(
        title="Förklaring",
        description="Vad som gäller nu. Saknas när akten är gallrad, och för en identitet.",
    )

    @classmethod
    def of(cls, row: Row, verdict: Verdict | None) -> "DisposalRowItem":
        """Return the item that shows ``row``, explained by what holds now."""
        listed = row.listed
        return cls(
            file_id=listed.file_id,
            person_id=listed.person_id,
            retention_group=listed.retention_group,
            rule_id=listed.rule_id,
            legal_basis_id=listed.legal_basis_id,
            last_note_on=listed.last_note_on,
            due_on=listed.due_on,
            finish_by=listed.finish_by,
            state=row.state,
            code=row.code,
            now=RetentionPart.of(verdict) if verdict else None,
        )

    def shown(self) -> Shown:
        """Return whom the item shows."""
        return Shown.of(self.person_id, self.file_id)
