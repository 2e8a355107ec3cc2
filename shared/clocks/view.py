"""What is seen of clocks from one moment: what starts, stops and moves them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shared.catalogue import Catalogue
from shared.catalogue.clocks import Clock, Pause, Scope, Trigger
from shared.clocks.axes import Axes
from shared.clocks.happening import Happening, Occurrence, occurrence
from shared.clocks.history import History


@dataclass(frozen=True, slots=True)
class View:
    """What is known, seen from one moment."""

    history: History
    catalogue: Catalogue
    axes: Axes
    told: frozenset[str]  # the facts that something tells
    scope: Scope = Scope.MATTER

    def starts(self, wordings: Sequence[Clock]) -> Iterator[tuple[Clock, Occurrence]]:
        """Yield what started each clock of a rule, with the wording that it runs by."""
        for rule in wordings:
            if rule.scope is self.scope:
                for start in self.history.occurrences(rule.start, self.axes.valid_at):
                    day = self.axes.rules_day(start.day)
                    if rule.is_in_force(day) and self._runs(rule, start):
                        yield rule, start

    def _runs(self, rule: Clock, start: Occurrence) -> bool:
        """Whether it is a case type of the rule's, and what the rule requires had happened.

        A fact is told only where its clocks run, so it is asked for no case type.
        """
        if start.happening.what not in {each.fact for each in rule.start}:
            types = self.history.case_types(start.happening)
            if "all" not in rule.case_types and types.isdisjoint(rule.case_types):
                return False
        required = self.history.occurrences(rule.requires, start.day)
        return not rule.requires or any(
            each.moment < start.moment and self._are_kin(each.happening, start.happening)
            for each in required
        )

    def _are_kin(self, one: Happening, other: Happening) -> bool:
        return self.history.is_within(one, other.matter_id) or self.history.is_within(
            other, one.matter_id
        )

    def wording(self, rule_id: str, started_on: date) -> Clock | None:
        """Return the wording that a clock started on ``started_on`` runs by, if there is one."""
        day = self.axes.rules_day(started_on)
        wordings = self.catalogue.tables.clocks[rule_id]
        return next((each for each in wordings if each.is_in_force(day)), None)

    def after(self, start: Occurrence, triggers: Iterable[Trigger]) -> Iterator[Occurrence]:
        """Yield what ``triggers`` see after ``start``, in its matter and those that came of it."""
        for each in self.history.occurrences(triggers, self.axes.valid_at):
            is_within = self.history.is_within(each.happening, start.happening.matter_id)
            if each.moment > start.moment and is_within:
                yield each

    def own_stop(self, start: Occurrence, rule: Clock) -> Occurrence | None:
        """Return how the event that started the clock also stopped it, if it did."""
        seen = (occurrence(trigger, start.happening) for trigger in rule.stop)
        until = self.axes.valid_at
        return next((each for each in seen if each and start.day <= each.day <= until), None)

    def absorbed(self, start: Occurrence, rule: Clock) -> Occurrence | None:
        """Return the first that absorbs the clock: in its matter, or by opening another."""
        for each in self.history.occurrences(rule.absorbed_by, self.axes.valid_at):
            happening, began = each.happening, start.happening
            is_here = self._are_kin(happening, began)
            if each.moment > start.moment and (
                is_here or self.history.opens_another(happening, began)
            ):
                return each
        return None

    def pauses(
        self, start: Occurrence, pauses: Iterable[Pause]
    ) -> list[tuple[Occurrence, Occurrence | None]]:
        """Return each standstill after ``start`` with what ended it, in order of time."""
        found = [
            (since, next(self.after(since, (pause.until,)), None))
            for pause in pauses
            for since in self.after(start, (pause.since,))
        ]
        return sorted(found, key=lambda each: each[0].moment)
