"""Who acts in the simulation: units with their officials, the committee's utskott, and systems."""

from collections.abc import Mapping
from functools import lru_cache

from shared.kernel.context import Actor, Client

RECEPTION = "mottagning"
E_SERVICE = Actor(
    subject="e-tjanst", role="e-service", client=Client.E_SERVICE, client_id="e-tjanst"
)
SUBCOMMITTEE = Actor(
    subject="utskott-1", role="subcommittee", client=Client.OFFICIAL, client_id="handlaggarstod"
)


@lru_cache(maxsize=1024)
def official(unit: str, number: int) -> Actor:
    """Return one of the unit's officials."""
    return _actor(f"handlaggare-{unit}-{number}", "caseworker", unit)


@lru_cache(maxsize=64)
def unit_head(unit: str) -> Actor:
    """Return the unit's head."""
    return _actor(f"enhetschef-{unit}", "unit-head", unit)


def decider(role: str, unit: str, handling: Actor) -> Actor:
    """Return who decides in the unit's matters what takes ``role``; the official if they may."""
    others: Mapping[str, Actor] = {"unit-head": unit_head(unit), "subcommittee": SUBCOMMITTEE}
    return others.get(role, handling)


def _actor(subject: str, role: str, unit: str) -> Actor:
    return Actor(
        subject=subject, role=role, client=Client.OFFICIAL, client_id="handlaggarstod", unit=unit
    )
