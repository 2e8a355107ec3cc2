"""Förvaltningens egna frister: explained, watched and warned of, beside those of matters."""

from typing import Any
from uuid import UUID

from httpx import AsyncClient

from services.reporting.projections.watch_items import TABLE
from services.reporting.projections.watching import WATCH_LIST
from services.reporting.reactions.warn import Warner
from shared.eventstore.deriving import start_over
from shared.eventstore.store import PostgresStore
from shared.testing.database import Database
from shared.testing.tokens import ANALYST, CASEWORKER, ROBOT, UNIT_HEAD, bearer
from tests.reporting.ledger import append
from tests.reporting.test_watch_list import an_investigation, read
from tests.shared.clocks.duties import Duties
from tests.shared.clocks.told import day

PATH = "/authority-clocks"


def a_request(known: str = "2026-03-02T08:00:00+01:00") -> Duties:
    duty = Duties(kind="register-extract-request")
    duty.opened("2026-03-02", "register-extract-requested", known=known)
    return duty


async def clocks(client: AsyncClient, last: UUID, **query: str | int) -> list[Any]:
    return list((await read(client, PATH, last, **query))["clocks"])


def said(lines: list[Any]) -> list[tuple[Any, ...]]:
    return [
        (each["clock"]["number"], each["periodCode"], each["clock"]["state"], each["unit"])
        for each in lines
    ]


async def test_a_request_is_explained_with_who_answers_for_it(
    reporting: AsyncClient, database: Database
) -> None:
    duty = a_request()
    duty.given_more_time("2026-03-20", "2026-05-29")
    duty.assigned("2026-03-21", "arkiv", "official-7")
    last = append(database, duty.happenings)
    (line,) = await clocks(reporting, last, validAt="2026-03-25", unit="arkiv")
    assert (line["clock"]["number"], line["official"]) == ("O2", "official-7")
    assert line["clock"]["nominalOn"] == "2026-05-29"
    assert line["clock"]["legalBasisId"] == "gdpr-12"
    assert line["clock"]["startedBy"]["status"] == "Registerutdrag begärt"
    assert await clocks(reporting, last, validAt="2026-03-25", unit="kansli") == []


async def test_it_is_seen_as_it_was_known_then_and_as_known_now(
    reporting: AsyncClient, database: Database
) -> None:
    duty = a_request()
    late = "2026-04-10T08:00:00+02:00"
    duty.noted("register-extract-delivered", "2026-03-30", known=late)
    last = append(database, duty.happenings)
    asked = {"validAt": "2026-04-08", "knownAt": "2026-04-08T12:00:00Z"}
    (line,) = [
        each for each in await clocks(reporting, last, **asked) if each["periodCode"] is None
    ]
    assert (line["clock"]["state"], line["clock"]["breachedOn"]) == ("overdue", "2026-04-03")
    assert line["clock"]["knownNow"]["state"] == "met"


async def test_the_calendar_brings_the_reports_from_the_first_event_on(
    reporting: AsyncClient, database: Database
) -> None:
    quarter = Duties(period="2026Q1")
    quarter.delivered("2026-04-20")
    last = append(database, [*a_request().happenings, *quarter.happenings])
    lines = said(await clocks(reporting, last, validAt="2026-04-25", since="2026-04-01"))
    assert ("E3", "2026Q1", "met", "kansli") in lines
    assert ("E4", "2026Q1", "running", "kansli") in lines
    assert ("O18", "2026-03", "overdue", "kansli") in lines
    assert "2025Q4" not in {period for _, period, _, _ in lines}  # before there was a ledger
    assert [line for line in lines if line[2] == "met"] == lines[-1:]


async def test_what_ended_long_ago_is_left_out_unless_it_is_asked_for(
    reporting: AsyncClient, database: Database
) -> None:
    duty = a_request()
    duty.noted("register-extract-delivered", "2026-03-30")
    last = append(database, duty.happenings)
    shown = {"validAt": "2026-12-01", "since": "2026-03-30"}
    assert "O2" in {number for number, *_ in said(await clocks(reporting, last, **shown))}
    left_out = {"validAt": "2026-12-01", "since": "2026-03-31"}
    assert "O2" not in {number for number, *_ in said(await clocks(reporting, last, **left_out))}


