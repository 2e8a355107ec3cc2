"""The access log as it is read: by the person who was looked at, and by those who review it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from services.reporting.application.moments import end_of_day
from shared.kernel.clock import CIVIL_ZONE
from shared.kernel.shown import Shown
from shared.kernel.store import Store

_OF_PERSON = """
    SELECT at, service, actor_role AS role, actor_client AS client,
           CASE WHEN actor_client = 'official' THEN actor_unit END AS unit,
           method, route, purpose, outcome
    FROM access.look WHERE person_ids @> ARRAY[%(person_id)s::uuid]
    ORDER BY at DESC, seq DESC LIMIT %(limit)s OFFSET %(offset)s"""
_OF_OFFICIALS = """
    SELECT l.seq AS look, l.at, l.service, l.actor_subject AS subject, l.actor_role AS role,
           l.actor_unit AS unit, l.method, l.route, l.purpose, l.outcome, l.person_ids, l.hit_ids,
           row_number() OVER (
               ORDER BY sha256(convert_to(%(seed)s || ':' || l.seq, 'UTF8'))) <= %(sample)s
               AS is_sampled,
           EXISTS (
               SELECT FROM unnest(l.person_ids) AS p (person_id)
               WHERE NOT EXISTS (
                   SELECT FROM reporting.thread_entry e
                   WHERE e.person_id = p.person_id AND (
                       e.actor_subject = l.actor_subject
                       OR e.facts ->> 'official' = l.actor_subject
                       OR e.facts ->> 'unit' = l.actor_unit))) AS is_unrelated
    FROM access.look l
    WHERE l.at >= %(since)s AND l.at < %(until)s AND l.actor_client = 'official'
      AND l.person_ids <> '{}'
    ORDER BY l.seq"""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAtPerson:
    """One look at a person, as that person may know it: who by role and unit, never by name.

    What was looked at beside the person is left out, for it could tell who reported (OSL 26:5).
    """

    at: datetime
    service: str
    role: str
    client: str
    unit: str | None
    method: str
    route: str
    purpose: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedLook:
    """One look by an official, as whoever reviews it sees it."""

    look: int
    at: datetime
    service: str
    subject: str
    role: str
    unit: str | None
    method: str
    route: str
    purpose: str
    outcome: str
    person_ids: Sequence[UUID]
    hit_ids: Sequence[UUID]
    is_sampled: bool
    is_unrelated: bool

    @property
    def shown(self) -> Shown:
        """Whom it shows to the reviewer."""
        return Shown(persons=frozenset(self.person_ids), hits=frozenset(self.hit_ids))


async def looks_at(
    store: Store, person_id: UUID, *, limit: int, offset: int
) -> Sequence[LookAtPerson]:
    """Return the looks at a person, the latest first."""
    asked = {"person_id": person_id, "limit": limit, "offset": offset}
    return [LookAtPerson(**row) for row in await store.rows(_OF_PERSON, asked)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A period, both days included, and the sample of it: the same seed draws the same again."""

    from_on: date
    until_on: date
    seed: str
    sample: int


async def looks_in(store: Store, draw: Draw) -> Sequence[LoggedLook]:
    """Return the officials' looks at persons in the period, and which of them the sample has."""
    asked = {
        "since": datetime.combine(draw.from_on, time(), CIVIL_ZONE),
        "until": end_of_day(draw.until_on),
        "seed": draw.seed,
        "sample": draw.sample,
    }
    return [LoggedLook(**row) for row in await store.rows(_OF_OFFICIALS, asked)]
