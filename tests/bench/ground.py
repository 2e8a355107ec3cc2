"""Where things are measured: fresh databases on one server, with or without a slower flush."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.checkpoint_keys import CheckpointFiles
from deploy.development import Trust, make_plans, trust
from deploy.launcher import Plan as Service
from deploy.migrate import Deployment, deployment, drop, migrate
from deploy.urls import database_of, with_database
from tests.bench.plan import Plan
from tests.bench.processors import Processors
from tests.bench.progress import Telling

FLUSH = "commit_delay = 1000 and commit_siblings = 0, set on the database"
FREE_PORTS = {"RODATRADEN_PORTS": "free"}
UNLIMITED = {"RODATRADEN_CLIENT_RATE": "0"}  # the cost of a call is measured, not its limit

TABLES = """
    CREATE SCHEMA bench;
    CREATE TABLE bench.event (
        LIKE store.event INCLUDING IDENTITY INCLUDING DEFAULTS,
        PRIMARY KEY (stream_id, version));
    CREATE TABLE bench.thing (
        id uuid PRIMARY KEY, kept_at timestamptz NOT NULL, body jsonb NOT NULL);
    GRANT USAGE ON SCHEMA bench TO PUBLIC;
    GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA bench TO PUBLIC;
"""


class NotPermitted(Exception):  # noqa: N818
    """The administrator of the server may not set its flush delay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The server of this run, and how much of everything is asked of it."""

    admin_url: str
    var: Path
    plan: Plan
    telling: Telling
    processors: Processors

    @property
    def own(self) -> Path:
        """The folder of this run's keys, issuer and logs."""
        return self.var / "bench"

    @property
    def trust(self) -> Trust:
        """Whose tokens the measured services believe."""
        return trust(self.own, FREE_PORTS)

    @contextmanager
    def database(self) -> Iterator[Deployment]:
        """Yield a migrated deployment with the tables of the others, dropped afterwards."""
        url = with_database(self.admin_url, f"{database_of(self.admin_url)}_bench")
        target = deployment(url, self.own, {})
        drop(target)
        CheckpointFiles.of(self.own, target.database).forget_checkpoints()
        try:
            migrate(target, lambda line: None)
            with psycopg.connect(url, autocommit=True) as connection:
                connection.execute(TABLES)
            yield target
        finally:
            drop(target)

    def services(self, target: Deployment, *names: str) -> list[Service]:
        """Return how to run the services called ``names``, or all, on free ports."""
        plans = make_plans(target, self.trust, self.own, FREE_PORTS)
        chosen = [plan for plan in plans if not names or plan.name in names]
        return [replace(each, environment={**each.environment, **UNLIMITED}) for each in chosen]


def delay_flush(target: Deployment, *, by_a_millisecond: bool) -> None:
    """Let whoever connects from now on wait a millisecond more for each flush, or not.

    Raises:
        NotPermitted: only a superuser may.
    """
    name = sql.Identifier(target.database)
    change = "SET {} = {}" if by_a_millisecond else "RESET {}"
    with psycopg.connect(target.admin_url, autocommit=True) as connection:
        for setting, value in (("commit_delay", 1000), ("commit_siblings", 0)):
            clause = sql.SQL(change).format(sql.Identifier(setting), sql.Literal(value))
            try:
                connection.execute(sql.SQL("ALTER DATABASE {} ").format(name) + clause)
            except psycopg.errors.InsufficientPrivilege as error:
                raise NotPermitted from error
