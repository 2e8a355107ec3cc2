"""Every way of failing has one answer, in one shape, that gives nothing away."""

import logging
from collections.abc import AsyncIterator, Callable
from uuid import UUID

import httpx
import pytest
from fastapi.responses import Response

from shared.http.collecting import Part
from shared.http.edge import ChangeOf, EdgeRouter, StreamOf, changes, streams
from shared.http.outermost import AnswerBrokenOff
from shared.http.problems import Problem
from shared.kernel.caller import IssuerUnavailable
from shared.kernel.refusal import NotFound, Refusal, StoreUnavailable, StreamMoved
from shared.kernel.sealed import FileDestroyed
from shared.kernel.shown import NOBODY
from shared.kernel.store import AnswerInFlight
from shared.testing.tokens import CASEWORKER, E_SERVICE, bearer, token_for
from tests.shared.http.conftest import Asking, asking, problem
from tests.shared.http.matters import build


class Hopeless(Refusal):
    """A rule that always refuses."""

    code = "hopeless"
    detail = "Det går inte."


class NoSuchBox(NotFound):
    """A thing with a name of its own for being nowhere."""

    code = "no-such-box"
    detail = "Det finns ingen sådan låda."


SECRET = "191212121212 Test Testsson"
FAILURES: list[tuple[Callable[[], Exception], int, str, str | None]] = [
    (Hopeless, 409, "hopeless", None),
    (NotFound, 404, "not-found", None),
    (NoSuchBox, 404, "no-such-box", None),
    (lambda: FileDestroyed(SECRET), 404, "file-destroyed", None),
    (lambda: StreamMoved(UUID(int=1), 3), 409, "stream-moved", "1"),
    (AnswerInFlight, 409, "answer-in-flight", "1"),
    (lambda: StoreUnavailable(SECRET), 503, "store-unavailable", "5"),
    (IssuerUnavailable, 503, "issuer-unavailable", "5"),
    (lambda: Problem(413, "too-many-files", "För många filer."), 413, "too-many-files", None),
    (lambda: RuntimeError(SECRET), 500, "internal-fault", None),
    (lambda: ValueError(SECRET), 500, "internal-fault", None),
]


def failing(make: Callable[[], Exception], *, versioned: bool = False) -> Asking:
    """Ask a service whose only route fails in this way."""
    router = EdgeRouter(prefix="/boxes", tags=["Lådor"])

    @router.post("/open", **changes("intake:handle", versioned=versioned))
    async def open_box(change: ChangeOf) -> Response:
        """Öppna lådan."""
        raise make()

    return asking(build(routers=[router]))


@pytest.mark.parametrize(("make", "status", "code", "retry_after"), FAILURES)
async def test_each_failure_has_its_answer(
    make: Callable[[], Exception], status: int, code: str, retry_after: str | None
) -> None:
    answer = await failing(make).post("/boxes/open")
    said = problem(answer, status, code)
    assert answer.headers.get("retry-after") == retry_after
    assert SECRET not in answer.text
    assert said["title"]
    assert said["detail"]


async def test_a_stream_that_moved_from_the_version_seen_is_412() -> None:
    asked = failing(lambda: StreamMoved(UUID(int=1), 3), versioned=True)
    problem(await asked.post("/boxes/open", if_match='"1"'), 412, "stream-moved")


async def test_the_log_of_a_fault_has_its_place_but_not_its_words(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="rodatraden.faults"):
        answer = await failing(lambda: RuntimeError(SECRET)).post("/boxes/open")
    fields = caplog.records[0].__dict__["fields"]
    assert fields["requestId"] == answer.json()["instance"].removeprefix("urn:uuid:")
    assert fields["fault"]["kind"] == "RuntimeError"
    assert "open_box" in fields["fault"]["frames"][-1]
    assert SECRET not in str(caplog.records[0].__dict__)


async def test_a_path_that_does_not_exist(ask: Asking) -> None:
    problem(await ask.get("/nowhere"), 404, "not-found")


async def test_a_path_is_not_guessed_at(ask: Asking) -> None:
    problem(await ask.get("/matters/"), 404, "not-found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/matters", "GET, POST"),
        ("OPTIONS", "/matters", "GET, POST"),
        ("GET", "/matters/search", "POST"),
        ("POST", "/matters/019e0000-0000-7000-8000-000000000000", "GET"),
        ("PUT", "/api-info", "GET"),
        ("TRACE", "/health/live", "GET"),
    ],
)
async def test_a_method_that_is_not_used_is_refused_with_all_that_are(
    ask: Asking, method: str, path: str, allowed: str
) -> None:
    answer = await ask.client.request(method, path)
    problem(answer, 405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


async def test_nobody_is_let_in_without_a_token(ask: Asking) -> None:
    answer = await ask.client.get("/matters")
    problem(answer, 401, "no-token")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("said", ["Basic dGVzdA==", "Bearer", "Bearer ", "token x"])
async def test_nothing_but_a_bearer_token_will_do(ask: Asking, said: str) -> None:
    problem(await ask.get("/matters", authorization=said), 401, "no-token")


async def test_a_token_that_is_none_is_refused_and_the_reason_said(ask: Asking) -> None:
    answer = await ask.get("/matters", **bearer("a.b.c"))
    problem(answer, 401, "token-invalid")
    challenge = answer.headers["www-authenticate"]
    assert challenge == 'Bearer error="invalid_token", error_description="token-invalid"'


@pytest.mark.parametrize(
    "token",
    [E_SERVICE, token_for("official-7", "official", "caseworker", scopes=["intake:handle"])],
    ids=["another kind of client", "without the scope"],
)
async def test_a_token_without_the_right_is_refused(ask: Asking, token: str) -> None:
    problem(await ask.get("/matters", **bearer(token)), 403, "not-permitted")


async def test_who_may_not_is_told_so_before_anything_of_the_request_is_judged(
    ask: Asking,
) -> None:
    answer = await ask.post("/matters?colour=red", b"{", **bearer(E_SERVICE))
    problem(answer, 403, "not-permitted")
    answer = await ask.client.post("/matters?colour=red", content=b"{")
    problem(answer, 401, "no-token")


async def test_a_fault_after_the_answer_has_begun_ends_the_connection() -> None:
    router = EdgeRouter(prefix="/boxes", tags=["Lådor"])

    @router.get("/all", **streams("intake:read", media_type="text/plain", example="x"))
    async def all_boxes(reading: StreamOf) -> Response:
        """Läs alla lådor."""

        async def pieces() -> AsyncIterator[Part]:
            yield Part("a", NOBODY)
            raise RuntimeError(SECRET)

        return await reading.stream(pieces(), media_type="text/plain")

    app = build(routers=[router])
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        with pytest.raises(AnswerBrokenOff):
            await client.get("/boxes/all", headers=bearer(CASEWORKER))
