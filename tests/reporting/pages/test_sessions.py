"""Sessions: kept by hash, ended by time and by log-out, never revived."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from services.reporting.application.logins import LONGEST as LONGEST_LOGIN
from services.reporting.application.logins import Login, Logins
from services.reporting.application.sessions import IDLE, LONGEST, Session, Sessions
from services.reporting.application.storage import CODEC
from shared.eventstore.store import PostgresStore
from shared.kernel.caller import Caller
from shared.kernel.context import Actor, Client
from shared.testing.database import Database
from tests.services import store_of

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HEAD = Caller(
    actor=Actor(
        subject="enhetschef-2",
        role="unit-head",
        client=Client.OFFICIAL,
        client_id="pages",
        unit="barn-norr",
    ),
    scopes=frozenset({"reporting:read", "intake:read"}),
)
MINUTE = timedelta(minutes=1)


class Watch:
    """A clock that the test sets."""

    def __init__(self) -> None:
        self.time = MORNING

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
async def store(database: Database) -> AsyncIterator[PostgresStore]:
    async with store_of("reporting", CODEC, database) as opened:
        yield opened


async def test_a_session_gives_back_the_caller_it_was_opened_for(store: PostgresStore) -> None:
    sessions = Sessions(store)
    opened = await sessions.open(HEAD)
    found = await sessions.find(opened.secret)
    assert found is not None
    assert found.caller == HEAD


async def test_every_log_in_has_a_secret_of_its_own(store: PostgresStore) -> None:
    sessions = Sessions(store)
    assert (await sessions.open(HEAD)).secret != (await sessions.open(HEAD)).secret


async def test_whoever_reads_the_table_cannot_use_what_it_holds(
    store: PostgresStore, database: Database
) -> None:
    session = await Sessions(store).open(HEAD)
    with psycopg.connect(database.url_for("reporting")) as connection:
        (row,) = connection.execute("SELECT * FROM reporting.web_session").fetchall()
    assert session.secret not in str(row)
    assert session.form_token not in str(row)
    (kept,) = (each for each in row if isinstance(each, bytes))
    assert await Sessions(store).find(kept.hex()) is None


@pytest.mark.parametrize("service", ["intake", "investigation", "interventions"])
async def test_no_other_service_may_read_sessions(database: Database, service: str) -> None:
    with (
        psycopg.connect(database.url_for(service)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SELECT 1 FROM reporting.web_session")


async def test_a_session_that_is_used_goes_on_and_one_left_unused_ends(
    store: PostgresStore,
) -> None:
    watch = Watch()
    sessions = Sessions(store, clock=watch)
    opened = await sessions.open(HEAD)
    for _ in range(3):
        watch.time += IDLE - MINUTE
        assert await sessions.find(opened.secret) is not None
    watch.time += IDLE
    assert await sessions.find(opened.secret) is None


async def test_a_session_ends_after_a_working_day_however_much_it_is_used(
    store: PostgresStore,
) -> None:
    watch = Watch()
    sessions = Sessions(store, clock=watch)
    opened = await sessions.open(HEAD)
    while watch.time < MORNING + LONGEST - IDLE:
        watch.time += IDLE - MINUTE
        assert await sessions.find(opened.secret) is not None
    watch.time = MORNING + LONGEST
    assert await sessions.find(opened.secret) is None


async def test_what_has_ended_is_swept_away_by_the_next_log_in(
    store: PostgresStore, database: Database
) -> None:
    watch = Watch()
    sessions = Sessions(store, clock=watch)
    await sessions.open(HEAD)
    watch.time += LONGEST
    await sessions.open(HEAD)
    with psycopg.connect(database.url_for("reporting")) as connection:
        found = connection.execute("SELECT count(*) FROM reporting.web_session").fetchone()
    assert found == (1,)


async def test_a_closed_session_is_gone(store: PostgresStore) -> None:
    sessions = Sessions(store)
    opened = await sessions.open(HEAD)
    await sessions.close(opened)
    assert await sessions.find(opened.secret) is None


def test_a_form_of_another_session_is_not_ours() -> None:
    one, other = Session(secret="one", caller=HEAD), Session(secret="other", caller=HEAD)
    assert one.is_from_our_form(one.form_token)
    for token in ("", other.form_token, one.form_token[:-1], "å"):
        assert not one.is_from_our_form(token)


async def test_an_attempt_to_log_in_is_used_once_and_soon(store: PostgresStore) -> None:
    watch = Watch()
    logins = Logins(store, clock=watch)
    login = Login(state="s", nonce="n", verifier="v", return_to="/pages")
    first, second = await logins.begin(login), await logins.begin(login)
    assert await logins.take(first) == login
    assert await logins.take(first) is None
    watch.time += LONGEST_LOGIN
    assert await logins.take(second) is None
