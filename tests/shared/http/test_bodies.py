"""What a body must be: JSON of the right shape, and every fault of it is named at once."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.shared.http.conftest import A_MATTER, Asking, pointed_at, problem


async def test_all_faults_of_a_body_are_named_at_once_each_with_its_place(ask: Asking) -> None:
    answer = await ask.post(
        "/matters",
        {
            "sort": "annat",
            "receivedOn": "2026-02-30",
            "children": [{"note": "x", "birthYear": 1000}, {"birthYear": "2015"}],
            "extra": 1,
        },
    )
    said = problem(answer, 400, "invalid-request")
    assert pointed_at(said) == {
        ("body", "/sort", "enum"),
        ("body", "/receivedOn", "date-parsing"),
        ("body", "/children/0/birthYear", "greater-than-equal"),
        ("body", "/children/1/birthYear", "int-type"),
        ("body", "/children/1/note", "missing"),
        ("body", "/extra", "extra-forbidden"),
    }


async def test_a_fault_says_the_rule_in_swedish_and_never_what_was_sent(ask: Asking) -> None:
    sent = {**A_MATTER, "sort": "191212121212", "191212121212": "Test Testsson"}
    said = problem(await ask.post("/matters", sent), 400, "invalid-request")
    assert "191212121212" not in json.dumps(said)
    assert "Testsson" not in json.dumps(said)
    details = {error["detail"] for error in said["errors"]}
    assert "Värdet är inte ett av de tillåtna: 'report' eller 'application'." in details


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{",
        b'{"sort": }',
        b"\xff\xfe{}",
        b'{"sort": "\\ud800"}',
        b"[" * 5000,
        b'{"sort": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "cut", "gap", "utf-16", "surrogate", "depth", "digits"],
)
async def test_what_is_not_json_in_utf_8_is_refused(ask: Asking, written: bytes) -> None:
    said = problem(await ask.post("/matters", written), 400, "invalid-request")
    assert pointed_at(said) == {("body", "", "json-invalid")}


async def test_text_that_cannot_be_kept_is_refused_where_it_stands(ask: Asking) -> None:
    written = json.dumps({**A_MATTER, "children": [{"note": "a\0b"}]}).encode()
    said = problem(await ask.post("/matters", written), 400, "invalid-request")
    assert pointed_at(said) == {("body", "/children/0/note", "unkeepable-text")}


async def test_the_words_backslash_u0000_are_only_words(ask: Asking) -> None:
    children = [{"note": "Skrev \\u0000 själv."}]
    answer = await ask.post("/matters", {**A_MATTER, "children": children})
    assert answer.status_code == 201


async def test_an_object_that_says_a_thing_twice_is_refused(ask: Asking) -> None:
    written = b'{"sort":"report","receivedOn":"2026-03-02","children":[{"note":"x","note":"y"}]}'
    said = problem(await ask.post("/matters", written), 400, "invalid-request")
    assert pointed_at(said) == {("body", "/children/0", "duplicate-field")}


@pytest.mark.parametrize(
    "written", ["0", "1700000000", "2026-3-2", "20260302", "2026-03-02T00:00:00Z"]
)
async def test_a_date_is_written_in_one_way(ask: Asking, written: str) -> None:
    said = problem(
        await ask.post("/matters", {**A_MATTER, "receivedOn": written}), 400, "invalid-request"
    )
    assert pointed_at(said) == {("body", "/receivedOn", "date-parsing")}


@pytest.mark.parametrize(
    "written", ["2026-03-02T09:30:00", "2026-03-02 09:30:00Z", "1700000000", "2026-03-02"]
)
async def test_an_instant_has_its_offset(ask: Asking, written: str) -> None:
    said = problem(
        await ask.post("/matters", {**A_MATTER, "seenAt": written}), 400, "invalid-request"
    )
    assert pointed_at(said) == {("body", "/seenAt", "datetime-parsing")}


async def test_a_whole_number_may_be_written_with_a_point(ask: Asking) -> None:
    written = (
        b'{"sort":"report","receivedOn":"2026-03-02","children":[{"note":"x","birthYear":2015.0}]}'
    )
    assert (await ask.post("/matters", written)).status_code == 201


async def test_a_list_is_not_called_too_short_because_its_items_have_faults(ask: Asking) -> None:
    children = [{"note": "x" * 101}]
    said = problem(
        await ask.post("/matters", {**A_MATTER, "children": children}), 400, "invalid-request"
    )
    assert pointed_at(said) == {("body", "/children/0/note", "string-too-long")}


async def test_a_rule_of_a_schema_answers_in_its_own_words(ask: Asking) -> None:
    children = [{"note": "otillåten"}]
    said = problem(
        await ask.post("/matters", {**A_MATTER, "children": children}), 400, "invalid-request"
    )
    assert said["errors"] == [
        {
            "in": "body",
            "pointer": "/children/0",
            "code": "note-not-allowed",
            "detail": "Den noteringen är inte tillåten.",
        }
    ]


@pytest.mark.parametrize(
    "said", ["text/plain", "application/xml", "application/json; charset=latin-1", ""]
)
async def test_a_body_says_that_it_is_json_in_utf_8(ask: Asking, said: str) -> None:
    problem(await ask.post("/matters", b"{}", content_type=said), 415, "unsupported-media-type")


async def test_a_body_that_says_nothing_of_its_type_is_refused(ask: Asking) -> None:
    request = ask.client.build_request("POST", "/matters", content=b"{}", headers={})
    request.headers["authorization"] = (await _own_header(ask))["authorization"]
    problem(await ask.client.send(request), 415, "unsupported-media-type")


async def _own_header(ask: Asking) -> dict[str, str]:
    return dict((await ask.get("/matters")).request.headers)


async def test_a_body_that_is_said_to_be_too_large_is_refused_unread(ask: Asking) -> None:
    answer = await ask.post("/matters", b"{}", content_length=str(1024 * 1024 + 1))
    problem(answer, 413, "content-too-large")


async def test_a_body_that_turns_out_too_large_is_refused(ask: Asking) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    answer = await ask.client.post(
        "/matters",
        content=pieces(),
        headers={**await _own_header(ask), "content-type": "application/json"},
    )
    problem(answer, 413, "content-too-large")
