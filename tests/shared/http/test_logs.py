"""Logs are JSON lines that say what was done by which program, and about nobody."""

import json
import logging

import pytest

from shared.http.logs import JsonLines
from tests.shared.http.conftest import A_MATTER, Asking, problem


async def test_a_call_is_logged_without_query_path_token_or_body(
    ask: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="rodatraden.access"):
        matter = await ask.opened()
        caplog.clear()
        answer = await ask.get(f"{matter}?caseTypes=191212121212")
    problem(answer, 400, "invalid-request")
    line = JsonLines().format(caplog.records[0])
    said = json.loads(line)
    assert (said["method"], said["route"], said["status"]) == ("GET", "/matters/{matter_id}", 400)
    assert said["api"] == "matters"
    assert said["client"] == "test-official"
    assert f"urn:uuid:{said['requestId']}" == answer.json()["instance"]
    assert said["traceId"] in answer.headers["traceparent"]
    for hidden in ("191212121212", "caseTypes", matter, "Bearer", "official-7"):
        assert hidden not in line


async def test_a_body_leaves_nothing_in_the_log(
    ask: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="rodatraden"):
        await ask.post("/matters", {**A_MATTER, "sort": "Testsson"})
    assert "Testsson" not in "".join(JsonLines().format(record) for record in caplog.records)


def test_an_exception_is_logged_by_its_kind_and_frames_only() -> None:
    try:
        raise ValueError("191212121212")
    except ValueError as error:
        told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "broken", (), told)
    said = json.loads(JsonLines().format(record))
    assert said["fault"]["kind"] == "ValueError"
    assert "191212121212" not in json.dumps(said)
