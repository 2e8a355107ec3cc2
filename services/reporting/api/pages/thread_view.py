"""A thread as its page shows it: what has happened, and its clocks on a time line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from services.reporting.api.charts import Chart, Mark, Span, timeline
from services.reporting.api.pages.words import STATES, event_in_swedish
from services.reporting.application.clocks import ThreadClocks
from services.reporting.projections.thread_entries import ThreadEntry
from shared.catalogue import Catalogue
from shared.clocks import Explanation, State
from shared.kernel.clock import civil_date

NONE = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that has happened."""

    position: int
    happened_on: date
    name: str
    recorded_at: datetime
    actor: str
    role: str
    law: str | None

    @property
    def is_late(self) -> bool:
        """Whether it was recorded on a later day than it happened."""
        return civil_date(self.recorded_at) > self.happened_on


def lines_of(entries: Sequence[ThreadEntry], catalogue: Catalogue) -> list[Line]:
    """Return what has happened, in the ledger's order."""
    return [
        Line(
            position=each.position,
            happened_on=each.happened_on,
            name=each.name,
            recorded_at=each.recorded_at,
            actor=each.actor_subject,
            role=each.actor_role,
            law=_cited(catalogue, each.legal_basis_id, each.happened_on),
        )
        for each in entries
    ]


def clocks_chart(
    found: ThreadClocks, entries: Sequence[ThreadEntry], catalogue: Catalogue
) -> Chart | None:
    """Return the clocks that have started on a time line; None if none had."""
    seen = [each.then for each in found.clocks if each.then and each.then.started_by]
    if not seen:
        return None
    spans = [_span(each, catalogue) for each in seen]
    known = [each for each in entries if _is_known(each, found)]
    marks = [Mark(name=event_in_swedish(each.name), day=each.happened_on) for each in known]
    return timeline(
        "clocks",
        "Frister",
        _summary(seen),
        spans=spans,
        marks=marks,
        seen_on=found.axes.valid_at,
        details=("Dagar kvar", "Lagrum"),
    )


def waiting(found: ThreadClocks, catalogue: Catalogue) -> list[tuple[str, str, str | None]]:
    """Return number, name and section of the clocks that may run unseen."""
    unseen = [each.seen for each in found.clocks if each.seen.started_by is None]
    day = found.axes.valid_at
    return [(each.rule.number, each.rule.name, _law(each, catalogue, day)) for each in unseen]


def learned_later(found: ThreadClocks) -> list[tuple[str, str, str]]:
    """Return the clocks that look otherwise now than they did then."""
    told = [
        (_name(each.seen), _state(each.then), _state(each.now))
        for each in found.clocks
        if each.seen.started_by
    ]
    return [each for each in told if each[1] != each[2]]


def _span(seen: Explanation, catalogue: Catalogue) -> Span:
    started, closed = seen.started_by, seen.stopped_by or seen.absorbed_by
    if started is None:
        raise ValueError("a clock that has not started")
    left = NONE if seen.days_left is None else str(seen.days_left)
    return Span(
        name=_name(seen),
        state=STATES[seen.state],
        started_on=started.day,
        due_on=seen.effective_on,
        stopped_on=closed.day if closed else None,
        is_followed=seen.state is not State.NOT_OBSERVABLE,
        details=(left, _law(seen, catalogue, started.day) or NONE),
    )


def _summary(seen: Sequence[Explanation]) -> str:
    """Return in words what the time line shows."""
    late = sum(each.breached_on is not None for each in seen)
    running = [each for each in seen if each.state is State.RUNNING and each.effective_on]
    said = f"{late} av {len(seen)} har passerats." if late else "Ingen har passerats."
    if running:
        nearest = min(running, key=lambda each: each.effective_on or date.max)
        said += f" Närmast: {nearest.rule.name}, sista dag {nearest.effective_on}."
    return f"Klockorna i tråden, från start till slut. {said}"


def _name(seen: Explanation) -> str:
    again = f", gång {seen.round}" if seen.round > 1 else ""
    return f"{seen.rule.number} {seen.rule.name}{again}"


def _state(seen: Explanation | None) -> str:
    if seen is None:
        return "inte känd"
    end = f", sista dag {seen.effective_on}" if seen.effective_on else ""
    return f"{STATES[seen.state]}{end}"


def _is_known(entry: ThreadEntry, found: ThreadClocks) -> bool:
    axes = found.axes
    by_then = axes.known_at is None or entry.recorded_at <= axes.known_at
    return by_then and entry.happened_on <= axes.valid_at


def _law(seen: Explanation, catalogue: Catalogue, on: date) -> str | None:
    return _cited(catalogue, seen.legal_basis_ids[-1], on) if seen.legal_basis_ids else None


def _cited(catalogue: Catalogue, legal_basis_id: str | None, on: date) -> str | None:
    """Return the section as a decision writes it."""
    if legal_basis_id is None:
        return None
    wordings = catalogue.tables.legal_bases[legal_basis_id]
    held = next((each for each in wordings if each.is_in_force(on)), wordings[-1])
    return catalogue.citation(legal_basis_id, held.valid_from)
