"""Måtten: the same question has the same answer, whoever asks and whenever."""

from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient

from services.reporting.domain.unexecuted_report import canonical, digest
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, UNIT_HEAD, bearer
from tests.reporting.figures.told import Town
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import read


async def ask(client: AsyncClient, figure: str, last: UUID, **query: Any) -> Any:
    return await read(client, f"/figures/{figure}", last, **query)


def cells(answer: Any, year: int = 2025) -> dict[tuple[str, ...], Any]:
    """Return the value of each cell by what it is divided by; None where it is kept back."""
    (found,) = [each for each in answer["years"] if each["year"] == year]
    return {
        tuple(each["by"].get(name, "all") for name in answer["divisions"]): each["value"]
        for each in found["cells"]
    }


def a_town() -> Town:
    """Tell of a year with children of both sexes, and what does not belong to it."""
    town = Town()
    girls = [town.person("female", 2015) for _ in range(12)]
    boys = [town.person("male", 2010) for _ in range(7)]
    for child in (*girls, *boys):
        town.intake(child, "2025-03-01", "neglect")
    town.intake(girls[0], "2025-12-31")  # the same child once more
    town.intake(girls[0], "2024-12-31")
    town.intake(girls[0], "2026-01-01")
    return town


async def test_intakes_are_matters_in_the_year_they_arrived(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_town().happenings)
    answer = await ask(reporting, "children-intakes", last, period="2025", by="sex,age")
    found = cells(answer)
    assert found["female", "0-12"] == 13
    assert found["male", "13-18"] == 7
    assert (found["all", "all"], found["female", "all"]) == (20, 13)
    assert found["female", "13-18"] == 0
    assert answer["years"][0]["missing"] == {"sex": 0, "age": 0}


async def test_a_number_that_is_too_small_is_kept_back_and_more_beside_it(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_town().happenings)
    internal = await ask(reporting, "children-intakes", last, period="2025", by="sex")
    assert cells(internal) == {("female",): 13, ("male",): 7, ("all",): 20}
    asked: dict[str, Any] = {"period": "2025", "by": "sex", "for": "public"}
    public = await ask(reporting, "children-intakes", last, **asked)
    assert cells(public) == {("female",): None, ("male",): None, ("all",): 20}
    asked = {"period": "2024", "by": "sex"}
    alone = await ask(reporting, "children-intakes", last, **asked)
    assert cells(alone, 2024) == {("female",): None, ("male",): 0, ("all",): None}


async def test_the_age_is_the_one_reached_in_the_year_of_the_event(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    grown = [town.person("male", 2006) for _ in range(5)]
    for each in grown:
        town.intake(each, "2024-12-31")  # 18 that year, whatever the birthday
        town.intake(each, "2025-01-01")  # 19 from the first day of the next
    last = append(database, town.happenings)
    answer = await ask(reporting, "children-intakes", last, period="2024-2025", by="age")
    assert (cells(answer, 2024)[("13-18",)], cells(answer, 2024)[("19-30",)]) == (5, 0)
    assert (cells(answer, 2025)[("13-18",)], cells(answer, 2025)[("19-30",)]) == (0, 5)
    together = {each["by"].get("age", "all"): each["value"] for each in answer["sums"]}
    assert (together["13-18"], together["all"]) == (5, 10)


async def test_what_is_learned_later_shows_only_to_whoever_asks_as_known_later(
    reporting: AsyncClient, database: Database
) -> None:
    town = a_town()
    known = len(town.happenings)
    late = town.person("male", 2012)
    matter = town.intake(late, "2025-02-01")
    added = len(town.happenings)
    town.receipt_corrected(late, matter, town.last, "2024-02-01")
    corrected = len(town.happenings)
    town.person_corrected(late, town.registered, 2016)
    last = append(database, town.happenings)

    async def boys(position: int) -> Any:
        asked: dict[str, Any] = {"period": "2025", "by": "sex", "knownPosition": position}
        return cells(await ask(reporting, "children-intakes", last, **asked))[("male",)]

    assert [await boys(each) for each in (known, added, corrected)] == [7, 8, 7]
    before = await ask(reporting, "children-intakes", last, period="2025", knownPosition=known)
    again = await ask(reporting, "children-intakes", last, period="2025", knownPosition=known)
    assert before == again


async def test_the_share_and_the_mean_of_closed_investigations(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(20):
        child = town.person("female" if number % 2 else "male", 2013)
        closed = "2025-06-30" if number < 8 else "2025-03-02"
        town.investigation(child, "2025-01-01", closed)
    town.investigation(town.person(), "2025-01-01")  # not closed
    last = append(database, town.happenings)
    late = await ask(reporting, "children-investigations-late", last, period="2025")
    (cell,) = late["years"][0]["cells"]
    assert (cell["value"], cell["numerator"], cell["count"]) == (40.0, 8, 20)
    mean = await ask(reporting, "children-investigations-days", last, period="2025")
    assert cells(mean) == {("female",): 108.0, ("male",): 108.0, ("all",): 108.0}
    opened = await ask(reporting, "children-investigations-opened", last, period="2025")
    assert cells(opened) == {(): 21}


async def test_the_same_question_has_the_same_bytes_whoever_asks(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, a_town().happenings)
    asked: dict[str, Any] = {"period": "2024-2025", "by": "sex,age", "knownPosition": 40}
    before = await ask(reporting, "children-intakes", last, **asked)
    answers = [
        await reporting.get("/figures/children-intakes", params=asked, headers=bearer(caller))
        for caller in (ANALYST, UNIT_HEAD)
    ]
    assert answers[0].content == answers[1].content
    assert answers[0].json() == before
    plain = {name: value for name, value in before.items() if name[0] != "_"}
    hashed = plain.pop("contentHash")
    assert digest(canonical(plain)) == hashed


@pytest.mark.parametrize(
    ("figure", "query", "status", "code"),
    [
        ("no-such-figure", {"period": "2025"}, 404, "not-found"),
        ("children-intakes", {"period": "2025", "version": "99"}, 404, "not-found"),
        ("children-intakes", {"period": "2025", "by": "shoe-size"}, 409, "division-not-allowed"),
        ("children-intakes", {"period": "2025", "by": "sex,place"}, 409, "division-not-allowed"),
        ("children-intakes", {"period": "2025-2024"}, 409, "period-unknown"),
        ("children-intakes", {"period": "2025-13"}, 400, "invalid-request"),
        ("children-intakes", {"period": "2025", "rulesAt": "1999-01-01"}, 409, None),
        (
            "children-intakes",
            {"period": "2025", "knownPosition": "999999"},
            409,
            "position-not-reached",
        ),
    ],
)
async def test_what_cannot_be_asked_is_a_clear_problem(
    reporting: AsyncClient, figure: str, query: dict[str, str], status: int, code: str | None
) -> None:
    answer = await reporting.get(f"/figures/{figure}", params=query, headers=bearer(ANALYST))
    assert answer.status_code == status, answer.text
    assert code in (None, answer.json()["code"])
