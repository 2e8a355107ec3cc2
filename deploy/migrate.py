"""From an administrator's URL to a committee's migrated databases and their logins.

Everything here can be run again at any time, by several at once.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from alembic import command
from alembic.config import Config
from psycopg import sql
from sqlalchemy import NullPool, create_engine, text

from deploy.database_roles import create_roles, grant_connect
from deploy.roles import (
    DISPOSAL,
    KEYS_LOGINS,
    OWNER,
    STORE_LOGINS,
    VAULT,
    role_name,
    role_passwords,
    role_prefix,
)
from deploy.stored_names import stored_names
from deploy.urls import database_of, with_database, with_login
from shared.vault.schema import create as create_key_tables

Tell = Callable[[str], None]

OLDEST_SERVER = 150000
_ONE_AT_A_TIME = 0x726F6461  # advisory lock in the database "postgres", for roles are shared


class ServerTooOld(Exception):  # noqa: N818
    """The PostgreSQL server is older than version 15."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """A committee's two databases and who may log in to them."""

    admin_url: str = field(repr=False)
    prefix: str
    passwords: Mapping[str, str] = field(repr=False)

    @property
    def database(self) -> str:
        """The store's database."""
        return database_of(self.admin_url)

    @property
    def keys_database(self) -> str:
        """The file keys' database."""
        return f"{self.database}_keys"

    def url_for(self, role: str) -> str:
        """Return the URL that ``role`` logs in with; two of them lead to the file keys."""
        database = self.keys_database if role in KEYS_LOGINS else self.database
        user = role_name(self.prefix, role)
        return with_login(with_database(self.admin_url, database), user, self.passwords[role])


def deployment(admin_url: str, var: Path, env: Mapping[str, str]) -> Deployment:
    """Return the deployment that the administrator's URL and the environment name."""
    database = database_of(admin_url)
    prefix = role_prefix(database, env)
    passwords = role_passwords(prefix, database, var, env)
    return Deployment(admin_url=admin_url, prefix=prefix, passwords=passwords)


def migrate(target: Deployment, tell: Tell) -> None:
    """Bring roles, both databases, tables and stored names up to date.

    Raises:
        ServerTooOld: the server is older than PostgreSQL 15; nothing was changed.
    """
    with one_at_a_time(target.admin_url) as server:
        tell(f"roles {target.prefix}_*")
        create_roles(server, target.prefix, target.passwords)
        for name, logins in (
            (target.database, STORE_LOGINS),
            (target.keys_database, KEYS_LOGINS),
        ):
            tell(f"database {name}")
            _create_database(server, name, role_name(target.prefix, OWNER))
            grant_connect(server, name, target.prefix, logins)
        tell("tables, functions and rights")
        _upgrade(target)
        tell("stored names")
        _name_events(target)
        tell("file keys")
        with _as_owner(target, target.keys_database) as keys:
            create_key_tables(
                keys, role_name(target.prefix, VAULT), role_name(target.prefix, DISPOSAL)
            )


def drop(target: Deployment) -> None:
    """Drop both databases, whoever is connected; for what was never more than a trial."""
    with psycopg.connect(with_database(target.admin_url, "postgres"), autocommit=True) as server:
        for name in (target.database, target.keys_database):
            statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
            server.execute(statement.format(sql.Identifier(name)))


@contextmanager
def one_at_a_time(admin_url: str) -> Iterator[psycopg.Connection]:
    """Yield a connection to the server's own database while nobody else migrates there."""
    with psycopg.connect(with_database(admin_url, "postgres"), autocommit=True) as server:
        if server.info.server_version < OLDEST_SERVER:
            raise ServerTooOld(f"PostgreSQL {server.info.server_version // 10000}; 15 is needed")
        server.execute("SELECT pg_advisory_lock(%s)", [_ONE_AT_A_TIME])
        yield server


def _create_database(server: psycopg.Connection, name: str, owner: str) -> None:
    known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    statement = (
        "ALTER DATABASE {} OWNER TO {}"
        if known
        else "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'"
    )
    server.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(owner)))


def _upgrade(target: Deployment) -> None:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(target.admin_url),
        poolclass=NullPool,
    )
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as connection:
        owner = sql.Identifier(role_name(target.prefix, OWNER)).as_string()
        connection.execute(text(f"SET ROLE {owner}"))
        connection.commit()
        config.attributes.update(connection=connection, role_prefix=target.prefix)
        command.upgrade(config, "head")
        connection.commit()


def _name_events(target: Deployment) -> None:
    with _as_owner(target, target.database) as store:
        store.cursor().executemany("SELECT store.name_event(%s, %s, %s)", stored_names())


@contextmanager
def _as_owner(target: Deployment, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(with_database(target.admin_url, database)) as connection:
        owner = sql.Identifier(role_name(target.prefix, OWNER))
        connection.execute(sql.SQL("SET ROLE {}").format(owner))
        yield connection