async def test_watch_lists_show_them_to_the_unit_that_answers_beside_the_matters(
    reporting: AsyncClient, database: Database
) -> None:
    last = append(database, [*a_request().happenings, *an_investigation().happenings])
    asked: dict[str, Any] = {"on": "2026-04-01", "knownPosition": 9}
    mine = (await read(reporting, "/watch-list", last, unit="kansli", **asked))["items"]
    assert [(each["rule"], each["dueOn"], each["personId"]) for each in mine] == [
        ("register-extract", "2026-04-02", None),
        ("income-statistics", "2026-04-15", None),
        ("unexecuted-report", "2026-04-30", None),
    ]
    everybodys = (await read(reporting, "/watch-list", last, **asked))["items"]
    assert {each["unit"] for each in everybodys} >= {"kansli", "barn-norr"}
    counts = await read(reporting, "/watch-counts", last, unit="kansli", **asked)
    assert sum(each["items"] for each in counts["counts"]) == len(mine)


async def test_what_was_done_leaves_the_list_and_an_annulment_brings_it_back(
    reporting: AsyncClient, database: Database
) -> None:
    duty = a_request()
    answered = duty.noted("register-extract-delivered", "2026-03-05")
    duty.annulled("2026-03-10", answered)
    last = append(database, duty.happenings)

    async def listed(position: int) -> list[str]:
        asked: dict[str, Any] = {"unit": "kansli", "on": "2026-03-20", "knownPosition": position}
        answer = await read(reporting, "/watch-list", last, **asked)
        return [each["rule"] for each in answer["items"]]

    assert await listed(3) == []
    assert await listed(4) == ["register-extract"]


async def test_the_rows_are_the_same_when_the_lists_are_worked_out_anew(
    reporting: AsyncClient, database: Database, store: PostgresStore
) -> None:
    quarter = Duties(period="2026Q1")
    quarter.delivered("2026-04-20")
    later = a_request("2027-01-04T08:00:00+01:00")  # another year: the next one is set out
    last = append(database, [*quarter.happenings, *later.happenings])
    await read(reporting, "/watch-counts", last)
    before = await _rows(store)
    assert len({row["matter_id"] for row in before}) > 2 * 17
    await start_over(store, WATCH_LIST)
    assert await store.wait_for(last, WATCH_LIST.name, seconds=20)
    assert await _rows(store) == before


async def test_warnings_go_out_of_them_once_and_a_robot_reads_them(
    reporting: AsyncClient, database: Database, store: PostgresStore
) -> None:
    last = append(database, a_request().happenings)
    await read(reporting, "/watch-counts", last)
    warner = Warner(store)
    assert await warner.send(day("2026-03-31")) >= 1
    assert await warner.send(day("2026-03-31")) == 0
    rows = await store.rows("SELECT event_id FROM store.own_event ORDER BY event_id DESC LIMIT 1")
    for reader in (ROBOT, ANALYST):
        asked = {"atLeast": str(rows[0]["event_id"]), "unit": "kansli"}
        answer = await reporting.get("/warnings", params=asked, headers=bearer(reader))
        told = {(each["rule"], each["daysBefore"]) for each in answer.json()["items"]}
        assert ("register-extract", 3) in told


async def test_who_follows_up_may_read_them_and_nobody_else(
    reporting: AsyncClient, database: Database
) -> None:
    append(database, a_request().happenings)
    for reader, status in ((UNIT_HEAD, 200), (ANALYST, 200), (CASEWORKER, 403), (ROBOT, 403)):
        assert (await reporting.get(PATH, headers=bearer(reader))).status_code == status


async def _rows(store: PostgresStore) -> list[Any]:
    return list(await store.rows(TABLE.select().order_by(TABLE.c.item_id, TABLE.c.from_position)))
