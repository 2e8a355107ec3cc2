"""Which published figures a correction makes otherwise than they were published.

A publication is never rewritten: it is revised by a new one. A figure may be counted otherwise
when something of the kind that it counts differs, and that matter reaches into its period.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from shared.catalogue import Catalogue
from shared.contracts.intake import IntakeOpened, PersonRegistered
from shared.contracts.interventions import InterventionOpened
from shared.contracts.investigation import DecisionMade, InvestigationOpened
from shared.contracts.names import HAPPENED_ON
from shared.corrections.delivered import differing_events
from shared.corrections.impact import Change, Corrected, Dependant, Impact, Kind
from shared.kernel.store import Transaction

_PUBLISHED = """
    SELECT convert_from(data, 'UTF8')::jsonb AS told FROM store.readable
    WHERE name = 'reporting.figure-published.v1' ORDER BY position"""
_KINDS: Mapping[type, frozenset[str]] = {
    IntakeOpened: frozenset({"intake", "application"}),
    InvestigationOpened: frozenset({"investigation"}),
    DecisionMade: frozenset({"decision"}),
    InterventionOpened: frozenset({"intervention"}),
}
_EVERY_KIND = frozenset[str]().union(*_KINDS.values())


def published_figures(catalogue: Catalogue) -> Dependant:
    """Return the dependant: each published figure that may be counted otherwise now."""

    async def ask(tx: Transaction, corrected: Corrected) -> Sequence[Impact]:
        differs = dict(differing_events(corrected))
        if not differs:
            return []
        rows = await tx.rows(_PUBLISHED)
        return [
            each for row in rows for each in counted_otherwise(row["told"], corrected, catalogue)
        ]

    return ask


def counted_otherwise(
    told: Mapping[str, Any], corrected: Corrected, catalogue: Catalogue
) -> Iterator[Impact]:
    """Yield what of a publication the correction bears on: one impact for each matter."""
    first, last = days_of(told["period_code"])
    title, counted = _counted(told["figure_code"], catalogue)
    kinds, days, changes = _matters(corrected)
    for matter_id, changed in changes.items():
        about = kinds.get(matter_id, frozenset())
        reached = days[matter_id] if about is not _EVERY_KIND else set().union(*days.values())
        if about & counted and any(first <= day <= last for day in reached):
            yield Impact(
                kind=Kind.FIGURE,
                id=str(told["publication_id"]),
                name=f"{title} {told['period_code']}",
                matter_id=matter_id,
                changes=changed,
            )


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period: ``2025``, ``2025-03`` or ``2018-2023``."""
    year, _, rest = period.partition("-")
    if len(rest) == 2:
        first = date(int(year), int(rest), 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return date(int(year), 1, 1), date(int(rest or year), 12, 31)


def _counted(figure_code: str, catalogue: Catalogue) -> tuple[str, frozenset[str]]:
    """Return a figure's title, and the kinds that it counts: every one where it does not say."""
    wordings = catalogue.tables.figures.get(figure_code, ())
    if not wordings:
        return figure_code, _EVERY_KIND
    countings = catalogue.tables.countings.get(wordings[-1].counting or "", ())
    counted = frozenset({str(each.of) for each in countings})
    return wordings[-1].title, counted or _EVERY_KIND


def _matters(
    corrected: Corrected,
) -> tuple[
    Mapping[UUID, frozenset[str]], Mapping[UUID, set[date]], Mapping[UUID, tuple[Change, ...]]
]:
    """Return of each matter its kind, every day in it, and what of it differs."""
    differs = dict(differing_events(corrected))
    kinds: dict[UUID, frozenset[str]] = {}
    days: dict[UUID, set[date]] = defaultdict(set)
    changes: dict[UUID, tuple[Change, ...]] = defaultdict(tuple)
    for each in (*corrected.before, *corrected.after):
        kind = type(each.event)
        if kind is PersonRegistered:
            kinds[each.stream_id] = _EVERY_KIND
        elif kind in _KINDS:
            kinds[each.stream_id] = _KINDS[kind]
        if kind in HAPPENED_ON:
            days[each.stream_id].add(getattr(each.event, HAPPENED_ON[kind]))
    for each in corrected.before:
        if each.event_id in differs and type(each.event) in HAPPENED_ON:
            changes[each.stream_id] += differs[each.event_id]
    return kinds, days, changes
