"""Published figures: what was published, with which definition, and what was known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from shared.contracts.reporting import FigurePublished
from shared.eventstore.projections import Projection
from shared.kernel.context import Recorded

TABLE = sa.Table(
    "published_figure",
    sa.MetaData(schema="reporting"),
    sa.Column("publication_id", sa.Uuid, primary_key=True),
    sa.Column("figure_code", sa.Text, nullable=False),
    sa.Column("definition_version", sa.Text, nullable=False),
    sa.Column("definition_sha256", sa.Text, nullable=False),
    sa.Column("period_code", sa.Text, nullable=False),
    sa.Column("division_codes", ARRAY(sa.Text), nullable=False),
    sa.Column("known_position", sa.BigInteger, nullable=False),
    sa.Column("content_sha256", sa.Text, nullable=False),
    sa.Column("published_on", sa.Date, nullable=False),
    sa.Column("revises_publication_id", sa.Uuid),
    sa.Column("position", sa.BigInteger, nullable=False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFigure:
    """One figure as it was published; its content rests in its stream."""

    publication_id: UUID
    figure_code: str
    definition_version: str
    definition_sha256: str
    period_code: str
    division_codes: Sequence[str]
    known_position: int
    content_sha256: str
    published_on: date
    revises_publication_id: UUID | None
    position: int  # of the publication itself


def keys(recorded: Recorded[FigurePublished]) -> Sequence[UUID]:
    """Return the publication."""
    return [recorded.event.publication_id]


def project(
    key: UUID, row: PublishedFigure | None, recorded: Recorded[FigurePublished]
) -> PublishedFigure:
    """Return the publication; it never changes afterwards."""
    event = recorded.event
    return PublishedFigure(
        publication_id=key,
        figure_code=event.figure_code,
        definition_version=event.definition_version,
        definition_sha256=event.definition_sha256,
        period_code=event.period_code,
        division_codes=list(event.division_codes),
        known_position=event.known_position,
        content_sha256=event.content_sha256,
        published_on=event.published_on,
        revises_publication_id=event.revises_publication_id,
        position=recorded.position or 0,
    )


PUBLISHED_FIGURES = Projection(
    name="reporting.published-figures",
    table=TABLE,
    row=PublishedFigure,
    hears=(FigurePublished,),
    keys=keys,
    project=project,
)
