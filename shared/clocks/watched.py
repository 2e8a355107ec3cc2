"""What of a person's matters belongs on a watch list: clocks with an end, and what is at risk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shared.catalogue import Catalogue
from shared.catalogue.clocks import ClockKind, Responsible, Scope
from shared.catalogue.noting import told_facts
from shared.clocks.answering import Answering, answering
from shared.clocks.axes import Axes
from shared.clocks.explaining import started
from shared.clocks.explanation import Explanation, State
from shared.clocks.happening import Happening
from shared.clocks.history import History
from shared.clocks.risks import AtRisk, at_risk
from shared.clocks.view import View

FAR = date(2999, 12, 31)
"""A day after all that is told: what counts days to the day of asking is asked on that day."""
OPEN = date.max
NOBODY = Answering()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Bevakad: a clock or a risk, with who answers for it. Days are counted when it is read."""

    item_id: str
    rule: str
    is_risk: bool
    kind: ClockKind
    thread_id: UUID
    matter_id: UUID
    person_id: UUID | None
    unit: str | None
    official: str | None
    shown_from: date  # the day it started, or was at risk
    due_on: date  # the nominal end; of a risk the end it threatens, or the day it arose
    overdue_after: date  # the effective end; a risk by itself is never overdue
    closed_on: date = OPEN
    state: State | None = None  # once closed


def watched(
    happenings: Iterable[Happening], catalogue: Catalogue, *, scope: Scope = Scope.MATTER
) -> Iterator[Watched]:
    """Yield what is watched in all that is known of one person, the closed clocks too.

    With ``scope``: of one duty of the authority's own.
    """
    history = History.of(happenings)
    view = View(history, catalogue, Axes(valid_at=FAR), told_facts(catalogue), scope)
    clocks = [each for each in started(view) if _is_ours(each)]
    who = answering(history)
    for clock in clocks:
        yield _clock(clock, who)
    running = [each for each in clocks if _closed_on(each) == OPEN]
    for risk in at_risk(view, running):
        yield _risk(risk, who)


def _is_ours(clock: Explanation) -> bool:
    """Whether the committee has to keep it, it has an end, and something could tell it kept."""
    return (
        clock.rule.responsible is Responsible.COMMITTEE
        and clock.nominal_on is not None
        and clock.state is not State.NOT_OBSERVABLE
    )


def _closed_on(clock: Explanation) -> date:
    closing = clock.stopped_by or clock.absorbed_by
    return closing.day if closing else OPEN


def _clock(clock: Explanation, who: Mapping[UUID, Answering]) -> Watched:
    if clock.matter_id is None or clock.started_by is None or clock.nominal_on is None:
        raise ValueError("only a clock that has started is watched")
    answers = who.get(clock.matter_id, NOBODY)
    closed_on = _closed_on(clock)
    return Watched(
        item_id=clock.clock_id,
        rule=clock.rule.id,
        is_risk=False,
        kind=clock.rule.kind,
        thread_id=clock.thread_id,
        matter_id=clock.matter_id,
        person_id=clock.person_id,
        unit=answers.unit or clock.rule.answered_by,
        official=answers.official,
        shown_from=clock.started_by.day,
        due_on=clock.nominal_on,
        overdue_after=clock.effective_on or clock.nominal_on,
        closed_on=closed_on,
        state=None if closed_on == OPEN else clock.state,
    )


def _risk(risk: AtRisk, who: Mapping[UUID, Answering]) -> Watched:
    happening, clock = risk.since.happening, risk.threatened
    answers = who.get(happening.matter_id, NOBODY)
    return Watched(
        item_id=risk.risk_id,
        rule=risk.rule.id,
        is_risk=True,
        kind=risk.kind,
        thread_id=happening.thread_id,
        matter_id=happening.matter_id,
        person_id=happening.person_id,
        unit=answers.unit,
        official=answers.official,
        shown_from=risk.from_on,
        due_on=(clock.nominal_on if clock else None) or risk.from_on,
        overdue_after=(clock.effective_on if clock else None) or OPEN,
    )


def days_left(due_on: date, on: date) -> int:
    """Return the days from ``on`` to the end; negative once it has passed."""
    return (due_on - on) // timedelta(days=1)
