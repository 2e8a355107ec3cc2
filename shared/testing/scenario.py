"""Stories about one stream: given what happened, when this is asked, then that follows."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.kernel.decider import Decider
from shared.kernel.refusal import Refusal

State = TypeVar("State")
Command = TypeVar("Command")
Event = TypeVar("Event")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Event]):
    """What came of asking: events, or a refusal."""

    events: tuple[Event, ...] = ()
    refusal: Refusal | None = None

    def then(self, *expected: Event) -> None:
        """Expect exactly these events, in this order."""
        assert self.refusal is None, f"refused by {type(self.refusal).__name__}"
        assert self.events == expected, self.events

    def then_refused(self, rule: type[Refusal]) -> None:
        """Expect that this rule said no."""
        assert isinstance(self.refusal, rule), f"{self.refusal!r}; events: {self.events}"


@dataclass(frozen=True, slots=True)
class Scenario(Generic[State, Command, Event]):
    """A stream under test, told in events and commands only."""

    decider: Decider[State, Command, Event]
    history: tuple[Event, ...] = field(default=())

    def given(self, *history: Event) -> "Scenario[State, Command, Event]":
        """Begin with what has already happened, oldest first."""
        return Scenario(self.decider, history)

    def when(self, command: Command) -> Outcome[Event]:
        """Ask, and keep what came of it."""
        try:
            events = self.decider.decide(self.decider.fold(self.history), command)
        except Refusal as refusal:
            return Outcome(refusal=refusal)
        return Outcome(tuple(events))
