"""Identiteter i IVO:s form: skrivna som IVO vill ha dem, och maskerade för den som är skyddad."""

from uuid import UUID

import pytest

from services.intake.application.ivo_identities import (
    IdentityState,
    ivo_identities,
    written,
)
from services.intake.application.reading import Reader
from services.intake.domain.person.events import IdentityKept
from shared.kernel.identity_number import NumberKind
from shared.testing.keys import MemoryKeys
from shared.testing.memory_store import MemoryStore
from shared.testing.tokens import CASEWORKER, ROBOT, UNIT_HEAD, bearer
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


async def test_whoever_is_protected_is_masked_before_the_register_is_asked() -> None:
    masked, unknown = UUID(int=6), NOBODY_KNOWN
    reader = Reader(MemoryKeys())
    found = await ivo_identities(MemoryStore(), reader, [masked, unknown], {masked})
    assert [each.state for each in found] == [IdentityState.PROTECTED, IdentityState.UNKNOWN]
    assert [each.text for each in found] == [None, None]


async def test_only_the_protected_are_masked_and_a_robot_may_not_ask(service: Service) -> None:
    children = [child(number="200001052380"), child(number="199312172381")]
    known, secret = (
        matter["personId"] for matter in await service.reported(concern(children=children))
    )
    mark = {"kind": "confidentiality-mark", "markedOn": "2026-03-02"}
    path = f"/persons/{secret}/mark-protection"
    assert (await service.client.post(path, json=mark, headers=bearer(CASEWORKER))).is_success
    await service.caught_up("access-guarded")
    body = {"personIds": [known, secret]}
    for who in (CASEWORKER, UNIT_HEAD):  # the one was let in when it was marked, the other not
        answer = await service.client.post("/ivo-identities", json=body, headers=bearer(who))
        assert answer.json()["identities"] == [
            {"personId": known, "state": "written", "identity": "20000105-2380"},
            {"personId": secret, "state": "protected", "identity": None},
        ]
    refused = await service.client.post("/ivo-identities", json=body, headers=bearer(ROBOT))
    assert refused.status_code == 403
