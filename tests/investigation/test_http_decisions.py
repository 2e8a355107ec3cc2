"""What HTTP says to a decision that a rule or the catalogue refuses."""

from typing import Any

import pytest
from httpx import AsyncClient

from shared.testing.memory_store import MemoryStore
from tests.investigation.edge import DECIDE, post, problem


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "granted", "reasonCodes": ["need-established"]}, "intervention-type-missing"),
        ({"interventionType": "outpatient-family"}, "intervention-type-not-granted"),
        ({"decisionType": "assistance-income"}, "not-for-case-type"),
        ({"decisionType": "extend-investigation"}, "outcome-not-possible"),
        ({"decisionType": "contact-person-or-family"}, "outside-delegation"),
        ({"reasonCodes": ["workload"]}, "unknown-code"),
        ({"decidedOn": "2026-03-08"}, "before-opened"),
    ],
)
async def test_a_decision_that_the_law_does_not_know_is_refused(
    client: AsyncClient, memory: MemoryStore, changes: dict[str, Any], code: str
) -> None:
    assert problem(await post(client, "decide", DECIDE | changes)) == (409, code)
    assert len(memory.recorded) == 1


async def test_reasons_cannot_be_blank(client: AsyncClient) -> None:
    answer = await post(client, "decide", DECIDE | {"reasons": " \n"})
    assert problem(answer) == (400, "invalid-request")
