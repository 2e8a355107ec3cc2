"""Handläggarens egna sidor: her own watch list, the threads she may see, and nothing more."""

import re

import psycopg
from httpx import AsyncClient

from shared.kernel.clock import today
from shared.testing.database import Database
from shared.testing.tokens import bearer, token_for
from tests.browser.unit import settle
from tests.reporting.pages.browsing import CASEWORKER, log_in
from tests.reporting.waiting import until

ME = token_for(CASEWORKER, "official", "caseworker", unit="barn-norr")
HEAD = token_for("chef-1", "official", "unit-head", unit="barn-norr")
READ = """
    SELECT (SELECT count(*) FROM store.event) = (SELECT count(*) FROM store.ledger)
       AND (SELECT min(position) = (SELECT max(position) FROM store.ledger)
            FROM reporting.tracking)"""


async def settled(database: Database) -> None:
    """Let a unit's half year have happened, and been read."""
    settle(database.admin_url, today())

    async def is_read() -> bool:
        with psycopg.connect(database.admin_url) as admin:
            return admin.execute(READ).fetchone() == (True,)

    await until(is_read, "reporting to read what has happened")


async def officials(browser: AsyncClient, by: str, **query: str) -> set[str]:
    asked = {"limit": "100", **query}
    answer = await browser.get("/watch-list", params=asked, headers=bearer(by))
    assert answer.is_success, answer.text
    return {each["official"] for each in answer.json()["items"]}


async def test_an_official_has_her_own_list_and_the_pages_of_her_threads(
    browser: AsyncClient, database: Database
) -> None:
    await settled(database)
    assert {CASEWORKER, "handlaggare-3", "handlaggare-5"} < await officials(browser, HEAD)
    assert await officials(browser, ME) == {CASEWORKER}
    assert await officials(browser, ME, official="handlaggare-3") == set()
    start = await log_in(browser, CASEWORKER)
    assert start.status_code == 200
    assert re.findall(r'<li><a href="([^"]*)"', start.text) == ["/pages", "/pages/watch"]
    watch = await browser.get("/pages/watch")
    assert "Dina bevakningar" in watch.text
    assert "handlaggare-3" not in start.text + watch.text
    threads = re.findall(r"/pages/threads/[0-9a-f-]{36}", watch.text)
    assert (await browser.get(threads[0])).status_code == 200
    for closed in ("/pages/flow", "/pages/unexecuted", "/pages/unexecuted/report"):
        answer = await browser.get(closed)
        assert (answer.status_code, "handlaggare-3" in answer.text) == (403, False)
