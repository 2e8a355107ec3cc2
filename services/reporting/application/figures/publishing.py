"""Publishing a figure, showing it again, and what has been learned since."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.reporting.application.figures.asking import (
    FigureAsked,
    answer,
    counting_of,
    definition,
    fingerprint,
)
from services.reporting.application.figures.revising import Cause, causes
from services.reporting.domain.events import ReportContentKept
from services.reporting.domain.figures.periods import Period
from services.reporting.domain.figures.publishing import (
    PUBLICATION,
    NoSuchPublication,
    PublishFigure,
)
from services.reporting.domain.unexecuted_report import canonical
from shared.catalogue import Catalogue
from shared.contracts.reporting import FigurePublished
from shared.kernel.context import Context
from shared.kernel.handling import begin
from shared.kernel.store import Appended, Store, Transaction

PUBLIC = "public"


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPublication:
    """What somebody wants to publish."""

    publication_id: UUID
    asked: FigureAsked
    published_on: date
    revises: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A publication as it lies in its stream."""

    event: FigurePublished
    content: bytes
    version: int

    @property
    def plain(self) -> Any:
        """The content, read."""
        return json.loads(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCell:
    """En cell som inte är vad den var: by year (None: together) and division."""

    year: int | None
    by: Mapping[str, str]
    was: Mapping[str, Any] | None
    is_now: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """Revidering: how the figure would read now, and why."""

    known_position: int
    changed: Sequence[ChangedCell]
    causes: Sequence[Cause]


async def publish(
    tx: Transaction, law: Catalogue, wanted: WantedPublication, context: Context, today: date
) -> Appended:
    """Freeze the figure as it is known, for the public, and keep that it was published.

    Raises:
        Refusal: the period has not ended, or it revises something else.
    """
    asked = replace(wanted.asked, audience=PUBLIC)
    counting = counting_of(law, asked.figure)
    content = await answer(tx, law, asked)
    command = PublishFigure(
        publication_id=wanted.publication_id,
        figure_code=asked.figure.id,
        definition_version=asked.figure.version,
        definition_sha256=fingerprint(asked.figure, counting),
        period=asked.period,
        division_codes=asked.by,
        known_position=asked.known,
        content=canonical(content),
        published_on=wanted.published_on,
        today=today,
        revises=(await published(tx, wanted.revises)).event if wanted.revises else None,
    )
    return await begin(tx, PUBLICATION, wanted.publication_id, command, context)


async def published(store: Store | Transaction, publication_id: UUID) -> Kept:
    """Return a figure as it was published.

    Raises:
        NoSuchPublication: nothing was published under that id.
    """
    stream = await store.read(publication_id)
    kept = [each for each in stream.events if isinstance(each, ReportContentKept)]
    told = [each for each in stream.events if isinstance(each, FigurePublished)]
    if not kept or not told:
        raise NoSuchPublication
    return Kept(event=told[0], content=kept[0].content.encode(), version=stream.version)


def question(law: Catalogue, event: FigurePublished, known: int) -> FigureAsked:
    """Return the question that was published, as known at ``known``."""
    return FigureAsked(
        figure=definition(law, event.figure_code, event.definition_version, event.published_on),
        period=Period.parse(event.period_code),
        by=event.division_codes,
        known=known,
        audience=PUBLIC,
    )


async def reproduced(store: Store, law: Catalogue, kept: Kept) -> bytes:
    """Return the same figure, made anew from what the ledger held when it was published."""
    asked = question(law, kept.event, kept.event.known_position)
    return canonical(await answer(store, law, asked))


async def revised(store: Store, law: Catalogue, kept: Kept, known: int) -> Revision:
    """Return how the figure reads as known at ``known``, and which late facts made it so."""
    asked = question(law, kept.event, known)
    now = await answer(store, law, asked)
    was = kept.plain
    changed = list(_changed(_cells(was), _cells(now)))
    counting = counting_of(law, asked.figure)
    why = await causes(store, counting, asked.period, kept.event.known_position, known)
    return Revision(known_position=known, changed=changed, causes=why)


def _cells(content: Mapping[str, Any]) -> Mapping[str, tuple[int | None, Mapping[str, Any]]]:
    every = [(each["year"], cell) for each in content["years"] for cell in each["cells"]]
    every += [(None, cell) for cell in content["sums"] or ()]
    return {canonical([year, cell["by"]]).decode(): (year, cell) for year, cell in every}


def _changed(
    was: Mapping[str, tuple[int | None, Mapping[str, Any]]],
    now: Mapping[str, tuple[int | None, Mapping[str, Any]]],
) -> Sequence[ChangedCell]:
    found = []
    for key in sorted({*was, *now}):
        before, after = was.get(key), now.get(key)
        if before != after and (told := before or after) is not None:
            found.append(
                ChangedCell(
                    year=told[0],
                    by=told[1]["by"],
                    was=before[1] if before else None,
                    is_now=after[1] if after else None,
                )
            )
    return found
