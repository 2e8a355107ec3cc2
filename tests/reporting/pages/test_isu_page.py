"""ISU-sidan: one person's chains, with tables and scores over time."""

import re
from uuid import UUID

from httpx import AsyncClient

from deploy.login.people import ANALYST
from shared.testing.database import Database
from tests.reporting.isu.told import a_whole_chain
from tests.reporting.pages.browsing import log_in
from tests.reporting.test_clocks import tell
from tests.shared.clocks.told import CHILD, INTERVENTION


async def page_of(browser: AsyncClient, database: Database, path: str) -> str:
    tell(database, a_whole_chain())
    await log_in(browser, ANALYST.subject)
    page = await browser.get(path)
    assert page.status_code == 200, page.text
    return page.text


async def test_the_chain_is_shown_with_names_and_not_with_codes(
    browser: AsyncClient, database: Database
) -> None:
    page = await page_of(browser, database, f"/pages/isu/{CHILD}")
    for told in ("Skolfrånvaro", "Hela familjer", "Nätverksarbete", "Utbildning", "nått"):
        assert told in page
    assert "2026-05-18, registrerat" not in page  # sessions are counted, not listed
    assert "Uteblivet: Den enskilde kom inte" in page
    assert "Gränsvärden för skalan är inte inlästa." in page


async def test_the_scores_are_drawn_and_stand_in_a_table_too(
    browser: AsyncClient, database: Database
) -> None:
    page = await page_of(browser, database, f"/pages/isu/{INTERVENTION}")
    drawn = re.findall(r'<circle[^>]*data-series="0"[^>]*data-value="([0-9.]+)"', page)
    assert drawn == ["20", "15", "11"]
    for label in ("26-04-10", "26-06-09", "26-09-20"):
        assert f'<th scope="row">{label}</th>' in page
    assert "Totala svårigheter: 20 före, 15 under, 11 efter." in page


async def test_whatever_names_a_chain_finds_it(browser: AsyncClient) -> None:
    await log_in(browser, ANALYST.subject)
    assert "Identitet" in (await browser.get("/pages/isu")).text
    found = await browser.get(f"/pages/isu?id=%20{CHILD}%20")
    assert found.headers["location"] == f"/pages/isu/{CHILD}"
    assert (await browser.get(f"/pages/isu/{UUID(int=404)}")).status_code == 404
    assert (await browser.get("/pages/isu?id=x")).status_code == 404
