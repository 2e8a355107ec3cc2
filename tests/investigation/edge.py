"""The routes of investigation on a store in memory, for what HTTP itself answers."""

from typing import Any

from httpx import AsyncClient, Response

from shared.testing.tokens import CASEWORKER, bearer
from tests.investigation.stories import INVESTIGATION_ID

HERE = f"/investigations/{INVESTIGATION_ID}"
ASSIGN = {"official": "official-7", "unit": "barn-norr", "assignedOn": "2026-03-12"}
DECIDE = {
    "decisionType": "assistance-personal",
    "outcome": "denied",
    "decidedOn": "2026-04-20",
    "reasonCodes": ["no-need"],
    "reasons": "Behovet är tillgodosett.",
}


async def post(
    client: AsyncClient,
    step: str,
    body: dict[str, Any],
    *,
    by: str = CASEWORKER,
    seen: str | None = '"1"',
    key: str | None = None,
    at: str = HERE,
) -> Response:
    headers = bearer(by) | ({"If-Match": seen} if seen else {})
    headers |= {"Idempotency-Key": key} if key else {}
    return await client.post(f"{at}/{step}", json=body, headers=headers)


def problem(answer: Response) -> tuple[int, str]:
    """Return the status and code of a problem."""
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]
