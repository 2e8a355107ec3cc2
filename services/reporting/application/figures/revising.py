"""Why a figure reads otherwise than it did: what was registered since, that bears on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.reporting.application.figures.columns import MOMENTS
from services.reporting.domain.figures.periods import Period
from shared.catalogue.figures import Counting, Moment
from shared.contracts.names import PUBLISHED
from shared.kernel.corrections import names_another
from shared.kernel.store import Store

CHANGED = """
    WITH changed AS (
        SELECT f.fact_id, f.person_id FROM reporting.figure_fact f
        WHERE f.kind = %(kind)s AND f.from_position <= %(until)s AND {within}
          AND (f.from_position > %(since)s
               OR (f.until_position > %(since)s AND f.until_position <= %(until)s))
    ), counted AS (
        SELECT DISTINCT f.person_id FROM reporting.figure_fact f
        WHERE f.kind = %(kind)s AND f.from_position <= %(until)s AND {within}
          AND f.person_id IS NOT NULL
    ), streams AS (
        SELECT fact_id AS id FROM changed
        UNION
        SELECT p.person_id FROM reporting.figure_person p JOIN counted c USING (person_id)
        WHERE p.from_position > %(since)s AND p.from_position <= %(until)s
    )
    SELECT e.name, e.happened_on <= %(last)s AS is_of_before, count(*) AS events,
           min(e.position) AS first_position, max(e.position) AS last_position
    FROM streams s JOIN reporting.thread_entry e ON e.stream_id = s.id
    WHERE e.position > %(since)s AND e.position <= %(until)s
    GROUP BY 1, 2 ORDER BY 1, 2"""
ACTIVE = "f.began_on <= %(last)s AND (f.ended_on IS NULL OR f.ended_on >= %(first)s)"
_CORRECTIONS = frozenset(name for name, cls in PUBLISHED.items() if names_another(cls))


class Why(StrEnum):
    """Orsak till revidering: what kind of fact changed the figure."""

    CORRECTION = "correction"  # something was put right
    IDENTITY = "identity"  # pseudonyms were found to be one person, or two after all
    LATE = "late"  # it happened in the period or before, and was registered after
    SINCE = "since"  # it happened after the period


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Orsak: so many events of one name, and where in the ledger they stand."""

    why: Why
    name: str
    events: int
    first_position: int
    last_position: int


async def causes(
    store: Store, counting: Counting, period: Period, since: int, until: int
) -> Sequence[Cause]:
    """Return what was registered after ``since`` about what the counting counts in the period."""
    is_active = counting.moment is Moment.ACTIVE
    moment = MOMENTS.get(counting.moment, "")
    within = ACTIVE if is_active else f"{moment} BETWEEN %(first)s AND %(last)s"
    parameters = {
        "kind": counting.of.value,
        "since": since,
        "until": until,
        "first": date(period.first_year, 1, 1),
        "last": period.last_on,
    }
    rows = await store.rows(CHANGED.replace("{within}", within), parameters)
    return [
        Cause(
            why=_why(row["name"], is_of_before=row["is_of_before"]),
            name=row["name"],
            events=row["events"],
            first_position=row["first_position"],
            last_position=row["last_position"],
        )
        for row in rows
    ]


def _why(name: str, *, is_of_before: bool) -> Why:
    if name in _CORRECTIONS:
        return Why.CORRECTION
    if "merge" in name:
        return Why.IDENTITY
    return Why.LATE if is_of_before else Why.SINCE
