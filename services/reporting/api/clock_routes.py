"""Routes of clocks: HTTP in, every time limit of a thread out."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from fastapi.responses import Response

from services.reporting.api.authority_clocks import AuthorityClocksAnswer
from services.reporting.api.clock_schemas import ThreadClocksAnswer
from services.reporting.api.duty_clocks import duty_clocks
from services.reporting.api.following import EITHER
from services.reporting.application.clocks import clocks_of, seen_from
from services.reporting.projections.thread_entries import THREAD_ENTRIES
from shared.catalogue import catalogue
from shared.http.edge import EdgeRouter, ReadingOf, reads
from shared.http.schemas import Day, Instant
from shared.kernel.shown import NOBODY

ValidAt = Annotated[
    Day | None,
    Query(
        alias="validAt",
        description="Dagen det ses från. Utelämnas: dagen för `knownAt`, annars i dag.",
        examples=["2026-03-20"],
    ),
]
KnownAt = Annotated[
    Instant | None,
    Query(
        alias="knownAt",
        description="Bara det som var registrerat då. Utelämnas: allt som är känt nu.",
        examples=["2026-03-20T09:00:00Z"],
    ),
]
KnownPosition = Annotated[
    int | None,
    Query(
        alias="knownPosition",
        ge=0,
        le=9_007_199_254_740_991,
        description="Bara det som står i liggaren till och med denna position.",
        examples=[17],
    ),
]
RulesAsOf = Annotated[
    Day | None,
    Query(
        alias="rulesAsOf",
        description="Alla frister efter reglerna denna dag. Utelämnas: varje frist efter reglerna "
        "den dag den startade.",
        examples=["2026-01-15"],
    ),
]
DutyUnit = Annotated[
    str | None, Query(alias="unit", description="Enhet", max_length=64, examples=["kansli"])
]
Since = Annotated[
    Day | None,
    Query(
        description="Det som tog slut före den dagen utelämnas. Utelämnas: ett år före `validAt`.",
        examples=["2026-01-01"],
    ),
]


def clock_routes() -> EdgeRouter:
    """Return the routes of clocks."""
    router = EdgeRouter(prefix="/threads", tags=["Frister"])

    @router.get("/{any_id}/clocks", **reads(EITHER, answer=ThreadClocksAnswer))
    async def read_clocks(
        any_id: UUID,
        reading: ReadingOf,
        valid_at: ValidAt = None,
        known_at: KnownAt = None,
        known_position: KnownPosition = None,
        rules_as_of: RulesAsOf = None,
    ) -> Response:
        """Läs fristerna i en röd tråd.

        Varje frist med sin regel och sitt lagrum, vad som startade, förlängde, pausade och
        stoppade den, när den tar slut och hur det går: så som det såg ut vid tidpunkten, och med
        det som är känt nu. En frist vars start eller stopp ingen händelse berättar om visas som
        `not-observable` med den uppgift den väntar på. Identiteten är en sådan som den röda
        tråden kan läsas med.
        """
        await reading.at_least(THREAD_ENTRIES.name)
        axes = seen_from(valid_at, known_at, known_position, rules_as_of)
        cleared = reading.call.clearance.threads
        found = await clocks_of(reading.store, any_id, axes, cleared)
        answer = ThreadClocksAnswer.of(any_id, found, catalogue())
        return await reading.one(answer, shows=found.shown)

    return router


def duty_routes() -> EdgeRouter:
    """Return the routes of clocks that are the authority's own."""
    router = EdgeRouter(tags=["Frister"])

    @router.get(
        "/authority-clocks", **reads(rights="reporting:read", answer=AuthorityClocksAnswer)
    )
    async def read_authority_clocks(
        reading: ReadingOf,
        valid_at: ValidAt = None,
        known_at: KnownAt = None,
        known_position: KnownPosition = None,
        rules_as_of: RulesAsOf = None,
        unit: DutyUnit = None,
        since: Since = None,
    ) -> Response:
        """Läs fristerna för förvaltningens egna skyldigheter.

        Begäran om allmän handling och registerutdrag, incidenter, lex Sarah, rapporterna till
        IVO, revisorerna och fullmäktige, och annat som kommer med kalendern: varje frist
        förklarad som i ett ärende. Det som löper kommer först.
        """
        await reading.at_least(THREAD_ENTRIES.name)
        axes = seen_from(valid_at, known_at, known_position, rules_as_of)
        found = await duty_clocks(reading.store, axes, since=since, unit=unit)
        answer = AuthorityClocksAnswer.of(found, catalogue())
        return await reading.one(answer, shows=NOBODY)

    return router
