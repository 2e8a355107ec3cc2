"""Creating the roles of a deployment, and saying which database each may enter."""

from collections.abc import Iterable, Mapping

import psycopg
from psycopg import sql

from deploy.roles import LOGINS, OWNER, SERVICES, role_name


def create_roles(server: psycopg.Connection, prefix: str, passwords: Mapping[str, str]) -> None:
    """Create the roles that are missing, and set every login's password.

    The server is sent verifiers only, so no password can end up in its log.
    """
    owner = role_name(prefix, OWNER)
    _create_missing(server, owner)
    for name in LOGINS:
        role = role_name(prefix, name)
        _create_missing(server, role)
        verifier = server.pgconn.encrypt_password(
            passwords[name].encode(), role.encode(), b"scram-sha-256"
        )
        statement = sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}")
        server.execute(statement.format(sql.Identifier(role), sql.Literal(verifier.decode())))
    _let_administrator_become(server, owner)


def grant_connect(
    server: psycopg.Connection, database: str, prefix: str, logins: Iterable[str]
) -> None:
    """Let ``logins`` enter ``database``, and nobody else.

    Services may make temporary tables there, for rebuilding a read model beside the live one.
    """
    name = sql.Identifier(database)
    server.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    for login in logins:
        rights = sql.SQL("CONNECT, TEMPORARY" if login in SERVICES else "CONNECT")
        role = sql.Identifier(role_name(prefix, login))
        server.execute(sql.SQL("GRANT {} ON DATABASE {} TO {}").format(rights, name, role))


def _create_missing(server: psycopg.Connection, role: str) -> None:
    if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
        server.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)))


def _let_administrator_become(server: psycopg.Connection, owner: str) -> None:
    query = "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"
    if server.execute(query).fetchone() == (True,):
        return
    server.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(owner)))
