"""The flow of a period as known at a position: read from what is published, then computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.domain.flow import Passage, Spread, Stage, Week, time_in, weeks
from services.reporting.domain.projection import Coming, projected
from shared.kernel.caller import Sight
from shared.kernel.store import Store

KINDS: Mapping[str, Mapping[str, str]] = {
    "intake": {
        "opened": "intake.opened.v1",
        "assigned": "intake.assigned.v1",
        "contact": "",
        "closed": "intake.preliminary-assessment-concluded.v1",
    },
    "investigation": {
        "opened": "investigation.opened.v1",
        "assigned": "investigation.assigned.v1",
        "contact": "investigation.contact-held.v1",
        "closed": "investigation.closed.v1",
    },
}
PASSAGES = """
    WITH passage AS (
        SELECT stream_id AS matter_id,
               min(happened_on) FILTER (WHERE name = %(opened)s) AS opened_on,
               min(happened_on) FILTER (WHERE name = %(assigned)s) AS assigned_on,
               max(happened_on) FILTER (WHERE name = %(contact)s) AS last_contact_on,
               min(happened_on) FILTER (WHERE name = %(closed)s) AS closed_on,
               max(facts ->> 'case_type') FILTER (WHERE name = %(opened)s) AS case_type
        FROM reporting.thread_entry
        WHERE name IN (%(opened)s, %(assigned)s, %(contact)s, %(closed)s) AND {seen}
          AND position <= %(known)s AND happened_on <= %(last)s
        GROUP BY stream_id
    )
    SELECT matter_id, opened_on, assigned_on, last_contact_on, closed_on FROM passage
    WHERE opened_on IS NOT NULL AND (closed_on IS NULL OR closed_on >= %(first)s)
      AND (%(case_type)s::text IS NULL OR case_type = %(case_type)s)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Flöde: the weeks of a period, the time in each stage, and the queue to come."""

    known_position: int
    weeks: Sequence[Week]
    stages: Mapping[Stage, Spread]
    finishing_within: Spread  # from last contact to closing, closed within four months
    finishing_over: Spread
    coming: Sequence[Coming]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowAsked:
    """Of which matters, and when."""

    kind: str
    case_type: str | None
    first: date
    last: date
    known: int


async def flow(store: Store, sight: Sight, asked: FlowAsked) -> Flow:
    """Return the flow that was asked for, without protected persons."""
    statement = PASSAGES.replace("{seen}", sight.of_person("thread_entry.person_id"))
    parameters = {
        **sight.parameters,
        **KINDS[asked.kind],
        "case_type": asked.case_type,
        "first": asked.first,
        "last": asked.last,
        "known": asked.known,
    }
    passages = [Passage(**row) for row in await store.rows(statement, parameters)]
    return computed(passages, asked)


def computed(passages: Sequence[Passage], asked: FlowAsked) -> Flow:
    """Return what the passages say of the period."""
    first, last = asked.first, asked.last
    past = weeks(passages, first, last)
    over = [each for each in passages if each.is_over_four_months]
    within = [each for each in passages if not each.is_over_four_months]
    return Flow(
        known_position=asked.known,
        weeks=past,
        stages={stage: time_in(passages, stage, first, last) for stage in Stage},
        finishing_within=time_in(within, Stage.FINISHING, first, last),
        finishing_over=time_in(over, Stage.FINISHING, first, last),
        coming=projected(past),
    )
