"""Sidorna för nämnden: meetings, the sweep, warnings and what was delivered, in words."""

from uuid import UUID

from httpx import AsyncClient

from shared.testing.database import Database
from shared.testing.tokens import UNIT_HEAD, bearer
from tests.reporting.ledger import append
from tests.reporting.pages.browsing import log_in
from tests.reporting.test_meetings import urgent
from tests.reporting.test_watch_list import an_investigation


async def told(browser: AsyncClient, database: Database) -> UUID:
    """Log in, and let a child be investigated and taken into care by the chair."""
    await log_in(browser)
    story = an_investigation()
    urgent(story, "2026-03-15")
    last = append(database, story.happenings)
    asked = {"atLeast": str(last)}
    for path in ("/meetings", "/delegated-decisions"):
        await browser.get(path, params=asked, headers=bearer(UNIT_HEAD))
    return last


async def scheduled(browser: AsyncClient, on: str) -> str:
    body = {"body": "committee", "meetingOn": on}
    made = await browser.post("/meetings", json=body, headers=bearer(UNIT_HEAD))
    asked = {"atLeast": made.json()["eventId"]}
    answer = await browser.get("/meetings", params=asked, headers=bearer(UNIT_HEAD))
    assert answer.status_code == 200, answer.text
    return str(made.json()["id"])


async def test_a_meeting_that_passed_without_an_urgent_decision_is_told_of(
    browser: AsyncClient, database: Database
) -> None:
    await told(browser, database)
    meeting = await scheduled(browser, "2026-03-20")
    page = (await browser.get("/pages/meetings")).text
    assert "skulle ha anmälts" in page
    assert "Nämnden 20 mars 2026" in page
    one = (await browser.get(f"/pages/meetings/{meeting}")).text
    assert "Inte lämnad: så skulle den bli nu" in one
    assert "brådskande" in one
    file = await browser.get(f"/pages/meetings/{meeting}/list.csv")
    assert file.content.startswith("\ufeffBeslut;Dag;Vem;Roll".encode())
    assert file.text.count("\r\n") == 3


async def test_the_sweep_may_be_narrowed_to_what_is_outside(
    browser: AsyncClient, database: Database
) -> None:
    await told(browser, database)
    period = "from=2026-03-01&to=2026-03-31"
    every = (await browser.get(f"/pages/delegation?{period}&verdict=")).text
    assert "Besluten, det allvarligaste först: 2" in every
    assert "Omedelbart omhändertagande enligt LVU" in every
    outside = (await browser.get(f"/pages/delegation?{period}&verdict=outside")).text
    assert "Inget beslut." in outside
    backwards = await browser.get("/pages/delegation?from=2026-03-31&to=2026-03-01")
    assert backwards.status_code == 400


async def test_nothing_delivered_and_nothing_warned_of_is_said_so(browser: AsyncClient) -> None:
    await log_in(browser)
    assert "Ingen rapport har lämnats." in (await browser.get("/pages/unexecuted/delivered")).text
    assert "Ingen varning har gått ut." in (await browser.get("/pages/watch/warnings")).text


async def test_a_delivered_report_is_shown_as_it_was(browser: AsyncClient) -> None:
    await log_in(browser)
    body = {"kind": "unexecuted-decisions", "quarter": "2026Q2", "deliveredOn": "2026-07-06"}
    made = await browser.post("/delivered-reports", json=body, headers=bearer(UNIT_HEAD))
    place = f"/pages/unexecuted/delivered/{made.json()['id']}"
    page = (await browser.get(place)).text
    assert "Lämnad 6 juli 2026 till IVO och revisorerna" in page
    assert "Ja, byte för byte ur liggaren" in page
    numbers = {**body, "kind": "unexecuted-statistics"}
    made = await browser.post("/delivered-reports", json=numbers, headers=bearer(UNIT_HEAD))
    page = (await browser.get(f"/pages/unexecuted/delivered/{made.json()['id']}")).text
    assert "kommunfullmäktige" in page
