"""Forms that ask: what is left empty asks for nothing, what is wrong is told on a page."""

import pytest
from httpx import AsyncClient

from tests.reporting.pages.browsing import log_in

EMPTY = (
    "/pages/watch?unit=&official=&band=&within=&on=",
    "/pages/watch?unit=barn-norr&official=&band=overdue&within=7&on=2026-03-02&page=2",
    "/pages/unexecuted?unit=",
    "/pages/unexecuted/report?quarter=2026Q3",
    "/pages/unexecuted/report/table.csv?quarter=2026Q3",
    "/pages/watch/list.csv?unit=",
    "/pages/flow?from=&to=",
    "/pages/flow?kind=intake&from=2026-01-01&to=2026-06-30",
    "/pages/flow/queue.csv",
    "/pages/flow/passing.csv",
    "/pages/figures",
    "/pages/figures/children-intakes?period=&by=sex,age&for=public",
    "/pages/figures/children-investigations-days?period=2020-2023",
    "/pages/figures/decided-items?by=",
    "/pages/figures/commissioned-homes",
    "/pages/figures/children-intakes/table.csv?period=2025-03&by=sex",
)
WRONG = (
    "/pages/watch?within=367",
    "/pages/watch?within=-1",
    "/pages/watch?within=x",
    "/pages/watch?band=late",
    "/pages/watch?on=2026-02-30",
    "/pages/watch?page=0",
    f"/pages/watch?unit={'x' * 129}",
    "/pages/unexecuted/report?quarter=2026Q5",
    "/pages/flow?from=2026-06-30&to=2026-01-01",
    "/pages/flow?from=2010-01-01&to=2026-01-01",
    "/pages/flow?kind=intervention",
)


async def test_what_is_left_empty_asks_for_nothing(browser: AsyncClient) -> None:
    await log_in(browser)
    for path in EMPTY:
        answer = await browser.get(path)
        assert answer.status_code == 200, path


async def test_what_cannot_be_asked_is_told_on_a_page(browser: AsyncClient) -> None:
    await log_in(browser)
    for path in WRONG:
        answer = await browser.get(path)
        assert (answer.status_code, "<h1>Begäran har fel</h1>" in answer.text) == (400, True), path


@pytest.mark.parametrize(("day", "status"), [("0001-01-01", 409), ("9999-12-31", 200)])
async def test_the_ends_of_time_may_be_asked_about(
    browser: AsyncClient, day: str, status: int
) -> None:
    await log_in(browser)
    watch = await browser.get(f"/pages/watch?on={day}")
    assert (watch.status_code, "<h1>" in watch.text) == (status, True)
    assert (await browser.get(f"/pages/flow?to={day}")).status_code == 400
