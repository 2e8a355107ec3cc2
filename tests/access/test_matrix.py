"""Every route of every service, every kind of caller, every kind of case: who gets what."""

import json
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path

from httpx import Response

from shared.kernel.clock import new_id
from shared.kernel.refusal import NotFound
from shared.testing.database import Database
from shared.testing.tokens import (
    ANALYST,
    CHAIR,
    COMMITTEE,
    E_SERVICE,
    ROBOT,
    SUBCOMMITTEE,
    bearer,
    token_for,
)
from tests.access.cases import (
    CASES,
    OUR_HEAD,
    OURS,
    SERVICES,
    THEIR_HEAD,
    Office,
    office,
)
from tests.access.table import ANYBODY, TABLE, Row

INTERFACES = Path(__file__).parents[2] / "docs/api"
CALLERS: Mapping[str, str] = {
    "answers": OURS,
    "colleague": token_for("official-9", "official", "caseworker", unit="barn-norr"),
    "elsewhere": token_for("official-10", "official", "caseworker", unit="barn-syd"),
    "head": OUR_HEAD,
    "other-head": THEIR_HEAD,
    "subcommittee": SUBCOMMITTEE,
    "chair": CHAIR,
    "committee": COMMITTEE,
    "analyst": ANALYST,
    "official-analyst": token_for("analyst-2", "official", "analyst"),
    "robot": ROBOT,
    "e-service": E_SERVICE,
}
ENDLESS = "reporting GET /event-stream"


def routes() -> Iterator[str]:
    """Yield every operation of the four interfaces, as the table names it."""
    for service in SERVICES:
        paths = json.loads((INTERFACES / f"{service}.json").read_text())["paths"]
        for path, operations in paths.items():
            yield from (f"{service} {method.upper()} {path}" for method in operations)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(routes()) == set(TABLE)


async def send(here: Office, route: str, who: str, case: str) -> Response:
    """Ask with a body that no rule accepts: what is let through changes nothing."""
    service, method, path = route.split(" ", 2)
    headers = {**bearer(CALLERS[who]), "If-Match": '"999"', "Idempotency-Key": str(new_id())}
    filled = here.cases[case].filled(path)
    if path == "/person-searches":
        body = {"number": CASES[case], "purpose": "case-handling"}
        return await here.clients[service].post(filled, json=body, headers=headers)
    if method == "POST":
        return await here.clients[service].post(filled, json={}, headers=headers)
    del headers["If-Match"], headers["Idempotency-Key"]
    query = {"limit": "100"} if "{" not in path and "-counts" not in path else {}
    query = {} if path in ("/delegation-sweep", "/flow") else query
    if path in ("/checkpoints/latest", "/proofs/inclusion", "/proofs/consistency", "/api-info"):
        query = {}
    if path.startswith("/health"):
        query = {}
    return await here.clients[service].get(filled, params=query, headers=headers)


def sign(answer: Response) -> str:
    """Return how the policy answered."""
    if answer.status_code == 403:
        return "-"
    is_hidden = answer.status_code == 404 and answer.json()["detail"] == NotFound.detail
    return "0" if is_hidden else "+"


def is_told(here: Office, answer: Response, case: str) -> bool:
    """Say whether anything in the answer names the case."""
    ids = here.cases[case].ids
    return any(value in answer.text for name, value in ids.items() if name != "receiptId")


async def of_a_case(here: Office, route: str, row: Row) -> Iterator[str]:
    """Return what differs from the row of a route whose path names a case."""
    found = []
    for who in CALLERS:
        wanted = row.get(who, "-----")
        asked = list(CASES)[: len(CASES) if who in row else 1]
        got = "".join([sign(await send(here, route, who, case)) for case in asked])
        if got != wanted[: len(got)]:
            found.append(f"{route} {who}: {got} instead of {wanted[: len(got)]}")
    return iter(found)


async def of_a_list(here: Office, route: str, row: Row) -> Iterator[str]:
    """Return what differs from the row of a route that lists, counts or searches."""
    found = []
    for who in CALLERS:
        wanted = row.get(who)
        for place, case in enumerate(CASES):
            answer = await send(here, route, who, case)
            if wanted is None:
                if answer.status_code != 403:
                    found.append(f"{route} {who}: {answer.status_code} instead of 403")
                break
            is_there = is_told(here, answer, case)
            if not answer.is_success or is_there is not {"x": True, ".": False}.get(
                wanted[place], is_there
            ):
                found.append(f"{route} {who} {case}: {answer.status_code} {is_there}")
    return iter(found)


async def of_a_right(here: Office, route: str, holders: frozenset[str]) -> Iterator[str]:
    """Return what differs from the row of a route that names no case."""
    found = []
    for who in CALLERS:
        is_held = holders == ANYBODY or who in holders
        if is_held and route == ENDLESS:
            continue  # it would not end; it reads as /events does
        answer = await send(here, route, who, "own")
        if (answer.status_code == 403) is is_held:
            found.append(f"{route} {who}: {answer.status_code}")
    return iter(found)


async def test_every_caller_gets_what_the_table_says_of_every_case(
    database: Database, tmp_path: Path
) -> None:
    async with AsyncExitStack() as stack:
        here = await office(database, tmp_path, stack)
        differing: list[str] = []
        for route, row in TABLE.items():
            if isinstance(row, frozenset):
                differing += await of_a_right(here, route, row)
            elif set("".join(row.values())) <= set("+-0"):
                differing += await of_a_case(here, route, row)
            else:
                differing += await of_a_list(here, route, row)
    assert not differing, "\n".join(differing)
