"""Socialtjänstrapportens mått: each has its definition, and each that can be counted is."""

from typing import Any

import pytest
from httpx import AsyncClient

from services.reporting.application.figures.catalogued import every_figure
from shared.catalogue import catalogue
from shared.catalogue.figures import Figure, Measure
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, bearer
from tests.reporting.figures.test_ask_figures import ask, cells
from tests.reporting.figures.told import Town
from tests.reporting.ledger import append

REPORTED = {
    *(f"6.{n}" for n in range(1, 19)),
    *(f"t6.{n}" for n in range(1, 7)),
    *(f"7.{n}" for n in range(1, 11)),
    *(f"t7.{n}" for n in range(1, 7)),
    *(f"8.{n}" for n in range(1, 9)),
    "9.1",
    *(f"10.{n}" for n in range(1, 7)),
    "14.1",
    "t16.1",
    "t18.1",
}
EVERY = [figure for figure, _ in every_figure(catalogue())]


def test_every_figure_of_the_report_has_one_definition() -> None:
    numbers = [n.strip() for each in EVERY for n in each.number.split(",") if n.strip()]
    assert set(numbers) == REPORTED
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("figure", EVERY, ids=lambda figure: figure.id)
def test_a_figure_is_counted_or_says_what_it_waits_for(figure: Figure) -> None:
    assert (figure.counting is None) is bool(figure.waits_for)
    assert figure.description.endswith(".")
    assert figure.owner
    if figure.measure is Measure.SHARE:
        assert figure.share_of


