"""Administrative matters: what the catalogue knows of them, before the rules are asked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args
from uuid import UUID

from services.intake.application.asking import Asking
from services.intake.application.duty_law import ground_of, limit_of, period_of
from services.intake.domain.administration.commands import (
    AdministrationCommand,
    AnnulAdministrativeFact,
    AssignAdministrativeMatter,
    ExtendAdministrativeTime,
    NoteAdministrativeFact,
    OpenAdministrativeMatter,
)
from services.intake.domain.administration.lawful import FactWanted
from services.intake.domain.administration.refusals import FactNotForKind, NoSuchMatter
from services.intake.domain.administration.rules import ADMINISTRATION
from services.intake.domain.administration.state import Matter
from shared.catalogue import Catalogue
from shared.catalogue.administration import AdministrativeKind
from shared.catalogue.noting import administrative_kind, extendable, facts_before
from shared.contracts.intake_administration import Administration, AdministrativeFactNoted
from shared.kernel.context import Context
from shared.kernel.handling import begin, proceed
from shared.kernel.store import Appended, Store, Stream, Transaction

TOLD = get_args(Administration)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotedFact:
    """A fact that somebody wants noted."""

    fact_code: str
    happened_on: date
    happened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterWanted:
    """A matter that somebody wants opened."""

    kind_code: str
    fact: NotedFact
    period_code: str | None
    unit: str | None
    official: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreTime:
    """A decision on a later end."""

    until_on: date
    decided_on: date
    ground_code: str


class Duties:
    """The authority's own duties, by the catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    async def open_(
        self, tx: Transaction, asking: Asking, matter_id: UUID, wanted: MatterWanted
    ) -> Appended:
        """Open a matter with the fact that begins it.

        Raises:
            Refusal: the catalogue or a rule refused; nothing was appended.
        """
        kind = self._kind(wanted.kind_code, wanted.fact.happened_on)
        if wanted.fact.fact_code not in kind.opens:
            raise FactNotForKind
        period = period_of(kind, wanted.period_code)
        command = OpenAdministrativeMatter(
            administrative_matter_id=matter_id,
            kind_code=kind.id,
            unit=wanted.unit,
            official=wanted.official,
            fact=self._fact(kind, wanted.fact),
            period_code=period.code if period else None,
            period_last_on=period.last_on if period else None,
            catalogue_version=self._catalogue.version,
            today=asking.on,
        )
        context = Context(actor=asking.actor, thread_id=matter_id, causation_id=asking.request_id)
        return await begin(tx, ADMINISTRATION, matter_id, command, context)

    async def note(
        self, tx: Transaction, asking: Asking, matter_id: UUID, wanted: NotedFact
    ) -> Appended:
        """Note what happened next in the matter.

        Raises:
            NoSuchMatter: there is none with that id.
            Refusal: the catalogue or a rule refused; nothing was appended.
        """
        stream, matter = await opened_matter(tx, matter_id)
        kind = self._kind(matter.opened.kind_code, wanted.happened_on)
        if wanted.fact_code not in (*kind.opens, *kind.facts):
            raise FactNotForKind
        command = NoteAdministrativeFact(
            fact=self._fact(kind, wanted),
            catalogue_version=self._catalogue.version,
            today=asking.on,
        )
        return await _ask(tx, asking, stream, command)

    async def extend(
        self, tx: Transaction, asking: Asking, matter_id: UUID, wanted: MoreTime
    ) -> Appended:
        """Give the limit that runs in the matter a later end, on a ground of its own.

        Raises:
            NoSuchMatter: there is none with that id.
            Refusal: the catalogue or a rule refused; nothing was appended.
        """
        stream, matter = await opened_matter(tx, matter_id)
        on = wanted.decided_on
        clocks = extendable(self._catalogue, matter.facts, on)
        self._catalogue.reason("extension", wanted.ground_code, on)
        on_ground = (each for each in clocks if ground_of(each) == wanted.ground_code)
        command = ExtendAdministrativeTime(
            until_on=wanted.until_on,
            decided_on=on,
            decided_by=asking.actor.subject,
            ground_code=wanted.ground_code,
            limits=tuple(limit_of(each) for each in on_ground),
            today=asking.on,
        )
        return await _ask(tx, asking, stream, command)

    async def assign(
        self, tx: Transaction, asking: Asking, matter_id: UUID, unit: str, official: str | None
    ) -> Appended:
        """Let another unit or official answer for the matter.

        Raises:
            NoSuchMatter: there is none with that id.
        """
        stream, _ = await opened_matter(tx, matter_id)
        command = AssignAdministrativeMatter(unit=unit, official=official, today=asking.on)
        return await _ask(tx, asking, stream, command)

    async def annul(
        self, tx: Transaction, asking: Asking, matter_id: UUID, event_id: UUID, reason_code: str
    ) -> Appended:
        """Take back what was noted wrongly.

        Raises:
            NoSuchMatter: there is none with that id.
            Refusal: the catalogue or a rule refused; nothing was appended.
        """
        stream, _ = await opened_matter(tx, matter_id)
        self._catalogue.reason("correction", reason_code, asking.on)
        told = [each.event for each in stream.standing if each.event_id == event_id]
        noted = next((each for each in told if isinstance(each, AdministrativeFactNoted)), None)
        command = AnnulAdministrativeFact(
            event_id=event_id,
            fact_code=noted.fact_code if noted else None,
            reason_code=reason_code,
            today=asking.on,
        )
        return await _ask(tx, asking, stream, command)

    def _kind(self, code: str, on: date) -> AdministrativeKind:
        return administrative_kind(self._catalogue, code, on)

    def _fact(self, kind: AdministrativeKind, wanted: NotedFact) -> FactWanted:
        self._catalogue.fact(wanted.fact_code, wanted.happened_on)
        before = facts_before(self._catalogue, wanted.fact_code)
        return FactWanted(
            fact_code=wanted.fact_code,
            happened_on=wanted.happened_on,
            happened_at=wanted.happened_at,
            comes_after=before & {*kind.opens, *kind.facts},
            is_closing=wanted.fact_code in kind.closes,
        )


async def opened_matter(where: Transaction | Store, matter_id: UUID) -> tuple[Stream[Any], Matter]:
    """Return the matter, as it stands.

    Raises:
        NoSuchMatter: there is none with that id.
    """
    stream: Stream[Any] = await where.read(matter_id)
    matter = ADMINISTRATION.fold(each for each in stream.events if isinstance(each, TOLD))
    if not isinstance(matter, Matter):
        raise NoSuchMatter
    return stream, matter


async def _ask(
    tx: Transaction, asking: Asking, stream: Stream[Any], command: AdministrationCommand
) -> Appended:
    by = asking.request_id
    return await proceed(
        tx,
        ADMINISTRATION,
        stream,
        command,
        actor=asking.actor,
        causation_id=by,
        expected=asking.expected,
    )
