"""Names, texts and numbers rest sealed: none is found in any log, table, problem or figure.

Every free text and name in the story carries one word; so do a file and its contents here, and
the numbers are known. All that the committee has written is searched for them.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql

from deploy.docs import openapi
from deploy.roles import SERVICES
from deploy.urls import with_database
from shared.kernel.clock import today
from shared.testing.tokens import ANALYST, CASEWORKER, E_SERVICE
from tests.system import story
from tests.system.committee import Committee, accepted
from tests.system.needles import APPLICANT, CHILD, GUARDIAN, MISTAKEN, NUMBERS, TOLD
from tests.system.words import MARK, words

PDF = f"%PDF-1.7\n{MARK}\n".encode()
TABLES = """
    SELECT schemaname, tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"""
SERVER_LOG = "SELECT setting FROM pg_settings WHERE name = 'data_directory'"
OPEN_TO_READ = {
    "intake": (CASEWORKER, "/intakes"),
    "investigation": (CASEWORKER, "/investigations"),
    "interventions": (CASEWORKER, "/interventions"),
    "reporting": (ANALYST, "/events"),
}


@pytest.fixture(scope="module")
def problems(committee: Committee) -> Sequence[httpx.Response]:
    """Play every part where somebody is named or something is written; return the problems."""
    met: list[httpx.Response] = []
    committee.http.event_hooks["response"].append(met.append)
    _report_and_support(committee)
    _apply(committee)
    _err(committee)
    committee.http.event_hooks["response"].remove(met.append)
    return [answer for answer in met if answer.is_error]


def _report_and_support(committee: Committee) -> None:
    file = {"fileName": f"{MARK}.pdf", "content": base64.b64encode(PDF).decode()}
    guardian = {"childPlaces": [0], "name": words("Vera"), "number": GUARDIAN}
    child = story.child(number=CHILD)
    named = story.concern(child, guardians=[guardian], attachments=[file])
    (intake_id,) = committee.matters_of(story.report(committee, named))
    intake = f"/intakes/{intake_id}"
    read = accepted(committee.get(CASEWORKER, "intake", f"{intake}/report"))
    attachment = f"{intake}/attachments/{read.json()['attachments'][0]['attachmentId']}"
    assert accepted(committee.get(CASEWORKER, "intake", attachment)).content == PDF
    assert TOLD.search(read.content)
    story.receive(committee, intake_id)
    story.investigate(committee, intake_id)
    story.support(committee, intake_id)
    investigated, granted = (committee.matters_of(story.report(committee))[0] for _ in range(2))
    story.receive(committee, investigated)
    story.receive(committee, granted)
    story.investigate(committee, granted)
    committee.told(investigated, story.INVESTIGATED)
    committee.told(granted, story.GRANTED)
    note = {"note": words("Gjort av roboten.")}
    for worklist in ("sibling-check", "handover", "closing-summary"):
        result = note if worklist != "sibling-check" else {**note, "siblingCount": 1}
        story.work_off(committee, worklist, result)
    story.report(committee, story.concern(story.child(number=MISTAKEN)))
    for number in NUMBERS[:3]:
        committee.post(CASEWORKER, "intake", "/person-searches", {"number": number})


def _apply(committee: Committee) -> None:
    body = {
        "form": {"code": "ansokan", "version": "1", "locale": "sv"},
        "caseType": "adult-outpatient",
        "applicant": {"name": words("Sten"), "number": APPLICANT},
        "sender": {"name": words("Ombud"), "telephone": MARK},
        "text": words("Jag vill ha stöd."),
    }
    answer = accepted(committee.post(E_SERVICE, "intake", "/applications", body))
    assert TOLD.search(answer.content) is None
    committee.matters_of(answer.json()["receiptId"])


def _err(committee: Committee) -> None:
    """Send what is wrong, in every way, with names and numbers in it."""
    twice = [story.child(number=CHILD), story.child(number=CHILD)]
    wrong: Sequence[Mapping[str, Any]] = [
        {words("Anna"): 1, CHILD: 1},
        story.concern(*twice),
        story.concern(story.child(birthYear=CHILD, sex=MARK)),
        story.concern(reasonCodes=[MARK, "no-such-reason"]),
        story.concern(form={"code": MARK, "version": CHILD, "locale": CHILD}),
    ]
    for body in wrong:
        committee.post(E_SERVICE, "intake", "/concern-reports", body)
    committee.post(CASEWORKER, "intake", "/person-searches", {"number": MISTAKEN})
    for service, (who, path) in OPEN_TO_READ.items():
        committee.get(who, service, f"{path}/{CHILD}")
        committee.get(who, service, path, unit=MARK, cursor=CHILD, name=MARK)
        for place in (path, f"/{MARK}"):
            committee.post(who, service, place, {"name": MARK}, key=f"{CHILD} x")
        assigned = {"official": MARK, "unit": CHILD, "assignedOn": today().isoformat()}
        committee.post(CASEWORKER, service, f"{path}/{CHILD}/assign", assigned, seen=MARK)


def test_no_problem_repeats_what_was_sent(problems: Sequence[httpx.Response]) -> None:
    assert {answer.status_code for answer in problems} >= {400, 404, 405, 409}
    for answer in problems:
        assert TOLD.search(answer.content) is None, answer.text
        assert TOLD.search(str(answer.headers).encode()) is None, answer.headers


@pytest.mark.usefixtures("problems")
@pytest.mark.parametrize("service", SERVICES)
def test_no_list_figure_or_description_names_anybody(committee: Committee, service: str) -> None:
    who, path = OPEN_TO_READ[service]
    listed = accepted(committee.get(who, service, path, limit=100))
    assert listed.json()["items"]
    assert TOLD.search(listed.content) is None
    for page in ("/metrics", "/api-info", "/health/ready"):
        answer = accepted(committee.get(ANALYST, service, page))
        assert TOLD.search(answer.content) is None, page
    served = accepted(committee.get(ANALYST, service, "/openapi.json")).json()
    assert served == json.loads(openapi(service)), "what was written before anybody called"


@pytest.mark.usefixtures("problems")
def test_no_log_or_other_file_names_anybody(committee: Committee) -> None:
    folder = committee.plans["intake"].log.parents[1]
    files = [path for path in folder.rglob("*") if path.is_file()]
    ((data_directory,),) = committee.rows(SERVER_LOG)
    files += [log for log in [Path(data_directory).parent / "server.log"] if log.exists()]
    assert {f"{service}.log" for service in SERVICES} <= {path.name for path in files}
    for path in files:
        found = TOLD.search(path.read_bytes())
        assert found is None, f"{path.name}: {found}"


@pytest.mark.usefixtures("problems")
@pytest.mark.parametrize("database", ["store", "file keys"])
def test_no_column_of_any_table_names_anybody(committee: Committee, database: str) -> None:
    url = committee.store.admin_url
    if database == "file keys":
        url = with_database(url, committee.store.keys_database)
    for schema, table in _tables(url):
        found = TOLD.search(_contents(url, schema, table))
        assert found is None, f"{schema}.{table}: {found}"


def _tables(url: str) -> Sequence[tuple[str, str]]:
    with psycopg.connect(url) as connection:
        tables = connection.execute(TABLES).fetchall()
    assert tables
    return [(schema, table) for schema, table in tables]


def _contents(url: str, schema: str, table: str) -> bytes:
    """Return every byte of a table: texts, JSON and bytes as they rest."""
    query = sql.SQL("COPY {} TO STDOUT (FORMAT binary)").format(sql.Identifier(schema, table))
    with psycopg.connect(url) as connection, connection.cursor().copy(query) as copied:
        return b"".join(bytes(part) for part in copied)
