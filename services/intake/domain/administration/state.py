"""What the rules need to remember of an administrative matter."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeAlias, assert_never

from shared.contracts.intake_administration import (
    Administration,
    AdministrativeFactAnnulled,
    AdministrativeFactNoted,
    AdministrativeMatterAssigned,
    AdministrativeMatterOpened,
    AdministrativeTimeExtended,
)


@dataclass(frozen=True, slots=True)
class NoMatter:
    """Nothing has happened yet."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter that goes on; the facts that stand, each once."""

    opened: AdministrativeMatterOpened
    facts: Mapping[str, AdministrativeFactNoted] = field(default_factory=dict)
    extended_until: tuple[date, ...] = ()


AdministrativeMatter: TypeAlias = NoMatter | Matter


def evolve(matter: AdministrativeMatter, event: Administration) -> AdministrativeMatter:
    """Return the matter after ``event``. Never refuses: it has happened."""
    if isinstance(event, AdministrativeMatterOpened):
        return Matter(event)
    if isinstance(matter, NoMatter):
        return matter
    match event:
        case AdministrativeFactNoted():
            return replace(matter, facts={**matter.facts, event.fact_code: event})
        case AdministrativeTimeExtended():
            return replace(matter, extended_until=(*matter.extended_until, event.until_on))
        case AdministrativeMatterAssigned() | AdministrativeFactAnnulled():
            return matter
        case _:
            assert_never(event)


def is_before(one_on: date, one_at: datetime | None, other: AdministrativeFactNoted) -> bool:
    """Say whether the first lies before ``other``; by the moment, where both have one."""
    if one_at is not None and other.happened_at is not None:
        return one_at < other.happened_at
    return one_on < other.happened_on
