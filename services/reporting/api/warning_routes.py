"""Routes of warnings: HTTP in, what has been warned of out."""

from typing import Annotated, Any
from uuid import UUID

import sqlalchemy as sa
from fastapi import Query
from fastapi.responses import Response
from pydantic import Field

from services.reporting.api.schemas import SAMPLE_ID
from services.reporting.api.watch_routes import Official, Unit
from services.reporting.api.watch_schemas import KIND, name_of
from services.reporting.projections.sent_warnings import SENT_WARNINGS, TABLE, SentWarning
from shared.catalogue import Catalogue, catalogue
from shared.catalogue.clocks import ClockKind
from shared.http.edge import EdgeRouter, ListingOf, Reading, lists
from shared.http.schemas import Answer, Day
from shared.kernel.context import Client
from shared.kernel.shown import Shown

After = Annotated[
    int,
    Query(
        alias="afterPosition",
        ge=0,
        le=9_007_199_254_740_991,
        description="Bara varningar efter denna position i liggaren: den sist lästa.",
        examples=[17],
    ),
]


class WarningLine(Answer):
    """En varning som gått ut."""

    event_id: UUID = Field(title="Händelsens identitet", examples=[SAMPLE_ID])
    position: int = Field(title="Position i liggaren", examples=[18])
    item_id: str = Field(
        title="Radens identitet i bevakningslistan",
        max_length=128,
        examples=[f"preliminary-assessment:{SAMPLE_ID}"],
    )
    rule: str = Field(title="Regel", max_length=64, examples=["preliminary-assessment"])
    name: str = Field(title="Namn", max_length=256, examples=["Förhandsbedömning"])
    is_risk: bool = Field(title="I riskzonen", examples=[False])
    kind: ClockKind = Field(title="Slag", description=KIND, examples=["statutory"])
    thread_id: UUID = Field(title="Trådens identitet", examples=[SAMPLE_ID])
    matter_id: UUID = Field(title="Ärendets identitet", examples=[SAMPLE_ID])
    person_id: UUID | None = Field(title="Pseudonym", examples=[SAMPLE_ID])
    unit: str | None = Field(title="Enhet", max_length=64, examples=["barn-norr"])
    official: str | None = Field(title="Handläggare", max_length=128, examples=["handlaggare-7"])
    days_before: int = Field(
        title="Steg",
        description="Varningen gäller så många dagar före slutet; -1: slutet har passerat.",
        examples=[7],
    )
    due_on: Day = Field(title="Slut", examples=["2026-03-16"])
    overdue_after: Day = Field(title="Sista dag", examples=["2026-03-16"])
    warned_on: Day = Field(title="Varnades", examples=["2026-03-09"])

    @classmethod
    def of(cls, sent: SentWarning, law: Catalogue) -> "WarningLine":
        """Return what is shown of a warning."""
        return cls(
            event_id=sent.event_id,
            position=sent.position,
            item_id=sent.item_id,
            rule=sent.rule,
            name=name_of(sent.rule, sent.is_risk, law),
            is_risk=sent.is_risk,
            kind=ClockKind(sent.kind),
            thread_id=sent.thread_id,
            matter_id=sent.matter_id,
            person_id=sent.person_id,
            unit=sent.unit,
            official=sent.official,
            days_before=sent.days_before,
            due_on=sent.due_on,
            overdue_after=sent.overdue_after,
            warned_on=sent.warned_on,
        )

    def shown(self) -> Shown:
        """Return whom it shows."""
        return Shown.of(self.person_id, self.matter_id)


def _seen(reading: Reading) -> Any:
    """Return what may be seen: of a robot, which tells it on, all but protected persons.

    What is nobody's case is seen by all.
    """
    if reading.actor.client is Client.ROBOT:
        cases = reading.sight.persons(f"{TABLE}.person_id")
    else:
        cases = reading.sight.threads(f"{TABLE}.thread_id")
    return sa.or_(TABLE.c.person_id.is_(None), cases)


def warning_routes() -> EdgeRouter:
    """Return the routes of warnings."""
    router = EdgeRouter(tags=["Bevakningar"])

    @router.get("/warnings", **lists(rights="reporting:warnings", item=WarningLine))
    async def list_warnings(
        reading: ListingOf, after: After = 0, unit: Unit = None, official: Official = None
    ) -> Response:
        """Läs varningar som gått ut, i den ordning de skickades.

        Varje steg före ett slut varnas det för en gång, och en gång när det passerat. En robot
        läser vidare med `afterPosition`; de kommer också i händelseflödet.
        """
        await reading.at_least(SENT_WARNINGS.name)
        whose = {"unit": unit, "official": official}
        mine = [TABLE.c[name] == value for name, value in whose.items() if value is not None]
        page = reading.page
        mine.append(_seen(reading))
        asked = sa.select(TABLE).where(TABLE.c.position > after, *mine).order_by(TABLE.c.position)
        rows = await reading.store.rows(asked.limit(page.fetch).offset(page.offset))
        lines = [WarningLine.of(SentWarning(**row), catalogue()) for row in rows]
        return await reading.listing(lines, shows=WarningLine.shown)

    return router
