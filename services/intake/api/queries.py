"""What readers ask of intake's read models."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from services.intake.projections.intakes import INTAKES, INTAKES_PROJECTION, IntakeRow, Stage
from shared.contracts.intake import Origin, Sex, Way
from shared.eventstore.merged_persons import same_person
from shared.http.edge import Page
from shared.kernel.caller import Sight
from shared.kernel.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """Somebody told to be a sibling, or with a guardian in common."""

    person_id: UUID
    birth_year: int | None
    sex: Sex
    is_told: bool
    is_sharing_guardian: bool
    is_investigated: bool
    is_on_other_side: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An intake that came before another, about the same person or a sibling."""

    intake_id: UUID
    person_id: UUID
    is_sibling: bool
    origin: Origin
    case_type: str
    reason_codes: Sequence[str]
    received_on: date
    way: Way | None
    concluded_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of open intakes is narrowed to."""

    unit: str | None
    official: str | None
    stage: Stage | None
    case_type: str | None


# Told from either side; a guardian in common makes siblings too, told or not.
_SIBLINGS = f"""
WITH RECURSIVE {same_person("intake", "SELECT CAST(%(person_id)s AS uuid)")},
told AS (
    SELECT other_person_id AS person_id FROM intake.relation
    WHERE person_id IN (SELECT person_id FROM same) AND relation = 'sibling'
    UNION
    SELECT person_id FROM intake.relation
    WHERE other_person_id IN (SELECT person_id FROM same) AND relation = 'sibling'),
sharing AS (
    SELECT DISTINCT theirs.person_id
    FROM intake.relation mine JOIN intake.relation theirs USING (other_person_id)
    WHERE mine.person_id IN (SELECT person_id FROM same)
      AND theirs.person_id NOT IN (SELECT person_id FROM same)
      AND mine.relation = 'guardian' AND theirs.relation = 'guardian'),
sibling AS (
    SELECT person_id FROM told UNION SELECT person_id FROM sharing
    EXCEPT SELECT person_id FROM same)
"""

_OF_PERSON = f"""{_SIBLINGS}
SELECT p.person_id, p.birth_year, p.sex,
       p.person_id IN (SELECT person_id FROM told) AS is_told,
       p.person_id IN (SELECT person_id FROM sharing) AS is_sharing_guardian,
       EXISTS (SELECT FROM intake.open_investigation i WHERE i.person_id = p.person_id)
           AS is_investigated,
       EXISTS (SELECT FROM intake.opposed_pair o
               WHERE o.person_id IN (p.person_id, %(person_id)s)
                 AND o.other_person_id IN (p.person_id, %(person_id)s)) AS is_on_other_side
FROM intake.person p JOIN sibling USING (person_id)
WHERE {{seen}}
ORDER BY p.birth_year, p.person_id
LIMIT %(limit)s OFFSET %(offset)s"""

_EARLIER = f"""{_SIBLINGS}
SELECT i.intake_id, i.person_id,
       i.person_id NOT IN (SELECT person_id FROM same) AS is_sibling, i.origin, i.case_type,
       i.reason_codes, i.received_on, i.way, i.concluded_on
FROM intake.intake i
WHERE i.person_id IN (SELECT person_id FROM sibling UNION SELECT person_id FROM same)
  AND i.intake_id <> %(intake_id)s AND i.received_on <= %(received_on)s AND {{seen}}
ORDER BY i.received_on DESC, i.intake_id
LIMIT %(limit)s OFFSET %(offset)s"""


async def intake(store: Store, intake_id: UUID) -> tuple[IntakeRow, int]:
    """Return an intake as it stands now, read from its own events, and its version.

    Raises:
        NotFound: there is no such intake.
    """
    stream = await store.read(intake_id)
    return INTAKES_PROJECTION.of(stream), stream.version


async def open_intakes(
    store: Store, wanted: Wanted, page: Page, sight: Sight
) -> Sequence[IntakeRow]:
    """Return what is not concluded, oldest first, narrowed by what is wanted."""
    given = {name: value for name, value in asdict(wanted).items() if value is not None}
    chosen = [INTAKES.c[column] == value for column, value in given.items()]
    statement = (
        sa.select(INTAKES)
        .where(INTAKES.c.stage != Stage.CONCLUDED.value, *chosen)
        .where(sight.matters("intake.intake.intake_id"))
        .order_by(INTAKES.c.received_on, INTAKES.c.intake_id)
        .limit(page.fetch)
        .offset(page.offset)
    )
    return [_row(row) for row in await store.rows(statement)]


async def siblings(store: Store, person_id: UUID, page: Page, sight: Sight) -> Sequence[Sibling]:
    """Return those of the person's siblings who may be known of, oldest first."""
    asked = {"person_id": person_id, "limit": page.fetch, "offset": page.offset}
    statement = _OF_PERSON.replace("{seen}", sight.of_person("p.person_id"))
    rows = await store.rows(statement, {**asked, **sight.parameters})
    return [Sibling(**{**row, "sex": Sex(row["sex"])}) for row in rows]


async def earlier(store: Store, row: IntakeRow, page: Page, sight: Sight) -> Sequence[Earlier]:
    """Return what arrived before, about the same person or a sibling, latest first."""
    asked = {
        "person_id": row.person_id,
        "intake_id": row.intake_id,
        "received_on": row.received_on,
        "limit": page.fetch,
        "offset": page.offset,
    }
    statement = _EARLIER.replace("{seen}", sight.of_person("i.person_id"))
    rows = await store.rows(statement, {**asked, **sight.parameters})
    return [
        Earlier(
            **{
                **found,
                "origin": Origin(found["origin"]),
                "way": Way(found["way"]) if found["way"] else None,
            }
        )
        for found in rows
    ]


def _row(row: Mapping[str, Any]) -> IntakeRow:
    return IntakeRow(
        **{
            **row,
            "reason_codes": tuple(row["reason_codes"]),
            "origin": Origin(row["origin"]),
            "stage": Stage(row["stage"]),
        }
    )
