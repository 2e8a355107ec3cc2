"""Registering an appeal: tried against the time the law gives, where the serving is known."""

from datetime import date
from uuid import UUID

from services.investigation.application.asked import Asked
from services.investigation.application.streams import read_begun
from services.investigation.domain.decision.commands import RegisterAppeal
from services.investigation.domain.decision.rules import DECISION
from shared.catalogue import Catalogue
from shared.contracts.investigation import DecisionMade
from shared.kernel.calendar import Unit, end_of
from shared.kernel.handling import handle
from shared.kernel.store import Appended, Transaction


def last_day_to_appeal(catalogue: Catalogue, served_on: date) -> date:
    """Return the last day an appeal must have arrived, weekends and holidays counted in."""
    clock = catalogue.clock("appeal", served_on)
    assert clock.length is not None, "a time limit has a length"
    return end_of(served_on, clock.length, Unit(clock.unit)).effective


async def register_appeal(
    tx: Transaction,
    catalogue: Catalogue,
    decision_id: UUID,
    *,
    received_on: date,
    served_on: date | None,
    asked: Asked,
) -> Appended:
    """Keep that an appeal arrived, and whether it was in time.

    Raises:
        NotFound: there is no such decision.
        Refusal: a rule refused; nothing was appended.
        StreamMoved: the decision is no longer as the caller has seen it.
    """
    await read_begun(tx, decision_id, DecisionMade)
    command = RegisterAppeal(
        received_on=received_on,
        notified_on=served_on,
        last_day_on=None if served_on is None else last_day_to_appeal(catalogue, served_on),
        today=asked.today,
    )
    return await handle(
        tx,
        DECISION,
        decision_id,
        command,
        actor=asked.actor,
        causation_id=asked.causation_id,
        expected=asked.expected,
    )
