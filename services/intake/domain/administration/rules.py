"""The rules of administrative matters: what ends something comes after what began it."""

from collections.abc import Sequence
from typing import assert_never

from services.intake.domain.administration import refusals
from services.intake.domain.administration.commands import (
    AdministrationCommand,
    AnnulAdministrativeFact,
    AssignAdministrativeMatter,
    ExtendAdministrativeTime,
    NoteAdministrativeFact,
    OpenAdministrativeMatter,
)
from services.intake.domain.administration.extending import extend
from services.intake.domain.administration.lawful import FactWanted
from services.intake.domain.administration.state import (
    AdministrativeMatter,
    Matter,
    NoMatter,
    evolve,
    is_before,
)
from shared.contracts.intake_administration import (
    Administration,
    AdministrativeFactAnnulled,
    AdministrativeFactNoted,
    AdministrativeMatterAssigned,
    AdministrativeMatterOpened,
)
from shared.kernel.clock import civil_date
from shared.kernel.dates import require_come
from shared.kernel.decider import Decider


def open_(command: OpenAdministrativeMatter) -> Sequence[Administration]:
    """Open a matter with the fact that begins it; it may be long ago."""
    fact = command.fact
    require_come(fact.happened_on, command.today)
    _require_moment(fact)
    if command.period_last_on is not None and fact.happened_on <= command.period_last_on:
        raise refusals.PeriodNotEnded
    opened = AdministrativeMatterOpened(
        administrative_matter_id=command.administrative_matter_id,
        kind_code=command.kind_code,
        unit=command.unit,
        official=command.official,
        opened_on=fact.happened_on,
        catalogue_version=command.catalogue_version,
    )
    return [opened, _noted(opened, fact, command.catalogue_version, command.period_code)]


def note(matter: Matter, command: NoteAdministrativeFact) -> Sequence[Administration]:
    """Note what happened next, on its own day; it may be learned late."""
    fact = command.fact
    require_come(fact.happened_on, command.today)
    _require_moment(fact)
    if fact.fact_code in matter.facts:
        raise refusals.FactAlreadyNoted
    begun = [each for code, each in matter.facts.items() if code in fact.comes_after]
    if fact.comes_after and all(
        is_before(fact.happened_on, fact.happened_at, each) for each in begun
    ):
        raise refusals.FactBeforeStart
    return [_noted(matter.opened, fact, command.catalogue_version, None)]


def assign(matter: Matter, command: AssignAdministrativeMatter) -> Sequence[Administration]:
    """Let another unit or official answer for it."""
    return [
        AdministrativeMatterAssigned(
            administrative_matter_id=matter.opened.administrative_matter_id,
            unit=command.unit,
            official=command.official,
            assigned_on=command.today,
        )
    ]


def annul(matter: Matter, command: AnnulAdministrativeFact) -> Sequence[Administration]:
    """Take back a fact that was noted wrongly; what began the matter goes last."""
    if command.fact_code is None:
        raise refusals.NothingToAnnul
    is_first = next(iter(matter.facts), None) == command.fact_code
    if is_first and len(matter.facts) > 1:
        raise refusals.OpeningFactStays
    return [
        AdministrativeFactAnnulled(
            administrative_matter_id=matter.opened.administrative_matter_id,
            annuls_event_id=command.event_id,
            period_code=matter.facts[command.fact_code].period_code,
            annulled_on=command.today,
            correction_reason_code=command.reason_code,
        )
    ]


def decide(
    matter: AdministrativeMatter, command: AdministrationCommand
) -> Sequence[Administration]:
    """Return what happens when ``command`` meets ``matter``, or raise a Refusal."""
    if isinstance(command, OpenAdministrativeMatter):
        if isinstance(matter, Matter):
            raise refusals.AlreadyOpened
        return open_(command)
    if isinstance(matter, NoMatter):
        raise refusals.NoSuchMatter
    match command:
        case NoteAdministrativeFact():
            return note(matter, command)
        case AssignAdministrativeMatter():
            return assign(matter, command)
        case ExtendAdministrativeTime():
            return extend(matter, command)
        case AnnulAdministrativeFact():
            return annul(matter, command)
        case _:
            assert_never(command)


def _require_moment(fact: FactWanted) -> None:
    if fact.happened_at is not None and civil_date(fact.happened_at) != fact.happened_on:
        raise refusals.MomentNotThatDay


def _noted(
    opened: AdministrativeMatterOpened,
    fact: FactWanted,
    catalogue_version: str,
    period_code: str | None,
) -> AdministrativeFactNoted:
    return AdministrativeFactNoted(
        administrative_matter_id=opened.administrative_matter_id,
        kind_code=opened.kind_code,
        fact_code=fact.fact_code,
        happened_on=fact.happened_on,
        happened_at=fact.happened_at,
        period_code=period_code,
        is_closing=fact.is_closing,
        catalogue_version=catalogue_version,
    )


ADMINISTRATION: Decider[AdministrativeMatter, AdministrationCommand, Administration] = Decider(
    initial=NoMatter(), decide=decide, evolve=evolve
)
