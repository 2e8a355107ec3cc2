"""A store restored from its dump in another cluster, where transaction ids start over."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from deploy.cluster import Cluster
from deploy.database_roles import create_roles
from deploy.postgres import find_binaries, in_use, own_cluster
from deploy.roles import role_name, role_passwords
from deploy.urls import database_of, with_database, with_login
from shared.testing.database import Database
from tests.postgres import NOT_DURABLE, ROLES


@contextmanager
def another_cluster() -> Iterator[Cluster]:
    """Yield a server of the test's own, running."""
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        Path(folder).chmod(0o755)
        settings = {**NOT_DURABLE, "fsync": "off"}
        with in_use(own_cluster(Path(folder), print, settings)) as cluster:
            yield cluster


@contextmanager
def restored_elsewhere(source: Database) -> Iterator[tuple[Cluster, Database]]:
    """Yield what becomes of ``source`` when its dump is restored in a new cluster."""
    name = database_of(source.admin_url)
    dump = _run("pg_dump", "--dbname", source.admin_url, "--create")
    with another_cluster() as cluster:
        server = with_database(cluster.url, "postgres")
        passwords = role_passwords(source.prefix, name, Path("nowhere"), ROLES)
        with psycopg.connect(server, autocommit=True) as admin:
            create_roles(admin, source.prefix, passwords)
        _run("psql", "--dbname", server, "--quiet", "--set", "ON_ERROR_STOP=1", given=dump)
        url = with_database(cluster.url, name)
        yield (
            cluster,
            Database(
                admin_url=url,
                prefix=source.prefix,
                login=lambda role: with_login(
                    url, role_name(source.prefix, role), passwords[role]
                ),
                keys=lambda: url,
            ),
        )


def raise_epoch(database: Database) -> int:
    """Begin a new epoch, as the administrator does after a restore."""
    with psycopg.connect(database.admin_url) as admin:
        ((epoch,),) = admin.execute("SELECT store.begin_epoch('restored')").fetchall()
    return int(epoch)


def _run(program: str, *arguments: str, given: bytes = b"") -> bytes:
    command = [str(find_binaries() / program), *arguments]
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout
