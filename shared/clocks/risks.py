"""What is at risk: a matter where nothing has happened for too long."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from shared.catalogue.clocks import ClockKind
from shared.catalogue.watching import Risk
from shared.clocks.explanation import Explanation
from shared.clocks.happening import Occurrence
from shared.clocks.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRisk:
    """I riskzonen: from a day on, until something happens in the matter."""

    rule: Risk
    kind: ClockKind  # of the clock that is threatened, where one is
    since: Occurrence  # what it counts from
    from_on: date
    threatened: Explanation | None

    @property
    def risk_id(self) -> str:
        """The same for as long as nothing has happened in the matter."""
        return f"{self.rule.id}:{self.since.happening.event_id}"


def at_risk(view: View, running: Sequence[Explanation]) -> Iterator[AtRisk]:
    """Yield what is, or will be, at risk; ``running`` are the clocks that nothing has ended."""
    for wordings in view.catalogue.tables.risks.values():
        for rule in wordings:
            for since in _last_in_each(view, rule):
                if rule.is_in_force(since.day) and not _is_ended(view, rule, since):
                    yield from _risks(rule, since, running)


def _last_in_each(view: View, rule: Risk) -> Iterator[Occurrence]:
    last: dict[UUID, Occurrence] = {}
    for each in view.history.occurrences(rule.since, view.axes.valid_at):
        last[each.happening.matter_id] = each
    yield from last.values()


def _is_ended(view: View, rule: Risk, since: Occurrence) -> bool:
    """Whether it ended; something before the last sign of life ended it as well."""
    return any(
        view.history.is_within(each.happening, since.happening.matter_id)
        for each in view.history.occurrences(rule.ended_by, view.axes.valid_at)
    )


def _risks(rule: Risk, since: Occurrence, running: Sequence[Explanation]) -> Iterator[AtRisk]:
    from_on = since.day + timedelta(days=rule.days)
    if not rule.clocks:
        yield AtRisk(rule=rule, kind=rule.kind, since=since, from_on=from_on, threatened=None)
        return
    for clock in running:
        is_here = clock.matter_id == since.happening.matter_id
        if is_here and clock.rule.id in rule.clocks and clock.nominal_on is not None:
            near = clock.nominal_on - timedelta(days=rule.days_left_at_most or 0)
            yield AtRisk(
                rule=rule,
                kind=clock.rule.kind,
                since=since,
                from_on=max(from_on, near),
                threatened=clock,
            )
