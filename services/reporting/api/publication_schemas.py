"""What reporting answers about published figures: as they were, and what was learned since."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.reporting.api.figure_schemas import BY, SHA256, FigureCell, FigureContent
from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.application.figures.publishing import ChangedCell, Kept, Revision
from services.reporting.application.figures.revising import Cause, Why
from services.reporting.domain.figures.periods import WRITTEN
from services.reporting.domain.unexecuted_report import digest
from services.reporting.projections.published_figures import PublishedFigure
from shared.http.schemas import Answer, Body, Day, Resource

Division = Annotated[str, Field(max_length=32, pattern=r"^[a-z-]+$")]


class PublishFigureBody(Body):
    """Publicera ett mått: frys det som det är känt nu, för allmänheten."""

    figure: str = Field(
        title="Mått", max_length=64, pattern=r"^[a-z][a-z0-9-]*$", examples=["children-intakes"]
    )
    version: str | None = Field(
        default=None,
        title="Definitionens version",
        description="Utelämnas: den som gäller i dag.",
        max_length=16,
        pattern=r"^[0-9a-z.-]+$",
        examples=["1"],
    )
    period: str = Field(title="Period", max_length=9, pattern=WRITTEN, examples=["2025"])
    divisions: tuple[Division, ...] | None = Field(
        default=None,
        title="Uppdelning",
        description="Utelämnas: så som rapporten visar måttet.",
        max_length=4,
        examples=[["sex", "age"]],
    )
    published_on: Day = Field(title="Publicerat", examples=["2026-03-02"])
    revises: UUID | None = Field(
        default=None,
        title="Reviderar",
        description="Det publicerade mått som detta ersätter.",
        examples=[None],
    )


class PublishedItem(Answer):
    """Ett publicerat mått."""

    publication_id: UUID = Field(title="Publiceringen", examples=[SAMPLE_ID])
    figure: str = Field(title="Mått", max_length=64, examples=["children-intakes"])
    version: str = Field(title="Definitionens version", max_length=16, examples=["1"])
    definition_hash: str = Field(
        title="Definitionens kontrollsumma", max_length=64, examples=[SHA256]
    )
    period: str = Field(title="Period", max_length=9, examples=["2025"])
    divisions: tuple[str, ...] = Field(title="Uppdelning", examples=[["sex"]])
    known_position: int = Field(title="Känt till och med position", examples=[1017])
    content_hash: str = Field(title="Svarets kontrollsumma", max_length=64, examples=[SHA256])
    published_on: Day = Field(title="Publicerat", examples=["2026-03-02"])
    revises: UUID | None = Field(title="Reviderar", examples=[None])

    @classmethod
    def of(cls, row: PublishedFigure) -> "PublishedItem":
        """Return what is shown of ``row``."""
        return cls(
            publication_id=row.publication_id,
            figure=row.figure_code,
            version=row.definition_version,
            definition_hash=row.definition_sha256,
            period=row.period_code,
            divisions=tuple(row.division_codes),
            known_position=row.known_position,
            content_hash=row.content_sha256,
            published_on=row.published_on,
            revises=row.revises_publication_id,
        )


class PublishedAnswer(Resource):
    """Ett mått som det publicerades, och om det blir likadant på nytt ur liggaren."""

    publication_id: UUID = Field(title="Publiceringen", examples=[SAMPLE_ID])
    published_on: Day = Field(title="Publicerat", examples=["2026-03-02"])
    revises: UUID | None = Field(title="Reviderar", examples=[None])
    content: FigureContent = Field(title="Måttet")
    is_intact: bool = Field(title="Innehållet har sin kontrollsumma", examples=[True])
    is_reproduced: bool = Field(title="Blir likadant ur liggaren", examples=[True])

    @classmethod
    def of_kept(cls, kept: Kept, again: bytes) -> "PublishedAnswer":
        """Return what was published, beside what it becomes ``again``."""
        return cls(
            publication_id=kept.event.publication_id,
            published_on=kept.event.published_on,
            revises=kept.event.revises_publication_id,
            content=FigureContent.of(kept.plain),
            is_intact=digest(kept.content) == kept.event.content_sha256,
            is_reproduced=again == kept.content,
        )


class ChangedFigureCell(Answer):
    """En cell som inte är vad den var."""

    year: int | None = Field(
        title="År", description="Saknas för åren tillsammans.", examples=[2025]
    )
    by: dict[str, str] = Field(title="Uppdelning", examples=[BY])
    was: FigureCell | None = Field(title="Publicerades som")
    is_now: FigureCell | None = Field(title="Är nu")

    @classmethod
    def of(cls, changed: ChangedCell) -> "ChangedFigureCell":
        """Return what is shown of ``changed``."""
        return cls(
            year=changed.year,
            by=dict(changed.by),
            was=FigureCell.model_validate(changed.was, by_alias=True) if changed.was else None,
            is_now=FigureCell.model_validate(changed.is_now, by_alias=True)
            if changed.is_now
            else None,
        )


class RevisionCause(Answer):
    """Varför: så många händelser av ett slag, registrerade efter publiceringen."""

    why: Why = Field(
        title="Slag av orsak",
        description="`correction` rättat, `identity` samma person eller inte, `late` registrerat "
        "i efterhand, `since` hänt efter perioden.",
        examples=["late"],
    )
    name: str = Field(title="Händelse", max_length=128, examples=["intake.opened.v1"])
    events: int = Field(title="Antal", examples=[3])
    first_position: int = Field(title="Första position", examples=[1020])
    last_position: int = Field(title="Sista position", examples=[1107])

    @classmethod
    def of(cls, cause: Cause) -> "RevisionCause":
        """Return what is shown of ``cause``."""
        return cls(
            why=cause.why,
            name=cause.name,
            events=cause.events,
            first_position=cause.first_position,
            last_position=cause.last_position,
        )


class RevisionAnswer(Resource):
    """Vad ett publicerat mått skulle säga nu, och vad det beror på."""

    publication_id: UUID = Field(title="Publiceringen", examples=[SAMPLE_ID])
    known_position: int = Field(title="Känt till och med position", examples=[1200])
    is_changed: bool = Field(title="Skiljer sig", examples=[True])
    cells: tuple[ChangedFigureCell, ...] = Field(title="Celler som skiljer sig")
    causes: tuple[RevisionCause, ...] = Field(
        title="Orsaker",
        description="Allt registrerat efter publiceringen om det som måttets underlag räknar.",
    )

    @classmethod
    def of_revision(cls, publication_id: UUID, found: Revision) -> "RevisionAnswer":
        """Return what was found."""
        return cls(
            publication_id=publication_id,
            known_position=found.known_position,
            is_changed=bool(found.changed),
            cells=tuple(ChangedFigureCell.of(each) for each in found.changed),
            causes=tuple(RevisionCause.of(each) for each in found.causes),
        )
