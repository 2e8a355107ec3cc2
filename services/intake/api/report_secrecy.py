"""Of a report with protected persons in it: what may be shown of whom, to whom."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from uuid import UUID

from services.intake.application.reading import Report
from services.intake.domain.report.events import PersonDetailsKept
from shared.access.guards import guards
from shared.http.edge import Reading
from shared.kernel.shown import Shown

_KIN = f"""
WITH named AS (SELECT unnest(%(persons)s::uuid[]) AS person_id),
everybody AS (
    SELECT person_id, false AS is_guardian FROM named
    UNION
    SELECT r.other_person_id, true FROM intake.relation r JOIN named USING (person_id)
    WHERE r.relation = 'guardian')
SELECT e.person_id, e.is_guardian,
       EXISTS (SELECT FROM {guards("intake")} g
               WHERE g.is_protected AND g.person_id = e.person_id) AS is_protected
FROM everybody e"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrecy:
    """Who in a report is closed to the reader, and of whom no address is shown to anybody."""

    closed: frozenset[UUID] = frozenset()
    without_address: frozenset[UUID] = frozenset()
    is_guardian_protected: bool = False  # guardians stand in a report without a pseudonym

    def without_closed(self, shown: Shown) -> Shown:
        """Return whom the report shows the reader."""
        return replace(shown, persons=shown.persons - self.closed)

    @property
    def is_text_shut(self) -> bool:
        """Say whether the words of the report could tell of somebody who is closed."""
        return bool(self.closed)


async def secrecy_of(reading: Reading, report: Report) -> Secrecy:
    """Return what protection holds for those in ``report``, before its texts are opened."""
    named = [e.person_id for e in report.events if isinstance(e, PersonDetailsKept)]
    rows = await reading.store.rows(_KIN, {"persons": named})
    protected = [row for row in rows if row["is_protected"]]
    if not protected:
        return Secrecy()
    everybody: Collection[UUID] = {row["person_id"] for row in protected}
    return Secrecy(
        closed=await reading.closed(everybody),
        without_address=frozenset(everybody),
        is_guardian_protected=any(row["is_guardian"] for row in protected),
    )
