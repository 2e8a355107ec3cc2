"""Publicera mått: frozen as it was known, and what was learned since with its cause."""

from typing import Any

from httpx import AsyncClient

from shared.kernel.clock import new_id
from shared.testing.database import Database
from shared.testing.tokens import UNIT_HEAD, bearer
from tests.reporting.figures.told import Town
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read

ASKED: dict[str, Any] = {
    "figure": "children-intakes",
    "period": "2024",
    "divisions": ["sex"],
    "publishedOn": "2025-03-02",
}


async def post(client: AsyncClient, **changed: Any) -> Any:
    headers = {**bearer(UNIT_HEAD), "Idempotency-Key": str(new_id())}
    body = {**ASKED, **changed}
    return await client.post("/published-figures", json=body, headers=headers)


def a_town() -> Town:
    town = Town()
    for number in range(30):
        town.intake(town.person("female" if number % 2 else "male", 2015), "2024-05-02")
    return town


async def test_a_published_figure_stays_and_what_came_later_is_a_revision_with_its_cause(
    reporting: AsyncClient, database: Database
) -> None:
    town = a_town()
    last = append(database, town.happenings)
    await read(reporting, "/figures/children-intakes", last)
    made = await post(reporting)
    assert made.status_code == 201, made.text
    where = f"/published-figures/{made.json()['id']}"
    first = await read(reporting, where, last)
    assert (first["isIntact"], first["isReproduced"]) == (True, True)
    assert first["content"]["threshold"] == 10
    nothing = await read(reporting, f"{where}/revision", last)
    assert (nothing["isChanged"], nothing["causes"]) == (False, [])

    late = Town()
    late.happenings, late._ids = list(town.happenings), town._ids
    child = late.person("male", 2012)
    for _ in range(3):
        late.intake(child, "2024-12-31")
    matter = late.intake(child, "2024-06-01")
    late.receipt_corrected(child, matter, late.last, "2023-06-01")
    last = append(database, late.happenings[len(town.happenings) :])
    now = await read(reporting, f"{where}/revision", last)
    changed = {each["by"].get("sex", "all"): each for each in now["cells"]}
    assert changed["male"]["was"]["value"] == 15
    assert changed["male"]["isNow"]["value"] == 18
    assert (changed["all"]["isNow"]["value"], "female" in changed) == (33, False)
    why = {(each["why"], each["name"]): each["events"] for each in now["causes"]}
    assert why["late", "intake.opened.v1"] == 4
    assert why["correction", "intake.receipt-date-corrected.v1"] == 1
    again = await read(reporting, where, last)
    assert again["content"] == first["content"]
    assert again["isReproduced"] is True

    revision = await post(reporting, revises=made.json()["id"])
    assert revision.status_code == 201, revision.text
    listed = await read(reporting, "/published-figures", revision.json()["eventId"])
    assert [each["revises"] for each in listed["items"]] == [made.json()["id"], None]


async def test_what_may_not_be_published_is_refused(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_town().happenings)
    await read(reporting, "/figures/children-intakes", last)
    made = await post(reporting)

    async def code(**changed: Any) -> tuple[int, str]:
        answer = await post(reporting, **changed)
        return answer.status_code, answer.json()["code"]

    assert await code(publishedOn="2024-12-31") == (409, "period-not-ended")
    assert await code(publishedOn="2999-01-01") == (409, "date-in-the-future")
    assert await code(divisions=["reason"]) == (409, "division-not-allowed")
    assert await code(figure="commissioned-homes", divisions=[]) == (409, "figure-waits")
    assert await code(figure="no-such") == (404, "not-found")
    assert await code(revises=str(new_id())) == (404, "not-found")
    other = await code(period="2023", revises=made.json()["id"])
    assert other == (409, "not-a-revision")