async def test_every_figure_that_waits_for_nothing_is_answered(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    child = town.person("female", 2015, "norr")
    opened = town.intake(child, "2025-01-02", "violence-against-child", "crime")
    matter = town.investigation(child, "2025-01-10", "2025-03-01", contact="2025-02-01", of=opened)
    town.intervention(child, "2025-03-02", executed="2025-03-10", of=matter)
    last = append(database, town.happenings)
    for figure in EVERY:
        path = f"/figures/{figure.id}"
        if figure.counting is not None:
            answer = await ask(reporting, figure.id, last, period="2024-2025")
            assert answer["figure"] == figure.id
            single = await ask(reporting, figure.id, last, period="2025", by="")
            assert [each["by"] for each in single["years"][0]["cells"]] == [{}]
            for each in answer["years"][1]["cells"]:
                assert each["count"] in (0, None)  # one child: kept back everywhere
            continue
        answer = await reporting.get(path, params={"period": "2025"}, headers=bearer(ANALYST))
        assert (answer.status_code, answer.json()["code"]) == (409, "figure-waits")


async def test_a_matter_with_two_reasons_counts_under_each_and_once_in_the_sum(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(24):
        reasons = ("neglect", "crime") if number < 6 else ("neglect",)
        town.intake(town.person(), "2025-02-03", *reasons)
    last = append(database, town.happenings)
    found = cells(await ask(reporting, "children-intake-reasons", last, period="2025"))
    assert found == {("crime",): 6, ("neglect",): 24, ("all",): 24}
    crime = cells(await ask(reporting, "crime-intakes", last, period="2025"))
    assert (crime[("all",)], crime[("female",)]) == (6, 6)


async def test_persons_are_counted_once_and_pseudonyms_of_one_person_as_one(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    children = [town.person("female", 2015) for _ in range(8)]
    for child in children:
        for on in ("2025-02-01", "2025-09-01"):
            town.intervention(child, on, provider="familjestod-ab")
    for _ in range(6):
        town.intervention(town.person("male", 2012), "2025-02-01")  # our own
    before = len(town.happenings)
    town.merged(children[0], children[1])
    merged = len(town.happenings)
    town.reversed(children[0], children[1])
    last = append(database, town.happenings)

    async def known(position: int) -> Any:
        query: dict[str, Any] = {"period": "2025", "by": "sex", "knownPosition": position}
        return cells(await ask(reporting, "external-outpatient-sex", last, **query))[("female",)]

    assert [await known(each) for each in (before, merged, merged + 1)] == [8, 7, 8]


async def test_placements_count_when_they_begin_by_the_law_they_rest_on(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(12):
        basis = "sol-11-1" if number < 6 else "lvu-2"
        town.intervention(
            town.person(), "2024-12-20", kind="foster-home", basis=basis, executed="2025-01-02"
        )
    town.intervention(town.person(), "2025-05-01", kind="foster-home")  # never began
    last = append(database, town.happenings)
    found = cells(await ask(reporting, "placements-foster-home", last, period="2025"))
    assert found == {("lvu",): 6, ("sol",): 6, ("all",): 12}
    waited = await ask(reporting, "waiting-for-execution", last, period="2025", by="")
    assert cells(waited) == {(): 13.0}


async def test_active_is_any_day_of_the_year_and_what_never_ended_still_is(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for _ in range(5):
        town.intervention(town.person(), "2024-05-01", ended="2024-12-31")
        town.intervention(town.person(), "2024-05-01", ended="2025-01-01")
        town.intervention(town.person(), "2025-12-31", ended="2026-02-01")
        town.intervention(town.person(), "2020-05-01")
        town.intervention(town.person(), "2026-01-01")
    last = append(database, town.happenings)

    async def active(year: int) -> Any:
        answer = await ask(reporting, "interventions-active", last, period=str(year), by="")
        return cells(answer, year)[()]

    assert [await active(year) for year in (2019, 2024, 2025, 2026)] == [0, 15, 15, 15]


async def test_who_came_back_did_so_within_twelve_months_under_any_pseudonym(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(20):
        child = town.person("female", 2014)
        town.investigation(child, "2025-01-10", "2025-06-30")
        if number < 8:
            town.investigation(child, "2026-06-30")  # twelve months to the day
        elif number < 13:
            other = town.person("female", 2014)
            town.investigation(other, "2025-09-01")
            town.merged(other, child)
        elif number < 16:
            town.investigation(child, "2025-07-01")  # the day after: it goes on
        else:
            town.investigation(child, "2026-07-01")
    town.investigation(town.person(), "2025-01-10", "2025-07-01")  # not in the first half
    last = append(database, town.happenings)
    answer = await ask(reporting, "children-returned", last, period="2025", by="")
    (cell,) = answer["years"][0]["cells"]
    assert (cell["count"], cell["numerator"], cell["value"]) == (20, 13, 65.0)


async def test_months_with_assistance_are_counted_once_across_what_was_opened_again(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for _ in range(6):
        person = town.person("male", 1990)
        town.intervention(person, "2024-11-15", kind="income-support", ended="2025-02-10")
        town.intervention(person, "2025-02-11", kind="income-support", ended="2025-03-31")
        town.intervention(person, "2025-09-01", kind="income-support")
    last = append(database, town.happenings)
    answer = await ask(reporting, "assistance-months", last, period="2025", by="")
    assert cells(answer) == {(): 9.0}  # November to March, September to December
    before = await ask(reporting, "assistance-months", last, period="2024", by="")
    assert cells(before, 2024) == {(): 2.0}


async def test_the_days_from_the_last_contact_are_a_median_of_those_who_had_one(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(12):
        contact = "2025-03-01" if number < 7 else None
        town.investigation(town.person(), "2025-01-10", "2025-03-11", contact=contact)
    last = append(database, town.happenings)
    answer = await ask(reporting, "children-finishing-within", last, period="2025", by="")
    (cell,) = answer["years"][0]["cells"]
    assert (cell["count"], cell["value"]) == (12, 10.0)
    assert answer["years"][0]["missing"] == {"days": 5}
    month = await ask(reporting, "children-finishing-within", last, period="2025-03", by="")
    assert cells(month) == {(): 10.0}


async def test_a_table_opens_right_in_swedish_excel(
    reporting: AsyncClient, database: Database
) -> None:
    town = Town()
    for number in range(30):
        town.intake(town.person("female" if number < 9 else "male", 2015), "2025-05-02")
    last = append(database, town.happenings)
    await ask(reporting, "children-intakes", last)
    query = {"period": "2025", "by": "sex", "for": "public"}
    answer = await reporting.get(
        "/figures/children-intakes/table", params=query, headers=bearer(ANALYST)
    )
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert lines[:4] == [
        "År;Kön;Antal",
        "2025;kvinnor och flickor;hålls inne",
        "2025;män och pojkar;hålls inne",
        "2025;Samtliga;30",
    ]
