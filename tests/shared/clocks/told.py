"""What is told of one child, and the clocks it makes."""

from dataclasses import fields
from datetime import UTC, date, datetime, time
from enum import Enum
from uuid import UUID

from shared.catalogue import catalogue
from shared.clocks import Axes, Explanation, Happening, explain
from shared.clocks.explanation import Cause
from shared.contracts.names import HAPPENED_ON, PUBLISHED

NAMES = {cls: name for name, cls in PUBLISHED.items()}
CHILD, THREAD, REPORT = UUID(int=1), UUID(int=2), UUID(int=3)
INTAKE, INVESTIGATION, DECISION, INTERVENTION = (UUID(int=n) for n in range(4, 8))


def day(text: str) -> date:
    return date.fromisoformat(text)


def by(cause: Cause | None) -> UUID | None:
    """Return the event that ``cause`` is."""
    return cause.event_id if cause else None


def plain(value: object) -> object:
    match value:
        case Enum():
            return value.value
        case UUID() | date():
            return str(value)
        case tuple():
            return [plain(item) for item in value]
        case _:
            return value


class Told:
    """What is known of one child, in the order it was recorded."""

    def __init__(self) -> None:
        self.happenings: list[Happening] = []

    def tell(self, event: object, matter: UUID, *, known: str | None = None) -> UUID:
        """Record a published event; at noon of its day unless ``known`` says when."""
        told = {each.name: plain(getattr(event, each.name)) for each in fields(event)}  # type: ignore[arg-type]  # events are dataclasses
        on = getattr(event, HAPPENED_ON[type(event)])
        return self.note(NAMES[type(event)], on, matter, known=known, told=told)

    def note(
        self,
        name: str,
        on: date,
        matter: UUID = INTAKE,
        *,
        known: str | None = None,
        told: dict[str, object] | None = None,
    ) -> UUID:
        """Record something by its name: an event, or a fact that nothing tells yet."""
        position = len(self.happenings) + 1
        at = datetime.fromisoformat(known) if known else datetime.combine(on, time(12), UTC)
        self.happenings.append(
            Happening(
                event_id=UUID(int=1000 + position),
                position=position,
                name=name,
                happened_on=on,
                recorded_at=at,
                thread_id=THREAD,
                matter_id=matter,
                person_id=CHILD,
                fields=told or {},
            )
        )
        return UUID(int=1000 + position)

    def clocks(
        self,
        number: str,
        on: str,
        *,
        known: str | None = None,
        rules: str | None = None,
        told: frozenset[str] | None = frozenset(),
    ) -> list[Explanation]:
        """Return the clocks of one number, seen from ``on``; ``told`` None: all that can be."""
        axes = Axes(
            valid_at=day(on),
            known_at=datetime.fromisoformat(known) if known else None,
            rules_as_of=day(rules) if rules else None,
        )
        every = explain(self.happenings, catalogue(), axes, told=told)
        return [each for each in every if each.rule.number == number]

    def clock(
        self, number: str, on: str, *, known: str | None = None, rules: str | None = None
    ) -> Explanation:
        """Return the only clock of that number that has started."""
        every = self.clocks(number, on, known=known, rules=rules)
        (only,) = (each for each in every if each.started_by)
        return only
