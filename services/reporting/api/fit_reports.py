"""A report of unexecuted decisions as it may be shown: masked where somebody is closed."""

from collections.abc import Sequence
from uuid import UUID

from services.reporting.domain.differences import Difference
from services.reporting.domain.masking import masked, masked_differences, persons_in
from services.reporting.domain.unexecuted_report import Content, lines_of
from shared.http.edge import Reading
from shared.kernel.shown import Shown


async def fit(reading: Reading, content: Content) -> tuple[Content, Shown]:
    """Return the report as the reader may see it, and whom it then shows."""
    seen = masked(content, await reading.closed(persons_in(content)))
    return seen, shown_in(seen)


async def fit_differences(
    reading: Reading, found: Sequence[Difference]
) -> tuple[Sequence[Difference], Shown]:
    """Return what differs as the reader may see it, and whom it then shows."""
    persons = frozenset(UUID(each.line["personId"]) for each in found)
    seen = masked_differences(found, await reading.closed(persons))
    return seen, Shown.all_of(_of(each.line) for each in seen)


def shown_in(content: Content) -> Shown:
    """Return whom a report shows."""
    return Shown.all_of(_of(line) for _, line in lines_of(content))


def _of(line: dict[str, str | None]) -> Shown:
    person_id, decision_id = line["personId"], line["decisionId"]
    return Shown.of(
        UUID(person_id) if person_id else None, UUID(decision_id) if decision_id else None
    )
