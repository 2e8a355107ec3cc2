"""What readers ask: lists from the read models, one intervention from its own stream."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.interventions.projections.goals import GOALS, GoalRow
from services.interventions.projections.goals import TABLE as GOAL
from services.interventions.projections.interventions import (
    INTERVENTIONS,
    InterventionRow,
    ShownStage,
)
from services.interventions.projections.interventions import TABLE as INTERVENTION
from services.interventions.projections.persons import TABLE as PERSON
from services.interventions.projections.persons import PersonRow
from services.interventions.projections.unexecuted_decisions import unexecuted
from shared.http.edge import Page
from shared.kernel.caller import Sight
from shared.kernel.store import Store, Stream, Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which interventions somebody wants to see; None for "whichever"."""

    unit: str | None = None
    provider: str | None = None
    official: str | None = None
    person_id: UUID | None = None
    stage: ShownStage | None = None
    is_ended_shown: bool = False

    def within(self, asked: Select[Any]) -> Select[Any]:
        """Return ``asked``, narrowed to what is wanted."""
        for name in ("unit", "provider", "official", "person_id", "stage"):
            value = getattr(self, name)
            if value is not None:
                asked = asked.where(INTERVENTION.c[name] == value)
        if not self.is_ended_shown and self.stage is not ShownStage.ENDED:
            asked = asked.where(INTERVENTION.c.ended_on.is_(None))
        return asked


async def interventions(
    store: Store, page: Page, sight: Sight, wanted: Wanted
) -> Sequence[InterventionRow]:
    """Return a page of interventions, the oldest first."""
    order = (INTERVENTION.c.opened_on, INTERVENTION.c.intervention_id)
    asked = wanted.within(select(INTERVENTION)).order_by(*order)
    return await _page(store, page, sight, asked)


async def unexecuted_decisions(
    store: Store, page: Page, sight: Sight, wanted: Wanted
) -> Sequence[InterventionRow]:
    """Return a page of what was granted and is not carried out, the oldest first."""
    return await _page(store, page, sight, wanted.within(unexecuted()))


async def goals(store: Store, page: Page, intervention_id: UUID) -> Sequence[GoalRow]:
    """Return a page of the goals of an intervention, in the order they were set."""
    asked = (
        select(GOAL)
        .where(GOAL.c.intervention_id == intervention_id)
        .order_by(GOAL.c.set_on, GOAL.c.goal_id)
    )
    rows = await store.rows(asked.limit(page.fetch).offset(page.offset))
    return [GoalRow(**row) for row in rows]


async def intervention(
    store: Store, intervention_id: UUID
) -> tuple[Stream[Any], InterventionRow, Sequence[GoalRow]]:
    """Return the stream, what it comes to, and the goals set in it.

    Raises:
        NotFound: there is no such intervention.
    """
    stream = await store.read(intervention_id)
    return stream, INTERVENTIONS.of(stream), list(GOALS.all_of(stream).values())


async def person(tx: Transaction, person_id: UUID) -> PersonRow | None:
    """Return the person, if intake's registration has been heard here."""
    rows = await tx.rows(select(PERSON).where(PERSON.c.person_id == person_id))
    return PersonRow(**rows[0]) if rows else None


async def _page(
    store: Store, page: Page, sight: Sight, asked: Select[Any]
) -> Sequence[InterventionRow]:
    seen = asked.where(sight.matters("interventions.intervention.intervention_id"))
    rows = await store.rows(seen.limit(page.fetch).offset(page.offset))
    return [InterventionRow(**row) for row in rows]
