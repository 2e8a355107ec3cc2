"""The rules of published figures: about a period that has ended, kept as it was known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from services.reporting.domain.events import ReportContentKept
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.unexecuted_report import digest
from shared.contracts.reporting import FigurePublished
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider
from shared.kernel.refusal import NotFound, Refusal


class PeriodNotEnded(Refusal):
    """A figure is published when its period is over."""

    code = "period-not-ended"
    detail = "Perioden är inte slut den dagen. Måttet kan läsas, men publiceras först efter den."


class AlreadyPublished(Refusal):
    """What is published is not changed; something new is a publication of its own."""

    code = "figure-already-published"
    detail = "Måttet är redan publicerat. Publicera en revidering om något har tillkommit."


class NotARevision(Refusal):
    """A revision says the same figure about the same period, divided alike."""

    code = "not-a-revision"
    detail = "En revidering ska gälla samma mått, period och uppdelning som det den ersätter."


class NoSuchPublication(NotFound):
    """Nothing was published under that id."""

    detail = "Det finns inget sådant publicerat mått."


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFigure:
    """Publicera mått: keep for good what it says, of what was known."""

    publication_id: UUID
    figure_code: str
    definition_version: str
    definition_sha256: str
    period: Period
    division_codes: tuple[str, ...]
    known_position: int
    content: bytes
    published_on: date
    today: date
    revises: FigurePublished | None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """Nothing has been published."""


@dataclass(frozen=True, slots=True)
class Published:
    """It has been published."""


Publication: TypeAlias = Unpublished | Published
PublicationEvent: TypeAlias = FigurePublished | ReportContentKept


def decide(publication: Publication, command: PublishFigure) -> Sequence[PublicationEvent]:
    """Return what is kept of the publication, or raise a Refusal."""
    if isinstance(publication, Published):
        raise AlreadyPublished
    require_come(command.published_on, command.today)
    if command.published_on <= command.period.last_on:
        raise PeriodNotEnded
    published = FigurePublished(
        publication_id=command.publication_id,
        figure_code=command.figure_code,
        definition_version=command.definition_version,
        definition_sha256=command.definition_sha256,
        period_code=str(command.period),
        division_codes=command.division_codes,
        known_position=command.known_position,
        content_sha256=digest(command.content),
        published_on=command.published_on,
        revises_publication_id=command.revises.publication_id if command.revises else None,
    )
    if command.revises is not None and _asked(command.revises) != _asked(published):
        raise NotARevision
    return [ReportContentKept(content=command.content.decode()), published]


def _asked(told: FigurePublished) -> tuple[object, ...]:
    return told.figure_code, told.period_code, frozenset(told.division_codes)


def evolve(publication: Publication, event: PublicationEvent) -> Publication:
    """Return the publication after ``event``."""
    return Published()


PUBLICATION: Decider[Publication, PublishFigure, PublicationEvent] = Decider(
    Unpublished(), decide, evolve
)
