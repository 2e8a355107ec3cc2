"""En röd tråd: what has happened, and every time limit on a time line."""

import csv
import re
from io import StringIO
from uuid import UUID

import pytest
from httpx import AsyncClient

from shared.testing.database import Database
from tests.reporting.pages.browsing import log_in
from tests.reporting.test_clocks import tell
from tests.shared.clocks.telling import Story
from tests.shared.clocks.told import INTAKE, THREAD

PAGE = f"/pages/threads/{THREAD}"


@pytest.fixture
def late(database: Database) -> None:
    """Tell of a preliminary assessment concluded in time, which was known too late."""
    story = Story()
    story.reported("2026-03-02")
    story.concluded("2026-03-10", known="2026-03-25T09:00:00+01:00")
    tell(database, story)


@pytest.fixture(autouse=True)
async def _logged_in(browser: AsyncClient) -> None:
    await log_in(browser)


async def read(browser: AsyncClient, path: str) -> str:
    page = await browser.get(path)
    assert page.status_code == 200, page.text
    return page.text


@pytest.mark.usefixtures("late")
async def test_it_shows_what_has_happened_and_the_time_limits(browser: AsyncClient) -> None:
    page = await read(browser, f"{PAGE}?validAt=2026-03-30")
    assert "Aktualisering öppnad" in page
    assert "B2 Förhandsbedömning: hållen" in page
    assert "20 kap. 2 § socialtjänstlagen (2025:400)" in page
    assert re.search(r"25 mars 2026 kl\. 09\.00 <span[^>]*>efteråt</span>", page)


@pytest.mark.usefixtures("late")
async def test_it_is_seen_as_it_was_known_then(browser: AsyncClient) -> None:
    page = await read(browser, f"{PAGE}?validAt=2026-03-20&knownOn=2026-03-20")
    assert "B2 Förhandsbedömning: passerad" in page
    assert "Som det såg ut då, och som det är känt nu" in page
    plain = await read(browser, f"{PAGE}?validAt=2026-03-20")
    assert "Som det såg ut då" not in plain


@pytest.mark.usefixtures("late")
async def test_whatever_is_in_the_thread_finds_it(browser: AsyncClient) -> None:
    found = await browser.get(f"/pages/threads?id=%20{INTAKE}%20")
    assert found.headers["location"] == f"/pages/threads/{INTAKE}"
    assert "Förhandsbedömning" in await read(browser, found.headers["location"])


@pytest.mark.usefixtures("late")
async def test_an_empty_field_of_the_form_asks_for_nothing(browser: AsyncClient) -> None:
    assert "Nollställ" not in await read(browser, f"{PAGE}?validAt=&knownOn=&rulesAsOf=")


@pytest.mark.usefixtures("late")
async def test_the_ends_of_time_may_be_asked_about(browser: AsyncClient) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        for axis in ("validAt", "knownOn", "rulesAsOf"):
            assert "Röd tråd" in await read(browser, f"{PAGE}?{axis}={day}")


@pytest.mark.usefixtures("late")
async def test_the_time_limits_can_be_taken_away_as_a_table(browser: AsyncClient) -> None:
    answer = await browser.get(f"{PAGE}/clocks.csv?validAt=2026-03-30")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    (row,) = (each for each in rows if each["Frist"] == "B2 Förhandsbedömning")
    assert (row["Läge"], row["Sista dag"], row["Stoppade"]) == (
        "hållen",
        "2026-03-16",
        "2026-03-10",
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/pages/threads/{UUID(int=9)}", 404),
        ("/pages/threads?id=19121212-1212", 404),
        ("/pages/threads/x", 404),
        (f"{PAGE}?validAt=2026-02-30", 400),
        (f"{PAGE}?day=2026-02-28", 400),
    ],
)
@pytest.mark.usefixtures("late")
async def test_what_cannot_be_shown_is_told_on_a_page_without_repeating_it(
    browser: AsyncClient, path: str, status: int
) -> None:
    answer = await browser.get(path)
    assert answer.status_code == status
    if not path.endswith("/x"):
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "<h1>" in answer.text
        assert "19121212" not in answer.text
