"""The store is stopped under the services: they say so, keep alive, and recover by themselves."""

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from deploy.cluster import Cluster
from deploy.migrate import deployment, migrate
from deploy.postgres import in_use, own_cluster
from deploy.roles import SERVICES
from shared.kernel.clock import new_id
from shared.testing.tokens import ANALYST, CASEWORKER, E_SERVICE
from tests.postgres import NOT_DURABLE
from tests.system import story
from tests.system.committee import Committee, accepted, running, until

READS = {
    "intake": (CASEWORKER, "/intakes"),
    "investigation": (CASEWORKER, "/investigations"),
    "interventions": (CASEWORKER, "/interventions"),
    "reporting": (ANALYST, "/events"),
}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Yield a server of this module's own."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        Path(folder).chmod(0o755)
        with in_use(own_cluster(Path(folder), print, NOT_DURABLE)) as started:
            yield started


@pytest.fixture(scope="module")
def committee(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Committee]:
    """Yield a committee on that server, at work since before it is ever stopped."""
    folder = tmp_path_factory.mktemp("own")
    store = deployment(cluster.url, folder, {})
    migrate(store, lambda line: None)
    with running(store, folder, Committee) as committee:
        committee.matters_of(story.report(committee))
        yield committee


@contextmanager
def stopped(cluster: Cluster, committee: Committee) -> Iterator[None]:
    """Have the server stopped for as long as the block lasts, and all ready again after it."""
    pids = dict(committee.services.pids)
    cluster.stop()
    try:
        yield
    finally:
        cluster.start()
    until(lambda: all(ready(committee, each).is_success for each in SERVICES), "all to be ready")
    assert committee.services.pids == pids, "recovered, not started again"


def ready(committee: Committee, service: str) -> httpx.Response:
    return committee.get(CASEWORKER, service, "/health/ready")


def test_every_service_says_that_it_cannot_be_used_and_why(
    cluster: Cluster, committee: Committee
) -> None:
    def ask(service: str) -> Sequence[httpx.Response]:
        who, path = READS[service]
        until(lambda: not ready(committee, service).is_success, f"{service} to see it")
        live = committee.get(who, service, "/health/live")
        return live, ready(committee, service), committee.get(who, service, path)

    with stopped(cluster, committee), ThreadPoolExecutor(len(SERVICES)) as pool:
        answers = list(pool.map(ask, SERVICES))
    for live, readiness, read in answers:
        assert live.status_code == 200
        assert (readiness.status_code, readiness.json()["code"]) == (503, "not-ready")
        reasons = [fault["detail"] for fault in readiness.json()["errors"]]
        assert any(reason.startswith("store") for reason in reasons)
        assert (read.status_code, read.json()["code"]) == (503, "store-unavailable")
        assert all(int(answer.headers["retry-after"]) > 0 for answer in (readiness, read))


def test_what_cannot_be_kept_is_not_acknowledged_and_may_be_sent_again(
    cluster: Cluster, committee: Committee
) -> None:
    body, key = story.concern(), str(new_id())
    with stopped(cluster, committee):
        answer = committee.post(E_SERVICE, "intake", "/concern-reports", body, key=key)
        assert (answer.status_code, answer.json()["code"]) == (503, "store-unavailable")
        assert int(answer.headers["retry-after"]) > 0
    again = accepted(committee.post(E_SERVICE, "intake", "/concern-reports", body, key=key))
    assert len(committee.matters_of(again.json()["receiptId"])) == 1


def test_work_goes_on_where_it_was(cluster: Cluster, committee: Committee) -> None:
    (intake_id,) = committee.matters_of(story.report(committee))
    story.receive(committee, intake_id)
    with stopped(cluster, committee):
        pass
    story.investigate(committee, intake_id)
    story.support(committee, intake_id)
    committee.told(intake_id, "interventions.ended.v1")
