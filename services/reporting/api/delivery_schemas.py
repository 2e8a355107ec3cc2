"""What reporting answers of delivered reports: handing over, showing again, what differs."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import Field, JsonValue

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.api.unexecuted_schemas import ReportLine
from services.reporting.application.delivering import Frozen, Kind, Wanted
from services.reporting.domain.differences import Change, Difference, to_be_told
from services.reporting.domain.quarters import WRITTEN, Quarter
from services.reporting.domain.unexecuted_report import Content, digest
from services.reporting.projections.delivered_reports import DeliveredReport
from shared.http.schemas import Answer, Body, Day, Resource
from shared.kernel.shown import Shown


class DeliverBody(Body):
    """Lämna en rapport: frys den som den är känd nu."""

    kind: Kind = Field(title="Slag av rapport", examples=["unexecuted-decisions"])
    quarter: str = Field(title="Kvartal", max_length=6, pattern=WRITTEN, examples=["2026Q3"])
    delivered_on: Day = Field(title="Lämnad", examples=["2026-10-12"])
    decision_ids: tuple[UUID, ...] = Field(
        default=(),
        title="Besluten",
        description="Bara för en rapport till en annan kommun: de beslut som är dess sak.",
        max_length=100,
        examples=[[]],
    )

    def wanted(self, report_id: UUID) -> Wanted:
        """Return what is wanted."""
        return Wanted(
            report_id=report_id,
            kind=self.kind,
            quarter=Quarter.parse(self.quarter),
            delivered_on=self.delivered_on,
            decision_ids=frozenset(self.decision_ids),
        )


class DeliveredItem(Answer):
    """En lämnad rapport."""

    report_id: UUID = Field(title="Rapporten", examples=[SAMPLE_ID])
    kind: str = Field(title="Slag", max_length=64, examples=["unexecuted-decisions"])
    quarter: str = Field(title="Kvartal", max_length=6, examples=["2026Q3"])
    recipients: tuple[str, ...] = Field(title="Mottagare", examples=[["ivo", "auditors"]])
    delivered_on: Day = Field(title="Lämnad", examples=["2026-10-12"])
    known_position: int = Field(title="Känt till och med position", examples=[170])
    definition: str = Field(title="Definitionens version", max_length=16, examples=["1"])
    catalogue_version: str = Field(title="Katalog", max_length=64, examples=["2026-4"])
    content_hash: str = Field(title="SHA-256 av innehållet", max_length=64, examples=["9f" * 32])
    items: int = Field(title="Antal poster", examples=[30])

    @classmethod
    def of(cls, row: DeliveredReport) -> "DeliveredItem":
        """Return the item that shows ``row``."""
        return cls(
            report_id=row.report_id,
            kind=row.kind_code,
            quarter=row.period_code,
            recipients=tuple(row.recipient_codes),
            delivered_on=row.delivered_on,
            known_position=row.known_position,
            definition=row.definition_version,
            catalogue_version=row.catalogue_version,
            content_hash=row.content_sha256,
            items=row.items,
        )

    def shown(self) -> Shown:
        """Return what the item shows: the report, and nobody in it."""
        return Shown.of(None, self.report_id)


class DeliveredAnswer(Resource):
    """En lämnad rapport, som den lämnades."""

    report_id: UUID = Field(title="Rapporten", examples=[SAMPLE_ID])
    kind: str = Field(title="Slag", max_length=64, examples=["unexecuted-decisions"])
    quarter: str = Field(title="Kvartal", max_length=6, examples=["2026Q3"])
    recipients: tuple[str, ...] = Field(title="Mottagare", examples=[["ivo", "auditors"]])
    delivered_on: Day = Field(title="Lämnad", examples=["2026-10-12"])
    known_position: int = Field(title="Känt till och med position", examples=[170])
    content_hash: str = Field(title="SHA-256 av innehållet", max_length=64, examples=["9f" * 32])
    is_intact: bool = Field(
        title="Innehållet har den kontrollsumma som antecknades", examples=[True]
    )
    is_reproduced: bool = Field(
        title="Samma rapport blir till på nytt ur liggaren, byte för byte", examples=[True]
    )
    content: dict[str, JsonValue] = Field(title="Innehållet", examples=[{"quarter": "2026Q3"}])

    @classmethod
    def of(cls, report: Frozen, again: bytes, seen: Content) -> "DeliveredAnswer":
        """Return what may be ``seen`` of the report, and whether it could be made ``again``."""
        event = report.event
        return cls(
            report_id=event.report_id,
            kind=event.kind_code,
            quarter=event.period_code,
            recipients=event.recipient_codes,
            delivered_on=event.delivered_on,
            known_position=event.known_position,
            content_hash=event.content_sha256,
            is_intact=digest(report.content) == event.content_sha256,
            is_reproduced=again == report.content,
            content=seen,
        )


class FieldDifference(Answer):
    """En uppgift som inte är vad den var."""

    field: str = Field(title="Uppgift", max_length=64, examples=["decidedOn"])
    was: JsonValue = Field(title="Var", examples=["2026-03-31"])
    now: JsonValue = Field(title="Är", examples=["2026-03-30"])


class LineDifference(Answer):
    """En rad som har tillkommit, fallit bort eller ändrats."""

    change: Change = Field(title="Ändring", examples=["added"])
    was_in: str | None = Field(title="Stod under", max_length=32, examples=["unexecuted"])
    is_in: str | None = Field(title="Står under", max_length=32, examples=["concluded"])
    fields: tuple[FieldDifference, ...] = Field(title="Uppgifter")
    line: ReportLine = Field(title="Raden")

    @classmethod
    def of(cls, each: Difference) -> "LineDifference":
        """Return what is shown of ``each``."""
        return cls(
            change=each.change,
            was_in=each.was_in,
            is_in=each.is_in,
            fields=tuple(
                FieldDifference(field=name, was=was, now=now)
                for name, (was, now) in each.fields.items()
            ),
            line=ReportLine.of(each.line),
        )


class DifferenceAnswer(Resource):
    """Vad som har blivit känt sedan en rapport lämnades, och vilka som ska få veta det."""

    report_id: UUID = Field(title="Den lämnade rapporten", examples=[SAMPLE_ID])
    against: UUID | None = Field(
        title="Jämförd med rapporten",
        description="Saknas när det jämförs med vad som är känt nu.",
        examples=[SAMPLE_ID],
    )
    affected_recipients: tuple[str, ...] = Field(
        title="Ska få veta", examples=[["ivo", "auditors"]]
    )
    differences: tuple[LineDifference, ...] = Field(title="Skillnader")

    @classmethod
    def of(
        cls,
        report: Frozen,
        against: UUID | None,
        found: Sequence[Difference],
        seen: Sequence[Difference],
    ) -> "DifferenceAnswer":
        """Return what may be ``seen`` of what was ``found``, beside whom all of it concerns."""
        return cls(
            report_id=report.event.report_id,
            against=against,
            affected_recipients=to_be_told(report.event.recipient_codes, found),
            differences=tuple(map(LineDifference.of, seen)),
        )
