"""Correcting within somebody else's transaction: rules, approval by the catalogue, impact."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from shared.catalogue import Catalogue
from shared.catalogue.ruling import reaches
from shared.contracts.names import PUBLISHED
from shared.corrections import rules
from shared.corrections.impact import Corrected, Dependant, Impact
from shared.corrections.knowing import concerned, known_of
from shared.corrections.refusals import ApproverNotEntitled, NothingToApprove
from shared.corrections.rulebook import Circumstances, Rulebook
from shared.kernel.context import Actor, Recorded
from shared.kernel.corrections import mark_of, pending
from shared.kernel.refusal import NotFound, StreamMoved
from shared.kernel.store import Appended, Stream, Transaction

KIND_OF = {cls: name.removesuffix(".v1").replace(".", "-") for name, cls in PUBLISHED.items()}
"""What the catalogue calls each kind of correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, by which request, when, and having seen which version."""

    actor: Actor
    causation_id: UUID
    expected: int | None
    today: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """What is wrong with which event, and why."""

    event_id: UUID
    reason_code: str
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a correction led to; with ``is_waiting`` the impact is what it will change."""

    appended: Appended
    is_waiting: bool
    impact: tuple[Impact, ...]


Elsewhere: TypeAlias = Callable[
    [Transaction, Stream[Any], Recorded[Any], Asked], Awaitable[Appended | None]
]
"""What a service puts right elsewhere when a correction has effect; in the stream itself too."""
Lawful: TypeAlias = Callable[[Transaction, Stream[Any], Any, Mapping[str, Any]], Awaitable[None]]
"""Refuses facts for an event of the stream: codes unknown to the catalogue, persons unknown."""


async def _nowhere(
    _tx: Transaction, _stream: Stream[Any], _correction: Recorded[Any], _asked: Asked
) -> None:
    return None


class Corrections:
    """Corrects facts of one kind of stream."""

    def __init__(
        self,
        book: Rulebook,
        catalogue: Catalogue,
        *,
        lawful: Lawful,
        dependants: Sequence[Dependant] = (),
        elsewhere: Elsewhere = _nowhere,
    ) -> None:
        self.book = book
        self._catalogue = catalogue
        self._lawful = lawful
        self._dependants = dependants
        self._elsewhere = elsewhere

    async def correct(
        self,
        tx: Transaction,
        stream_id: UUID,
        wrong: Wrong,
        facts: Mapping[str, object],
        asked: Asked,
    ) -> Done:
        """Put facts of one event right.

        Raises:
            NotFound: there is no such matter.
            Refusal: a rule or the catalogue refused; nothing was appended.
            StreamMoved: the matter is not at the version the caller has seen.
        """
        stream = await _read(tx, stream_id, asked)
        fact = rules.stands(stream.recorded, wrong.event_id)
        kind = self.book.kind_for(fact.event, facts)
        await self._lawful(tx, stream, fact.event, facts)
        how = self._how(kind, wrong, asked)
        new = rules.correct(self.book, stream.recorded, wrong.event_id, facts, how)
        return await self._append(tx, stream, new, asked)

    async def annul(self, tx: Transaction, stream_id: UUID, wrong: Wrong, asked: Asked) -> Done:
        """Say that an event never happened here, or that a correction has no effect."""
        stream = await _read(tx, stream_id, asked)
        how = self._how(self.book.annulled, wrong, asked)
        if wrong.event_id in {each.event_id for each in pending(stream.recorded)}:
            how = replace(how, is_approval_needed=False)
        new = rules.annul(self.book, stream.recorded, wrong.event_id, how)
        return await self._append(tx, stream, new, asked)

    async def approve(
        self, tx: Transaction, stream_id: UUID, correction_id: UUID, asked: Asked
    ) -> Done:
        """Let a correction that waits have effect.

        Raises:
            ApproverNotEntitled: the catalogue asks for a higher role.
        """
        stream = await _read(tx, stream_id, asked)
        waits = next((e for e in pending(stream.recorded) if e.event_id == correction_id), None)
        if waits is None:
            raise NothingToApprove
        rule = self._catalogue.correction(KIND_OF[type(waits.event)], asked.today)
        if not reaches(asked.actor.role, rule.lowest_approver):
            raise ApproverNotEntitled
        new = rules.approve(
            self.book, stream.recorded, correction_id, asked.actor.subject, asked.today
        )
        return await self._append(tx, stream, new, asked, effective=waits)

    async def dispute(
        self, tx: Transaction, stream_id: UUID, event_id: UUID, view: str, asked: Asked
    ) -> Appended:
        """Note that the individual holds a fact to be wrong (SoL 14:6)."""
        stream = await _read(tx, stream_id, asked)
        new = rules.dispute(self.book, stream.recorded, event_id, view, asked.today)
        context = replace(stream.context, actor=asked.actor, causation_id=asked.causation_id)
        return await tx.append(stream.stream_id, new, context, after=stream.version)

    def _how(self, kind: type, wrong: Wrong, asked: Asked) -> Circumstances:
        self._catalogue.reason("correction", wrong.reason_code, asked.today)
        rule = self._catalogue.correction(KIND_OF[kind], asked.today)
        return Circumstances(
            reason_code=wrong.reason_code,
            explanation=wrong.explanation,
            is_approval_needed=rule.is_approval_needed,
            today=asked.today,
        )

    async def _append(
        self,
        tx: Transaction,
        stream: Stream[Any],
        new: Sequence[object],
        asked: Asked,
        effective: Recorded[Any] | None = None,
    ) -> Done:
        context = replace(stream.context, actor=asked.actor, causation_id=asked.causation_id)
        about = concerned(stream.context, [*new, *([effective.event] if effective else [])])
        before = await known_of(tx, about)
        appended = await tx.append(stream.stream_id, new, context, after=stream.version)
        stream = await tx.read(stream.stream_id)
        last = stream.recorded[-1]
        is_waiting = last.event_id in {each.event_id for each in pending(stream.recorded)}
        if not is_waiting:
            appended = await self._follow_up(tx, stream, effective or last, asked) or appended
        after = await known_of(tx, about)
        told = Corrected.of(stream.stream_id, before, after, asked.today)
        impact = [each for ask in self._dependants for each in await ask(tx, told)]
        return Done(appended=appended, is_waiting=is_waiting, impact=tuple(impact))

    async def _follow_up(
        self, tx: Transaction, stream: Stream[Any], correction: Recorded[Any], asked: Asked
    ) -> Appended | None:
        """Put the same fact right wherever else it stands."""
        appended = await self._elsewhere(tx, stream, correction, asked)
        mark = mark_of(correction.event)
        if appended or mark is None or mark.corrects is None:
            return appended
        how = Circumstances(
            reason_code=correction.event.correction_reason_code,
            explanation="",
            is_approval_needed=False,
            today=asked.today,
        )
        same = rules.echoes(self.book, stream.recorded, correction.event, how)
        if not same:
            return None
        context = replace(stream.context, actor=asked.actor, causation_id=correction.event_id)
        return await tx.append(stream.stream_id, same, context, after=stream.version)


async def _read(tx: Transaction, stream_id: UUID, asked: Asked) -> Stream[Any]:
    stream = await tx.read(stream_id)
    if not stream.version:
        raise NotFound
    if asked.expected not in (None, stream.version):
        raise StreamMoved(stream_id, stream.version)
    return stream
