"""Every service is killed while it works: what was acknowledged is there, and happened once."""

import asyncio
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from deploy.migrate import Deployment
from deploy.rebuilding import projections, rebuild_projection
from deploy.roles import SERVICES
from shared.testing.tokens import CASEWORKER
from tests.system import story
from tests.system.committee import running, until
from tests.system.patient import Patient

AT_ONCE = 3
WORK_BETWEEN = 15  # acknowledged changes, before the next service is killed
REGISTERED = "SELECT count(*) FROM store.ledger WHERE event_id = ANY (%s::uuid[])"
PUBLISHED = """
    SELECT event_id FROM store.ledger JOIN store.event USING (event_id)
    JOIN store.event_name USING (name) WHERE is_published"""
HOW_OFTEN = "SELECT count(*), count(DISTINCT thread_id) FROM store.event WHERE name = %s"


@pytest.fixture(scope="module")
def survivor(
    fresh_store: Deployment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Patient]:
    """Yield a committee whose services were all killed while children's matters were worked."""
    with running(fresh_store, tmp_path_factory.mktemp("log"), Patient) as committee:
        enough = Event()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            at_work = [pool.submit(_work, committee, enough) for _ in range(AT_ONCE)]
            try:
                for service in SERVICES:
                    _kill(committee, service)
            finally:
                enough.set()
            for each in at_work:
                each.result()
        yield committee


def _work(committee: Patient, enough: Event) -> None:
    """Take one child after the other the whole way, until it is enough."""
    while not enough.is_set():
        (intake_id,) = committee.matters_of(story.report(committee))
        story.receive(committee, intake_id)
        story.investigate(committee, intake_id)
        story.support(committee, intake_id)
        committee.told(intake_id, "interventions.ended.v1")


def _kill(committee: Patient, service: str) -> None:
    """Kill the service in the midst of work, and wait until another process has its place."""
    before, pid = len(committee.acknowledged), committee.services.pids[service]
    until(lambda: len(committee.acknowledged) >= before + WORK_BETWEEN, "work to go on")
    os.kill(pid, signal.SIGKILL)
    until(lambda: committee.services.pids[service] != pid, f"{service} to be started again")
    assert committee.get(CASEWORKER, service, "/health/ready").is_success


def test_nothing_that_was_acknowledged_is_missing(survivor: Patient) -> None:
    acknowledged = survivor.acknowledged
    assert len(acknowledged) >= WORK_BETWEEN * len(SERVICES)
    assert set(survivor.unanswered) == set(SERVICES)
    assert survivor.rows(REGISTERED, acknowledged) == [(len(set(acknowledged)),)]
    assert len(set(acknowledged)) == len(acknowledged)


@pytest.mark.parametrize(
    "name",
    [
        "intake.concern-report-received.v1",
        "intake.preliminary-assessment-concluded.v1",
        story.INVESTIGATED,
        "investigation.decision-made.v1",
        story.GRANTED,
        "interventions.ended.v1",
    ],
)
def test_what_was_asked_for_or_followed_from_it_happened_once(
    survivor: Patient, name: str
) -> None:
    ((times, threads),) = survivor.rows(HOW_OFTEN, name)
    ((reports, _),) = survivor.rows(HOW_OFTEN, "intake.opened.v1")
    assert times == threads == reports > AT_ONCE


def test_no_event_was_parked(survivor: Patient) -> None:
    for service in SERVICES:
        query = f"SELECT count(*) FROM {service}.parked"
        assert survivor.rows(query) == [(0,)]


def test_the_thread_shows_every_published_event_once(survivor: Patient) -> None:
    def is_whole() -> bool:
        shown = survivor.rows("SELECT event_id FROM reporting.thread_entry")
        return sorted(shown) == sorted(survivor.rows(PUBLISHED))

    until(is_whole, "the threads to be whole")


@pytest.mark.parametrize("name", projections())
def test_a_read_model_is_as_if_nobody_had_been_killed(survivor: Patient, name: str) -> None:
    service, projection = projections()[name]
    rebuilding = rebuild_projection(survivor.store, service, projection, lambda done, of: None)
    assert asyncio.run(rebuilding).was_right
