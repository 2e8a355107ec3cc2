"""The database of a simulation: marked as one, and telling the time it is told.

No other database can: the means to do so are put there by whoever marks it, and nobody can mark
one that holds events. So nothing simulated ever stands in a ledger that is relied on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from deploy.migrate import Deployment, deployment, drop, migrate
from deploy.roles import OWNER, role_name
from deploy.running import Tell
from deploy.urls import database_of, with_database

SUFFIX = "_simulated"

_MARK = """
    CREATE TABLE store.simulation (
        is_simulation boolean PRIMARY KEY DEFAULT true CHECK (is_simulation),
        asked jsonb NOT NULL,
        begun_at timestamptz NOT NULL DEFAULT clock_timestamp());
    CREATE FUNCTION store.simulated_at() RETURNS timestamptz LANGUAGE sql STABLE AS $$
        SELECT coalesce(
            nullif(current_setting('rodatraden.simulated_at', true), '')::timestamptz,
            clock_timestamp()) $$;
    GRANT EXECUTE ON FUNCTION store.simulated_at() TO PUBLIC"""
_CLOCK = "clock_timestamp()"
_FUNCTIONS = ("the append of one event", "the entry in the ledger")
_TELLING_TIME = """
    SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'store'::regnamespace AND proname IN ('append', 'enter')
      AND prosrc LIKE '%clock_timestamp()%'"""
_STATE = """
    SELECT to_regclass('store.event') IS NOT NULL, to_regclass('store.simulation') IS NOT NULL,
        EXISTS (SELECT FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
                WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema')"""


_NO_WAITING = "ALTER DATABASE {} SET synchronous_commit = off"
"""A crash loses what can be simulated once more."""


class StoreInUse(Exception):  # noqa: N818
    """The database holds what no simulation put there; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A marked database, by its deployment."""

    target: Deployment


def own_deployment(admin_url: str, var: Path) -> Deployment:
    """Return the deployment that simulations beside ``admin_url`` have to themselves."""
    name = database_of(admin_url).removesuffix(SUFFIX)
    return deployment(with_database(admin_url, f"{name}{SUFFIX}"), var, {})


def make_anew(target: Deployment, tell: Tell) -> None:
    """Drop what an earlier simulation left, and bring an empty store in its place.

    Raises:
        StoreInUse: the database holds what no simulation put there.
    """
    if _exists(target):
        require_disposable(target.admin_url)
        drop(target)
    migrate(target, tell)


def require_disposable(admin_url: str) -> None:
    """Return when the database is a simulation's, or has never been used.

    Raises:
        StoreInUse: neither.
    """
    with psycopg.connect(admin_url, autocommit=True) as admin:
        ((has_store, is_marked, has_anything),) = admin.execute(_STATE).fetchall()
        if is_marked:
            return
        if has_anything and not (has_store and _is_empty(admin)):
            raise StoreInUse(
                f"the database {database_of(admin_url)} holds what no simulation put there; "
                "a simulation needs a database of its own"
            )


def mark(target: Deployment, asked: Mapping[str, Any]) -> Ground:
    """Mark an empty store as a simulation's, and let it tell the time it is told.

    Raises:
        StoreInUse: it holds events, or is marked already.
    """
    with psycopg.connect(target.admin_url) as admin:
        ((_, is_marked, _),) = admin.execute(_STATE).fetchall()
        admin.execute("LOCK TABLE store.event IN SHARE ROW EXCLUSIVE MODE")
        if is_marked or not _is_empty(admin):
            raise StoreInUse(f"the store {target.database} is not an empty one")
        for name in (target.database, target.keys_database):
            admin.execute(sql.SQL(_NO_WAITING).format(sql.Identifier(name)))
        owner = sql.Identifier(role_name(target.prefix, OWNER))
        admin.execute(sql.SQL("SET ROLE {}").format(owner))
        admin.execute(_MARK)
        admin.execute("INSERT INTO store.simulation (asked) VALUES (%s)", [Jsonb(asked)])
        telling_time = admin.execute(_TELLING_TIME).fetchall()
        assert len(telling_time) == len(_FUNCTIONS), "the store tells time elsewhere now"
        for (definition,) in telling_time:
            admin.execute(definition.replace(_CLOCK, "store.simulated_at()"))
    return Ground(target)


def _is_empty(admin: psycopg.Connection) -> bool:
    ((has_events,),) = admin.execute("SELECT EXISTS (SELECT FROM store.event)").fetchall()
    return not has_events


def _exists(target: Deployment) -> bool:
    with psycopg.connect(with_database(target.admin_url, "postgres"), autocommit=True) as server:
        query = "SELECT FROM pg_database WHERE datname = %s"
        return server.execute(query, [target.database]).fetchone() is not None
