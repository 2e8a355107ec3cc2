"""One administrator's URL is enough to set a committee up, as often as one likes."""

import json
import shutil
import stat
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from deploy.cluster import Cluster
from deploy.migrate import Deployment, deployment, migrate
from deploy.postgres import in_use, own_cluster, postgres
from deploy.urls import database_of, with_database, with_login
from tests.postgres import NOT_DURABLE

pytestmark = pytest.mark.processes

SECRET = {"RODATRADEN_ROLE_SECRET": "one secret for the whole deployment"}


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """Yield a server that somebody else runs: the one on PATH, where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        cluster = own_cluster(Path(folder), print, NOT_DURABLE)
        installed = shutil.which("initdb")
        if installed is not None:
            cluster = replace(cluster, binaries=Path(installed).resolve().parent)
        with in_use(cluster):
            yield cluster


def set_up(url: str, var: Path, env: dict[str, str]) -> Deployment:
    """Migrate what ``url`` names, and return it."""
    target = deployment(url, var, env)
    migrate(target, lambda line: None)
    return target


def contents(target: Deployment) -> list[tuple[object, ...]]:
    """Return everything of the database that a second migration could change."""
    question = """
        SELECT c.oid::regclass::text, c.relowner::regrole::text, c.relacl::text
        FROM pg_class c WHERE c.relnamespace::regnamespace::text NOT LIKE 'pg^_%' ESCAPE '^'
        UNION ALL SELECT p.oid::regprocedure::text, p.proowner::regrole::text, p.proacl::text
        FROM pg_proc p WHERE p.pronamespace = to_regnamespace('store')
        UNION ALL SELECT name, service, is_published::text FROM store.event_name
        ORDER BY 1, 2
    """
    with psycopg.connect(target.admin_url) as connection:
        return connection.execute(question).fetchall()


def test_a_second_migration_changes_nothing(server: Cluster, tmp_path: Path) -> None:
    url = with_database(server.url, "twice")
    once = contents(set_up(url, tmp_path, {}))
    twice = contents(set_up(url, tmp_path, {}))
    assert once == twice
    assert ("intake.opened.v1", "intake", "true") in once


def test_several_may_migrate_at_once(server: Cluster, tmp_path: Path) -> None:
    url = with_database(server.url, "crowd")
    with ThreadPoolExecutor(3) as pool:
        targets = [pool.submit(set_up, url, tmp_path, SECRET) for _ in range(3)]
    assert len({str(contents(each.result())) for each in targets}) == 1


def test_a_server_given_by_url_is_used_and_left_running(server: Cluster, tmp_path: Path) -> None:
    env = {"RODATRADEN_DATABASE_URL": with_database(server.url, "given")}
    with postgres(tmp_path, env, print) as url:
        target = set_up(url, tmp_path, env)
    assert database_of(target.admin_url) == "given"
    assert not (tmp_path / "postgres").exists()
    assert server.is_running()


def test_an_administrator_need_not_be_superuser(server: Cluster, tmp_path: Path) -> None:
    with psycopg.connect(with_database(server.url, "postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE manager LOGIN PASSWORD 'm' CREATEDB CREATEROLE")
    url = with_login(with_database(server.url, "managed"), "manager", "m")
    target = set_up(url, tmp_path, {})
    assert contents(target) == contents(set_up(url, tmp_path, {}))


def test_the_services_log_in_with_passwords_kept_for_their_owner_only(
    server: Cluster, tmp_path: Path
) -> None:
    url = with_database(server.url, "kept")
    first = set_up(url, tmp_path, {})
    path = tmp_path / "credentials-kept.json"
    assert json.loads(path.read_text()) == first.passwords
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert deployment(url, tmp_path, {}).passwords == first.passwords
    with psycopg.connect(first.url_for("reporting")) as connection:
        assert connection.execute("SELECT session_user").fetchone() == ("kept_reporting",)


def test_passwords_can_be_derived_where_no_file_is_shared(tmp_path: Path) -> None:
    url = "postgresql://admin@db.example/store"
    here = deployment(url, tmp_path / "here", SECRET)
    there = deployment(url, tmp_path / "there", SECRET)
    assert here.passwords == there.passwords
    assert len(set(here.passwords.values())) == len(here.passwords)
    assert not list(tmp_path.iterdir())


def test_role_names_begin_as_the_environment_says(tmp_path: Path) -> None:
    url = "postgresql://admin@db.example/store"
    assert deployment(url, tmp_path, SECRET).prefix == "store"
    named = deployment(url, tmp_path, {**SECRET, "RODATRADEN_ROLE_PREFIX": "namnden"})
    assert named.url_for("intake").startswith("postgresql://namnden_intake:")


def test_a_prefix_that_no_role_name_can_begin_with_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="RODATRADEN_ROLE_PREFIX"):
        deployment('postgresql://admin@db.example/a"b', tmp_path, SECRET)


def test_no_secret_is_shown_when_a_deployment_is_printed(tmp_path: Path) -> None:
    target = deployment("postgresql://admin:s3cret@db.example/store", tmp_path, SECRET)
    assert "s3cret" not in repr(target)
    assert target.passwords["intake"] not in repr(target)
