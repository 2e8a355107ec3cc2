"""Where simulated officials ask the real rules, and what comes of it is laid out to be stored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeAlias
from uuid import UUID

from deploy.simulation.chance import Chance
from services.intake.application import storage as intake
from services.interventions.application import storage as interventions
from services.investigation.application import storage as investigation
from shared.eventstore.codec import Codec
from shared.kernel.clock import CIVIL_ZONE
from shared.kernel.context import Actor, Context, Recorded
from shared.kernel.corrections import corrected
from shared.kernel.decider import Decider

CODECS: Mapping[str, Codec] = {
    "intake": intake.CODEC,
    "investigation": investigation.CODEC,
    "interventions": interventions.CODEC,
}
"""Each service that simulated officials call, in the order that its events of a day are stored."""

_NAMES: Mapping[type, tuple[str, str]] = {
    cls: (service, name)
    for service, own in (
        ("intake", intake.OWN),
        ("investigation", investigation.OWN),
        ("interventions", interventions.OWN),
    )
    for name, cls in own.items()
}
_FIRST_AT = {"intake": time(8), "investigation": time(11), "interventions": time(14)}
_STEP = timedelta(milliseconds=100)

Happened: TypeAlias = Sequence[Recorded[Any]]
Make: TypeAlias = Callable[[Happened], Sequence[object]]


@dataclass(slots=True, kw_only=True)
class _Line:
    """A stream, as far as it has come."""

    decider: Decider[Any, Any, Any]
    context: Context
    state: Any
    recorded: list[Recorded[Any]] = field(default_factory=list)


class Desk:
    """Every stream that somebody may still write in, and what was written today."""

    def __init__(self, chance: Chance, today: date) -> None:
        self.today = today
        self._chance = chance
        self._lines: dict[UUID, _Line] = {}
        self._written: dict[str, list[Recorded[Any]]] = {name: [] for name in CODECS}

    def new_id(self) -> UUID:
        """Return an id made today."""
        return self._chance.id_at(datetime.combine(self.today, time(7), CIVIL_ZONE))

    def begin(
        self,
        decider: Decider[Any, Any, Any],
        stream_id: UUID,
        command: object,
        context: Context,
    ) -> Happened:
        """Ask for a stream to begin.

        Raises:
            Refusal: a rule says no: the simulation asked for what cannot be.
        """
        if stream_id not in self._lines:
            state = decider.initial
            self._lines[stream_id] = _Line(decider=decider, context=context, state=state)
        return self._decided(stream_id, command, context)

    def ask(
        self, stream_id: UUID, command: object, actor: Actor, because: UUID | None = None
    ) -> Happened:
        """Ask a stream that has begun.

        Raises:
            Refusal: a rule says no: the simulation asked for what cannot be.
        """
        line = self._lines[stream_id]
        context = replace(line.context, actor=actor, causation_id=because or self.new_id())
        return self._decided(stream_id, command, context)

    def put(self, stream_id: UUID, make: Make, actor: Actor) -> Happened:
        """Append what ``make`` makes of what the stream holds, such as a correction."""
        line = self._lines[stream_id]
        context = replace(line.context, actor=actor, causation_id=self.new_id())
        happened = self._write(stream_id, make(line.recorded), context)
        line.state = line.decider.fold(each.event for each in corrected(line.recorded))
        return happened

    def event_id_of(self, stream_id: UUID, kind: type) -> UUID:
        """Return the id of the last event of a class in the stream."""
        found = reversed(self._lines[stream_id].recorded)
        known: UUID = next(each.event_id for each in found if isinstance(each.event, kind))
        return known

    def context_of(self, stream_id: UUID) -> Context:
        """Return the circumstances that a stream began in."""
        return self._lines[stream_id].context

    def let_go(self, *stream_ids: UUID) -> None:
        """Forget streams that nobody will write in any more."""
        for stream_id in stream_ids:
            self._lines.pop(stream_id, None)

    def clear(self) -> Mapping[str, Sequence[Recorded[Any]]]:
        """Return what was written since the last time, by service, and begin anew."""
        written = self._written
        self._written = {name: [] for name in CODECS}
        return written

    def _decided(self, stream_id: UUID, command: object, context: Context) -> Happened:
        line = self._lines[stream_id]
        events = line.decider.decide(line.state, command)
        for event in events:
            line.state = line.decider.evolve(line.state, event)
        return self._write(stream_id, events, context)

    def _write(self, stream_id: UUID, events: Sequence[object], context: Context) -> Happened:
        line = self._lines[stream_id]
        if not events:
            return []
        service, _ = _NAMES[type(events[0])]
        at = self._next_moment(service)
        happened = [
            Recorded(
                event=event,
                event_id=self._chance.id_at(at),
                stream_id=stream_id,
                version=version,
                name=_NAMES[type(event)][1],
                context=context,
                recorded_at=at,
            )
            for version, event in enumerate(events, len(line.recorded) + 1)
        ]
        line.recorded += happened
        self._written[service] += happened
        return happened

    def _next_moment(self, service: str) -> datetime:
        written = self._written[service]
        if written:
            return written[-1].recorded_at + _STEP
        first = datetime.combine(self.today, _FIRST_AT[service], CIVIL_ZONE)
        return first.astimezone(UTC)
