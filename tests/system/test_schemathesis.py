"""The OpenAPI of each running service tells the truth: Schemathesis, seeded, finds no fault."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from deploy.launcher import ROOT
from deploy.migrate import Deployment
from deploy.roles import SERVICES
from shared.access.policy import RIGHTS
from shared.kernel.context import Client
from shared.testing.tokens import ANALYST, CASEWORKER, E_SERVICE, ROBOT, UNIT_HEAD
from tests.system import story
from tests.system.committee import Committee, accepted, running

Done = subprocess.CompletedProcess[str]

AT_ONCE = 2
CALLERS = {
    Client.E_SERVICE: E_SERVICE,
    Client.OFFICIAL: UNIT_HEAD,
    Client.ROBOT: ROBOT,
    Client.REPORTING: ANALYST,
}
SETTINGS = """
seed = 20261122
hooks = "tests.system.formats"
max-stream-events = 3

[checks.positive_data_acceptance]  # what is refused for what it meets, not for its shape
expected-statuses = ["2xx", "304", "404", "409", "412", "422"]

[checks.negative_data_rejection]  # 413: what is wrong by being too long may be too large besides
expected-statuses = [
    "400", "401", "403", "404", "405", "406", "409", "413", "415", "422", "428", "429", "5xx"
]

[checks.missing_required_header]  # RFC 6585 for If-Match
expected-statuses = ["400", "401", "403", "415", "428"]

[generation]
max-examples = 10

[phases.stateful]
max-steps = 4
"""
OPERATION = """
[[operations]]
include-name = "{name}"
headers = {{ Authorization = "Bearer {token}" }}
request-timeout = {seconds}
"""
KNOWN = """
[dictionaries.{name}]
values = {values}

[parameters."{place}"]
dictionary = "{name}"
probability = 0.7
"""
EVENT_IDS = "SELECT event_id::text FROM store.ledger ORDER BY position DESC LIMIT 3"
IDS_OF = "SELECT DISTINCT stream_id::text FROM store.event WHERE name = %s"
PLACES = {
    "path.intakeId": "intake.opened.v1",
    "path.personId": "intake.person-registered.v1",
    "path.receiptId": "intake.concern-report-received.v1",
    "path.investigationId": "investigation.opened.v1",
    "path.decisionId": "investigation.decision-made.v1",
    "path.interventionId": "interventions.opened.v1",
    "path.anyId": "intake.opened.v1",
    "path.administrativeMatterId": "intake.administrative-matter-opened.v1",
}
REQUESTED = {
    "kindCode": "register-extract-request",
    "factCode": "register-extract-requested",
    "happenedOn": "2026-03-02",
}


@pytest.fixture(scope="module")
def runs(
    fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, Future[Done]]]:
    """Yield what Schemathesis finds at each service, some at a time."""
    folder = tmp_path_factory.mktemp("schemathesis")
    with running(fresh_store, folder, Committee) as committee, ThreadPoolExecutor(AT_ONCE) as pool:
        known = _known(committee)
        yield {name: pool.submit(_run, committee, name, known, folder) for name in SERVICES}


@pytest.mark.parametrize("service", SERVICES)
def test_schemathesis_finds_no_fault(runs: Mapping[str, Future[Done]], service: str) -> None:
    found = runs[service].result()
    assert found.returncode == 0, found.stdout + found.stderr
    for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
        assert f"✅  {phase} (in" in found.stdout


def _known(committee: Committee) -> Mapping[str, Sequence[str]]:
    """Play the story to different ends; return ids, versions and cursors that there are."""
    story.report(committee)
    received, granted, ended = (committee.matters_of(story.report(committee))[0] for _ in range(3))
    for intake_id in (received, granted, ended):
        story.receive(committee, intake_id)
    story.investigate(committee, granted)
    story.investigate(committee, ended)
    story.support(committee, ended)
    committee.told(granted, story.GRANTED)
    accepted(committee.post(CASEWORKER, "intake", "/administrative-matters", REQUESTED))
    events = accepted(committee.get(ANALYST, "reporting", "/events")).json()["items"]
    cursors = [event["cursor"] for event in events[:3]]
    return {
        **{place: _column(committee, IDS_OF, name) for place, name in PLACES.items()},
        "header.If-Match": [f'"{version}"' for version in range(1, 9)],
        "query.atLeast": _column(committee, EVENT_IDS),
        "query.cursor": cursors,
        "header.Last-Event-ID": cursors,
    }


def _column(committee: Committee, query: str, *parameters: str) -> Sequence[str]:
    return [value for (value,) in committee.rows(query, *parameters)]


def _run(
    committee: Committee, service: str, known: Mapping[str, Sequence[str]], folder: Path
) -> Done:
    url = committee.plans[service].url
    document = accepted(committee.get(ANALYST, service, "/openapi.json")).json()
    own = folder / service
    own.mkdir()
    (own / "schemathesis.toml").write_text(_settings(document, known))
    return subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json"),
            *("--url", url, "--checks", "all", "--no-color"),
            "--suppress-health-check=too_slow",  # that is the machine's
        ],
        cwd=own,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def _settings(document: Mapping[str, Any], known: Mapping[str, Sequence[str]]) -> str:
    parts = [SETTINGS]
    for number, (place, values) in enumerate(known.items()):
        parts.append(KNOWN.format(name=f"known-{number}", place=place, values=json.dumps(values)))
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if operation["security"]:
                name = f"{method.upper()} {path}"
                seconds = 1 if path == "/event-stream" else 10
                token = _caller(operation["security"][0]["bearer"][0])
                parts.append(OPERATION.format(name=name, token=token, seconds=seconds))
    return "".join(parts)


def _caller(right: str) -> str:
    return next(
        token for client, token in CALLERS.items() if client in RIGHTS[right].roles_by_client
    )
