"""Everything that a committee has written anywhere, searched; and copies of it as a backup is."""

import base64
from collections.abc import Iterator, Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from deploy.migrate import Deployment
from deploy.urls import with_database
from tests.system.planted import CHILD, GUARDIAN, MARK

NEEDLES = [
    MARK.encode(),
    *(base64.b64encode(b"\0" * n + MARK.encode())[4 : 4 + 14] for n in range(3)),
]
NUMBERS = [each.encode() for n in (CHILD, GUARDIAN) for each in (n, n[2:], f"{n[2:8]}-{n[8:]}")]
TABLES = """
    SELECT schemaname, tablename FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"""


def found_in(store: Deployment, folder: Path, needles: Sequence[bytes]) -> list[str]:
    """Return where any of ``needles`` is found in what the committee has written."""
    found = [
        f"{table}: {needle!r}"
        for table, contents in _dump(store)
        for needle in needles
        if needle.lower() in contents.lower()
    ]
    marks = [needle for needle in needles if needle not in NUMBERS]
    return found + [
        f"{path}: {needle!r}"
        for path in (*_files(folder), *_cluster_files(store))
        for needle in marks
        if needle in _contents(path)
    ]


def _dump(store: Deployment) -> Iterator[tuple[str, bytes]]:
    """Yield every table of both databases: read models, kept answers, attachments, the log."""
    for name in (store.database, store.keys_database):
        with psycopg.connect(with_database(store.admin_url, name)) as connection:
            for schema, table in connection.execute(TABLES).fetchall():
                query = sql.SQL("COPY {} TO STDOUT (FORMAT binary)")
                named = query.format(sql.Identifier(schema, table))
                with connection.cursor().copy(named) as copied:
                    yield f"{schema}.{table}", b"".join(bytes(part) for part in copied)


def _cluster_files(store: Deployment) -> Sequence[Path]:
    """Return the server's own files: tables, indexes, dead rows and the write-ahead log."""
    with psycopg.connect(store.admin_url, autocommit=True) as server:
        server.execute("CHECKPOINT")
        server.execute("SELECT pg_switch_wal()")
        rows = server.execute(
            "SELECT setting, (SELECT array_agg(oid::text) FROM pg_database"
            " WHERE datname = ANY (%s)) FROM pg_settings WHERE name = 'data_directory'",
            ([store.database, store.keys_database],),
        ).fetchall()
    ((folder, oids),) = rows
    data = Path(folder)
    if not data.exists():
        return []  # another machine's server: its tables were read through it
    logs = [each for each in (data.parent / "server.log",) if each.exists()]
    return [*_files(data / "pg_wal"), *(f for o in oids for f in _files(data / "base" / o)), *logs]


def _files(folder: Path) -> Sequence[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _contents(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:  # a segment that was recycled meanwhile
        return b""


class Copies:
    """Copies of both databases as files, dropped when no longer needed."""

    def __init__(self, store: Deployment) -> None:
        self._store = store
        self._copy = Deployment(
            admin_url=with_database(store.admin_url, f"{store.database}_week"),
            prefix=store.prefix,
            passwords=store.passwords,
        )

    def __enter__(self) -> Deployment:
        for old, new in self._pairs():
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY")
            self._execute(statement.format(sql.Identifier(new), sql.Identifier(old)))
        return self._copy

    def __exit__(self, *failed: object) -> None:
        for _, new in self._pairs():
            statement = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            self._execute(statement.format(sql.Identifier(new)))

    def _pairs(self) -> Sequence[tuple[str, str]]:
        store, copy = self._store, self._copy
        return [(store.database, copy.database), (store.keys_database, copy.keys_database)]

    def _execute(self, statement: sql.Composed) -> None:
        url = with_database(self._store.admin_url, "postgres")
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(statement)
