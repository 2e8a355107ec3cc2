"""What is wrong with a request is said all at once, without repeating it, and nothing is kept."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import httpx
import pytest

from shared.kernel.clock import new_id, today
from shared.testing.tokens import CASEWORKER, E_SERVICE, bearer
from tests.system import story
from tests.system.committee import Committee
from tests.system.words import MARK, words

MIB = 1024 * 1024
WRONG = story.concern(
    story.child(birthYear="2015", sex="okänt", nickname=MARK),
    form={"code": "orosanmalan", "version": 3, "locale": "på svenska"},
    text="",
    receivedOn="2026-02-30",
    isDangerNow="ja",
    reporter={"name": words("Lära")},
)
FAULTS = {
    "/children/0/birthYear": "int-type",
    "/children/0/sex": "enum",
    "/children/0/nickname": "extra-forbidden",
    "/form/version": "string-type",
    "/form/locale": "string-pattern-mismatch",
    "/text": "string-too-short",
    "/receivedOn": "date-parsing",
    "/isDangerNow": "bool-type",
    "/reporter/kind": "missing",
}

ASSIGNED = {"official": "official-7", "unit": "barn-norr", "assignedOn": today().isoformat()}


@pytest.fixture(autouse=True)
def nothing_is_kept(committee: Committee, intake: str) -> Iterator[None]:
    """See that no test of this file has led to an event."""
    before = committee.asked_for()
    yield
    assert committee.asked_for() == before


def send(committee: Committee, raw: bytes, **headers: str) -> httpx.Response:
    """Post bytes as they are to where concerns are reported."""
    usual = {"Idempotency-Key": str(new_id()), "Content-Type": "application/json"}
    url = f"{committee.plans['intake'].url}/concern-reports"
    return committee.http.post(url, content=raw, headers=bearer(E_SERVICE) | usual | headers)


def problem(answer: httpx.Response, status: int) -> Mapping[str, Any]:
    """Return the problem that ``answer`` must be; it repeats nothing of what was sent."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert MARK not in answer.text
    told: Mapping[str, Any] = answer.json()
    return told


def test_every_fault_is_named_with_its_place(committee: Committee) -> None:
    told = problem(send(committee, json.dumps(WRONG).encode()), 400)
    assert {fault["pointer"]: fault["code"] for fault in told["errors"]} == FAULTS


def test_what_is_no_json_is_said_to_be_none(committee: Committee) -> None:
    for raw in (b"", b'{"text":', b"[1, 2", b"\xff\xfe"):
        told = problem(send(committee, raw), 400)
        assert [fault["code"] for fault in told["errors"]] == ["json-invalid"]


def test_what_is_said_twice_is_said_to_be_so(committee: Committee) -> None:
    whole = json.dumps(story.concern())
    twice = f'{{"text": "{MARK}", {whole[1:]}'.encode()
    told = problem(send(committee, twice), 400)
    assert [(fault["pointer"], fault["code"]) for fault in told["errors"]] == [
        ("", "duplicate-field")
    ]


def test_what_cannot_be_kept_is_said_to_be_so(committee: Committee) -> None:
    told = problem(send(committee, json.dumps(story.concern(text="a\0b")).encode()), 400)
    assert [(fault["pointer"], fault["code"]) for fault in told["errors"]] == [
        ("/text", "unkeepable-text")
    ]


def test_a_body_that_is_too_large_is_turned_away(committee: Committee) -> None:
    assert problem(send(committee, b" " * (16 * MIB + 1)), 413)["code"] == "content-too-large"


def test_a_body_of_another_type_is_turned_away(committee: Committee) -> None:
    raw = json.dumps(story.concern()).encode()
    for kind in ("text/plain", "application/json; charset=latin-1", ""):
        told = problem(send(committee, raw, **{"Content-Type": kind}), 415)
        assert told["code"] == "unsupported-media-type"


def test_a_file_that_is_no_document_is_named(committee: Committee) -> None:
    files = [
        {"fileName": "a.pdf", "content": "TVqQAAMAAAAEAAAA"},
        {"fileName": "b.pdf", "content": "inte base64"},
    ]
    told = problem(send(committee, json.dumps(story.concern(attachments=files)).encode()), 400)
    assert {fault["pointer"]: fault["code"] for fault in told["errors"]} == {
        "/attachments/0/content": "file-type",
        "/attachments/1/content": "not-base64",
    }


UNNAMED = {"kind": "anonymous", "name": MARK}
NOT_OBLIGED = {"kind": "private", "mandateCode": "19-1-4"}
OF_NOBODY = [{"childPlaces": [7], "name": MARK}]


@pytest.mark.parametrize(
    ("code", "changes"),
    {
        "date-in-the-future": {"receivedOn": "2099-01-01"},
        "anonymous-reporter-named": {"reporter": UNNAMED},
        "duty-not-theirs": {"reporter": NOT_OBLIGED},
        "unknown-guardianship": {"guardians": OF_NOBODY},
        "unknown-code": {"reasonCodes": ["no-such-reason"]},
    }.items(),
)
def test_what_contradicts_itself_is_refused(
    committee: Committee, code: str, changes: Mapping[str, Any]
) -> None:
    body = story.concern(**changes)
    answer = committee.post(E_SERVICE, "intake", "/concern-reports", body)
    assert problem(answer, 409)["code"] == code


def test_the_same_child_twice_is_refused(committee: Committee) -> None:
    twice = [story.child(number="200001052380"), story.child(number="20000105-2380")]
    answer = committee.post(E_SERVICE, "intake", "/concern-reports", story.concern(*twice))
    assert problem(answer, 409)["code"] == "same-person-twice"


@pytest.fixture(scope="module")
def intake(committee: Committee) -> str:
    """Return the path of a matter that has been assigned."""
    (intake_id,) = committee.matters_of(story.report(committee))
    committee.act(CASEWORKER, "intake", f"/intakes/{intake_id}", "assign", ASSIGNED)
    return f"/intakes/{intake_id}"


@pytest.mark.parametrize(
    ("seen", "status", "code"),
    [
        (None, 428, "if-match-required"),
        ('"1"', 412, "stream-moved"),
        ('W/"2"', 400, "invalid-request"),
        ("*", 400, "invalid-request"),
    ],
)
def test_a_change_of_what_has_changed_since_is_refused(
    intake: str, committee: Committee, seen: str | None, status: int, code: str
) -> None:
    answer = committee.post(CASEWORKER, "intake", f"{intake}/assign", ASSIGNED, seen=seen)
    assert problem(answer, status)["code"] == code


def test_a_change_out_of_order_is_refused(intake: str, committee: Committee) -> None:
    concluded = {"way": "investigate", "concludedOn": ASSIGNED["assignedOn"], "reasons": "Utred."}
    path = f"{intake}/conclude-preliminary-assessment"
    answer = committee.post(CASEWORKER, "intake", path, concluded, seen='"2"')
    assert problem(answer, 409)["code"] == "protection-not-assessed"
