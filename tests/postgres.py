"""The PostgreSQL of a test run: one migrated template, and a clone of it for each test."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.database_roles import grant_connect
from deploy.migrate import Deployment, deployment, drop, migrate
from deploy.postgres import given_url, in_use, own_cluster
from deploy.roles import KEYS_LOGINS, OWNER, STORE_LOGINS, role_name
from deploy.urls import with_database
from shared.testing.database import Database

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
# Roles belong to the whole server: each worker has its own, with the same passwords in every run.
ROLES = {
    "RODATRADEN_ROLE_PREFIX": f"rodatraden_test_{WORKER}",
    "RODATRADEN_ROLE_SECRET": "tests only",
}
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "shared_buffers": "32MB"}


@contextmanager
def server() -> Iterator[str]:
    """Yield the administrator's URL of the server given by URL, else of one of our own."""
    given = given_url(os.environ)
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="rodatraden-") as folder:
        Path(folder).chmod(0o755)
        with in_use(own_cluster(Path(folder), print, NOT_DURABLE)) as cluster:
            yield cluster.url


@contextmanager
def template(admin_url: str, run: str) -> Iterator[Deployment]:
    """Yield a migrated deployment for this run, whose databases are dropped afterwards."""
    url = with_database(admin_url, f"rodatraden_test_{run}")
    target = deployment(url, Path("nowhere"), ROLES)
    try:
        migrate(target, lambda line: None)
        yield target
    finally:
        drop(target)


@contextmanager
def clone(source: Deployment, number: int) -> Iterator[Database]:
    """Yield a fresh copy of ``source``, dropped afterwards; its file keys only when asked for."""
    url = with_database(source.admin_url, f"{source.database}_{number}")
    target = replace(source, admin_url=url)

    @cache
    def keys() -> str:
        _copy(source, source.keys_database, target.keys_database, KEYS_LOGINS)
        return with_database(url, target.keys_database)

    _copy(source, source.database, target.database, STORE_LOGINS)
    try:
        yield Database(admin_url=url, prefix=target.prefix, login=target.url_for, keys=keys)
    finally:
        drop(target)


def _copy(source: Deployment, old: str, new: str, logins: Iterable[str]) -> None:
    statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
        sql.Identifier(new),
        sql.Identifier(role_name(source.prefix, OWNER)),
        sql.Identifier(old),
    )
    with psycopg.connect(with_database(source.admin_url, "postgres"), autocommit=True) as server:
        server.execute(statement)
        grant_connect(server, new, source.prefix, logins)
