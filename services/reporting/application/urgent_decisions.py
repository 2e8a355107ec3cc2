"""What the chair decided alone, and whether the committee has been told at its next meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.application.delegation import Tried
from services.reporting.application.delegation_sweep import READ_MODEL, effects_known, tried_among
from services.reporting.application.granted import position
from services.reporting.domain.meetings.commands import MeetingBody
from services.reporting.domain.meetings.urgent import Duty, Held, duty_of
from shared.kernel.store import Store

BY_CHAIR = "e.facts ->> 'decider_role' = 'chair'"
HELD = """
    SELECT meeting_on, since_position, known_position FROM reporting.meeting
    WHERE body = %(body)s AND NOT is_cancelled ORDER BY meeting_on"""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentDecision:
    """Brådskande beslut: made by the chair, to be told of at the next meeting."""

    tried: Tried
    duty: Duty


async def urgent_decisions(store: Store, today: date) -> Sequence[UrgentDecision]:
    """Return what the chair decided and how each duty to tell of it stands; oldest first."""
    known = await position(store, READ_MODEL)
    effects = await effects_known(store, known)
    tried = await tried_among(store, BY_CHAIR, {}, known, effects)
    rows = await store.rows(HELD, {"body": MeetingBody.COMMITTEE.value})
    meetings = [Held(**row) for row in rows]
    return [
        UrgentDecision(
            tried=each,
            duty=duty_of(each.decided.decided_on, each.decided.position, meetings, today),
        )
        for each in tried
    ]
