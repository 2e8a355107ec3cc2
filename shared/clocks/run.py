"""One clock from its start to what ended it, or to the day asked about."""

from dataclasses import dataclass
from datetime import date, timedelta

from shared.catalogue.clocks import Clock, ClockKind, Repeat
from shared.clocks import ends
from shared.clocks.ends import Ends
from shared.clocks.explanation import Cause, Explanation, State
from shared.clocks.happening import Occurrence
from shared.clocks.legal_bases import bases_between
from shared.clocks.view import View

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A clock that has started; at most one of ``stop`` and ``absorbed`` is there."""

    view: View
    rule: Clock
    start: Occurrence
    stop: Occurrence | None
    absorbed: Occurrence | None
    round: int = 1
    again: Repeat | None = None  # for a repetition, its length

    @property
    def closing(self) -> Occurrence | None:
        """What ended it."""
        return self.stop or self.absorbed

    @property
    def last_on(self) -> date:
        """The last day it is seen running."""
        return self.closing.day if self.closing else self.view.axes.valid_at

    def explained(self) -> Explanation:
        """Return what is said of it."""
        found, happening = self._ends(), self.start.happening
        is_running = self.closing is None and found.nominal is not None
        state = self._state(found.effective)
        is_broken = state is not State.NOT_OBSERVABLE and self._is_past(found.effective)
        left = found.nominal - self.last_on if is_running and found.nominal else None
        return Explanation(
            rule=self.rule,
            catalogue_version=self.view.catalogue.version,
            legal_basis_ids=self._bases(),
            thread_id=happening.thread_id,
            matter_id=happening.matter_id,
            person_id=happening.person_id,
            round=self.round,
            started_by=Cause.of(self.start),
            stopped_by=Cause.of(self.stop) if self.stop else None,
            absorbed_by=Cause.of(self.absorbed) if self.absorbed else None,
            extended_by=found.extended_by,
            paused_by=found.paused_by,
            nominal_on=found.nominal,
            effective_on=found.effective,
            days_left=left.days if left is not None else None,
            state=state,
            breached_on=self._breached_on(found.effective) if is_broken else None,
            waits_for=self._waits_for(),
            due_at=ends.moment_due(self.rule, self.start),
        )

    def _ends(self) -> Ends:
        nominal = ends.from_start(self.rule, self.start, self.again)
        if nominal is None:
            return Ends(None, None)
        pauses = [
            (since, until if until and self._is_before_closing(until) else None)
            for since, until in self.view.pauses(self.start, self.rule.pauses)
            if self._is_before_closing(since)
        ]
        found = ends.stood_still(self.rule, nominal, pauses, self.last_on)
        longer = self.rule.extension.trigger if self.rule.extension else None
        if longer is None:
            return found
        decisions = self.view.after(self.start, (longer,))
        return ends.extended(self.rule, found, filter(self._is_before_closing, decisions))

    def _is_before_closing(self, occurrence: Occurrence) -> bool:
        return self.closing is None or occurrence.moment < self.closing.moment

    def _bases(self) -> tuple[str, ...]:
        rules_as_of = self.view.axes.rules_as_of
        first, last = (rules_as_of, rules_as_of) if rules_as_of else (self.start.day, self.last_on)
        return bases_between(self.view.catalogue, self.rule, first, last)

    def _is_past(self, effective: date | None) -> bool:
        return effective is not None and (self.last_on > effective or self._is_past_the_hour())

    def _is_past_the_hour(self) -> bool:
        """Whether it was stopped on its last day, and after the moment that it ended."""
        due_at = ends.moment_due(self.rule, self.start)
        stopped_at = ends.told_at(self.closing) if self.closing else None
        return due_at is not None and stopped_at is not None and stopped_at > due_at

    def _breached_on(self, effective: date | None) -> date | None:
        """Return the first day that was too late: the last day itself, where it has an hour."""
        if effective is None or ends.moment_due(self.rule, self.start):
            return effective
        return effective + DAY

    def _state(self, effective: date | None) -> State:
        is_hard = self.rule.kind is ClockKind.HARD
        if self.closing is None and self._is_deaf():
            return State.NOT_OBSERVABLE
        if self._is_past(effective) and is_hard:
            return State.LAPSED
        if self.absorbed:
            return State.ABSORBED
        if self.stop:
            return State.MET_LATE if self._is_past(effective) else State.MET
        return State.OVERDUE if self._is_past(effective) else State.RUNNING

    def _is_deaf(self) -> bool:
        """Whether everything that could stop it is a fact that nothing tells."""
        return all(each.fact and each.fact not in self.view.told for each in self.rule.stop)

    def _waits_for(self) -> tuple[str, ...]:
        if self.closing:
            return ()
        named = [each.fact for each in (*self.rule.stop, *self.rule.absorbed_by) if each.fact]
        return tuple(fact for fact in named if fact not in self.view.told)
