"""Routes of administrative matters: the authority's own duties, and what is done about them."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response
from sqlalchemy import Select

from services.intake.api.administration_answers import (
    AdministrativeMatterAnswer,
    AdministrativeMatterItem,
)
from services.intake.api.administration_bodies import (
    AnnulMatterFactBody,
    AssignMatterBody,
    ExtendMatterBody,
    FactBody,
    OpenMatterBody,
)
from services.intake.api.submission_routes import asking_of
from services.intake.application.administration import Duties, opened_matter
from services.intake.projections.administrative_matters import (
    ADMINISTRATIVE_MATTERS,
    AdministrativeMatterRow,
)
from shared.catalogue import Catalogue
from shared.http.edge import (
    Accepted,
    Change,
    ChangeOf,
    EdgeRouter,
    ListingOf,
    ReadingOf,
    changes,
    creates,
    lists,
    reads,
)
from shared.kernel.shown import NOBODY
from shared.kernel.store import Appended, Transaction

READ, HANDLE = "intake:read", "intake:handle"
TAG = "Förvaltningsärenden"
PATH = "/administrative-matters"
MATTERS = "administrative_matters"  # the read model that may be waited for

_Kind = Annotated[
    str | None,
    Query(alias="kindCode", max_length=64, description="Slag.", examples=["misconduct"]),
]
_Unit = Annotated[str | None, Query(max_length=64, description="Enhet.", examples=["kansli"])]
_IsClosed = Annotated[
    bool | None,
    Query(alias="isClosed", description="Klara eller inte. Utelämnas: båda.", examples=[False]),
]


def administration_reading_routes(catalogue: Catalogue) -> EdgeRouter:
    """Return the routes that read administrative matters."""
    router = EdgeRouter(prefix=PATH, tags=[TAG])

    @router.get("", **lists(READ, item=AdministrativeMatterItem))
    async def list_administrative_matters(
        reading: ListingOf,
        kind_code: _Kind = None,
        unit: _Unit = None,
        is_closed: _IsClosed = None,
    ) -> Response:
        """Lista förvaltningsärenden, det senast öppnade först."""
        await reading.at_least(MATTERS)
        statement = _listed(kind_code, unit, is_closed).limit(reading.page.fetch)
        rows = await reading.store.rows(statement.offset(reading.page.offset))
        items = [
            AdministrativeMatterItem.of(AdministrativeMatterRow(**row), catalogue) for row in rows
        ]
        return await reading.listing(items, shows=NOBODY)

    @router.get("/{administrative_matter_id}", **reads(READ, answer=AdministrativeMatterAnswer))
    async def read_administrative_matter(
        administrative_matter_id: UUID, reading: ReadingOf
    ) -> Response:
        """Läs ett förvaltningsärende, med vad som har antecknats i det."""
        stream, matter = await opened_matter(reading.store, administrative_matter_id)
        answer = AdministrativeMatterAnswer.of(stream, matter, catalogue)
        return await reading.one(answer, shows=NOBODY, version=stream.version)

    return router


def administration_routes(duties: Duties) -> EdgeRouter:
    """Return the routes that change administrative matters, bound to ``duties``."""
    router = EdgeRouter(prefix=PATH, tags=[TAG])

    @router.post("", **creates(HANDLE))
    async def open_administrative_matter(body: OpenMatterBody, change: ChangeOf) -> Response:
        """Öppna ett förvaltningsärende.

        En begäran om allmän handling eller registerutdrag, en incident, ett missförhållande: det
        som är förvaltningens egen skyldighet och inte rör någons ärende. Ingen person anges.
        Skyldigheter som kommer med kalendern öppnas när de har fullgjorts, med sin period.
        """
        matter_id, asking = change.id_for("administrative-matter"), asking_of(change)
        return await _asked(
            change,
            lambda tx: duties.open_(tx, asking, matter_id, body.wanted()),
            location=f"{PATH}/{matter_id}",
        )

    @router.post("/{administrative_matter_id}/facts", **changes(HANDLE))
    async def note_administrative_fact(
        administrative_matter_id: UUID, body: FactBody, change: ChangeOf
    ) -> Response:
        """Anteckna vad som hände i ett förvaltningsärende."""
        asking, wanted = asking_of(change), body.noted()
        return await _asked(
            change, lambda tx: duties.note(tx, asking, administrative_matter_id, wanted)
        )

    @router.post("/{administrative_matter_id}/extend", **changes(HANDLE))
    async def extend_administrative_matter(
        administrative_matter_id: UUID, body: ExtendMatterBody, change: ChangeOf
    ) -> Response:
        """Förläng tiden i ett förvaltningsärende, innan den har gått ut och med skäl."""
        asking, wanted = asking_of(change), body.more_time()
        return await _asked(
            change, lambda tx: duties.extend(tx, asking, administrative_matter_id, wanted)
        )

    @router.post("/{administrative_matter_id}/assign", **changes(HANDLE))
    async def assign_administrative_matter(
        administrative_matter_id: UUID, body: AssignMatterBody, change: ChangeOf
    ) -> Response:
        """Tilldela ett förvaltningsärende till en enhet eller en handläggare."""
        asking, unit, official = asking_of(change), body.unit, body.official
        return await _asked(
            change, lambda tx: duties.assign(tx, asking, administrative_matter_id, unit, official)
        )

    @router.post("/{administrative_matter_id}/annul-fact", **changes(HANDLE))
    async def annul_administrative_fact(
        administrative_matter_id: UUID, body: AnnulMatterFactBody, change: ChangeOf
    ) -> Response:
        """Annullera något som antecknats fel. Det står kvar i liggaren, men gäller inte."""
        asking, said = asking_of(change), (body.event_id, body.reason_code)
        return await _asked(
            change, lambda tx: duties.annul(tx, asking, administrative_matter_id, *said)
        )

    return router


def _listed(kind_code: str | None, unit: str | None, is_closed: bool | None) -> Select[Any]:
    matter = ADMINISTRATIVE_MATTERS.c
    statement = ADMINISTRATIVE_MATTERS.select()
    if kind_code is not None:
        statement = statement.where(matter.kind == kind_code)
    if unit is not None:
        statement = statement.where(matter.unit == unit)
    if is_closed is not None:
        statement = statement.where(matter.closed_on.is_not(None) == is_closed)
    return statement.order_by(matter.opened_on.desc(), matter.matter_id)


async def _asked(
    change: Change,
    work: Callable[[Transaction], Awaitable[Appended]],
    location: str | None = None,
) -> Response:
    async def asked(tx: Transaction) -> Accepted:
        return Accepted.of(await work(tx), location=location)

    return await change.run(asked)
