"""Spells: each time that something granted waits to be carried out, and how it stands any day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class SpellKind(StrEnum):
    """Väntetidens slag."""

    DECISION = "decision"  # from the day of the decision
    INTERRUPTION = "interruption"  # from the day of the interruption


class SpellState(StrEnum):
    """Väntetidens läge: on each day exactly one of them."""

    WITHIN = "within-three-months"
    DUE = "due"  # to be reported, and no delivered report has told of it
    REPORTED = "reported"
    POSTPONED = "postponed"  # at the individual's request
    EXECUTED = "executed"  # or resumed
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # ended by a new decision
    LAPSED = "lapsed"  # nothing is left to carry out


UNEXECUTED = frozenset({SpellState.DUE, SpellState.REPORTED})
"""The states of what a quarterly report tells of as not carried out."""

CLOSED = frozenset(
    {SpellState.EXECUTED, SpellState.WITHDRAWN, SpellState.REPLACED, SpellState.LAPSED}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Väntetidens slut."""

    state: SpellState
    day: date
    event_id: UUID
    position: int

    @property
    def moment(self) -> tuple[date, int]:
        """Its place in time: by day, and within a day as the ledger has it."""
        return self.day, self.position


@dataclass(frozen=True, slots=True, kw_only=True)
class Postponement:
    """Senareläggning: asked for on one day, agreed to another."""

    requested_on: date
    agreed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Redovisning: a delivered report that told of the spell."""

    period_code: str
    delivered_on: date
    state: SpellState


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Väntetid: from its start to what closed it."""

    spell_id: UUID  # the event it began with
    kind: SpellKind
    started_on: date
    position: int
    recorded_at: datetime
    due_on: date  # the last day of its three months
    closing: Closing | None = None
    postponements: tuple[Postponement, ...] = ()  # in order of time
    tellings: tuple[Telling, ...] = ()  # in the ledger's order

    @property
    def moment(self) -> tuple[date, int]:
        """When it began: by day, and within a day as the ledger has it."""
        return self.started_on, self.position

    def is_open_at(self, moment: tuple[date, int]) -> bool:
        """Whether it had begun and not closed at ``moment``."""
        return self.moment <= moment and (self.closing is None or moment < self.closing.moment)

    def postponed_on(self, day: date) -> Postponement | None:
        """Return the latest agreement by ``day``, whether its day has come or not."""
        made = [each for each in self.postponements if each.requested_on <= day]
        return made[-1] if made else None

    def state_on(self, day: date) -> SpellState:
        """Return how it stands on ``day``, which is not before it began."""
        if self.closing is not None and self.closing.day <= day:
            return self.closing.state
        agreed = self.postponed_on(day)
        if agreed is not None and day <= agreed.agreed_on:
            return SpellState.POSTPONED
        if day <= self.due_on:
            return SpellState.WITHIN
        is_told = any(each.delivered_on <= day for each in self.tellings_as_unexecuted)
        return SpellState.REPORTED if is_told else SpellState.DUE

    @property
    def tellings_as_unexecuted(self) -> tuple[Telling, ...]:
        """The reports that told of it as not carried out."""
        return tuple(each for each in self.tellings if each.state in UNEXECUTED)

    @property
    def awaits_telling(self) -> bool:
        """Whether the last report that told of it said that it was not carried out."""
        return bool(self.tellings) and self.tellings[-1].state in UNEXECUTED
