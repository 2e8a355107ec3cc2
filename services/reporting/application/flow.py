"""The flow of a period as known at a position: read from what is published, then computed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.reporting.application.granted import position
from services.reporting.domain.flow import Passage, Spread, Stage, Week, time_in, weeks
from services.reporting.domain.projection import Coming, projected
from shared.kernel.caller import Sight
from shared.kernel.store import Store

READ_MODEL = "reporting.passages"
PASSAGES = """
    SELECT p.matter_id, p.opened_on,
           CASE WHEN p.assigned_on <= %(last)s THEN p.assigned_on END AS assigned_on,
           CASE WHEN p.last_contact_on <= %(last)s THEN p.last_contact_on END AS last_contact_on,
           CASE WHEN p.closed_on <= %(last)s THEN p.closed_on END AS closed_on
    FROM ({versions}) p
    WHERE (%(case_type)s::text IS NULL OR p.case_type = %(case_type)s) AND {seen}"""
VERSIONS = """
    SELECT * FROM reporting.passage
    WHERE until_position = 9223372036854775807 AND kind = %(kind)s AND from_position <= %(known)s
      AND closed_on >= %(first)s AND opened_on <= %(last)s
    UNION ALL
    SELECT * FROM reporting.passage
    WHERE until_position < 9223372036854775807 AND kind = %(kind)s AND from_position <= %(known)s
      AND until_position > %(known)s AND closed_on >= %(first)s AND opened_on <= %(last)s"""
"""What holds still and what held then: of the whole past only what was open in the period."""


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


async def position_counted(store: Store, asked: int | None) -> int:
    """Return the position asked for, or how far flow has been counted, whichever is first."""
    come = await position(store, READ_MODEL)
    return come if asked is None else min(asked, come)


async def flow(store: Store, sight: Sight, asked: FlowAsked) -> Flow:
    """Return the flow that was asked for, without protected persons."""
    seen = sight.of_person("p.person_id")
    statement = PASSAGES.replace("{versions}", VERSIONS).replace("{seen}", seen)
    parameters = {
        **sight.parameters,
        "kind": asked.kind,
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
