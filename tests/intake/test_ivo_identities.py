"""Identiteter i IVO:s form: skrivna som IVO vill ha dem, och maskerade för den som är skyddad."""

from dataclasses import dataclass
from uuid import UUID

import pytest

from services.intake.application.ivo_identities import (
    EverybodyProtected,
    IdentityState,
    ivo_identities,
    written,
)
from services.intake.application.reading import Reader
from services.intake.domain.person.events import IdentityKept
from shared.kernel.identity_number import NumberKind
from shared.kernel.store import Store
from shared.testing.keys import MemoryKeys
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import CASEWORKER, ROBOT, bearer
from tests.intake.service import Service, child, concern

NOBODY_KNOWN = UUID(int=5)


def identity(number: str | None, kind: NumberKind | None = None) -> IdentityKept:
    return IdentityKept(number_kind=kind, name="Test Testsson", number=number, address=None)


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (identity("200001052380", NumberKind.PERSONAL), "20000105-2380"),
        (identity("19880209T050"), "19880209-T050"),
        (identity("19880209-tf10"), "19880209-TF10"),
        (identity("19880209"), None),
        (identity("2000-01-05"), None),
        (identity(None), None),
        (identity("[gallrat]", NumberKind.PERSONAL), None),
    ],
)
def test_a_number_is_written_as_ivo_asks_and_none_is_made_up(
    kept: IdentityKept, text: str | None
) -> None:
    assert written(kept) == text


@dataclass(frozen=True)
class Protected:
    """Those who are protected, by pseudonym."""

    persons: frozenset[UUID]

    async def is_protected(self, store: Store, person_id: UUID) -> bool:
        return person_id in self.persons


async def test_whoever_is_protected_is_masked_before_the_register_is_asked() -> None:
    masked, unknown = UUID(int=6), NOBODY_KNOWN
    protection = Protected(frozenset({masked}))
    found = await ivo_identities(
        MemoryStore(), Reader(MemoryKeys()), protection, [masked, unknown]
    )
    assert [each.state for each in found] == [IdentityState.PROTECTED, IdentityState.UNKNOWN]
    assert [each.text for each in found] == [None, None]


async def test_while_nothing_tells_who_is_protected_everybody_is() -> None:
    (found,) = await ivo_identities(
        MemoryStore(), Reader(MemoryKeys()), EverybodyProtected(), [NOBODY_KNOWN]
    )
    assert found.state is IdentityState.PROTECTED


async def test_an_official_asks_for_many_at_once_and_a_robot_for_none(service: Service) -> None:
    (matter,) = await service.reported(concern(children=[child(number="200001052380")]))
    body = {"personIds": [matter["personId"]]}
    answer = await service.client.post("/ivo-identities", json=body, headers=bearer(CASEWORKER))
    assert answer.json()["identities"] == [
        {"personId": matter["personId"], "state": "protected", "identity": None}
    ]
    refused = await service.client.post("/ivo-identities", json=body, headers=bearer(ROBOT))
    assert refused.status_code == 403
