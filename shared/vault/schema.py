"""The keys database: its tables, and what the services' one role may do there."""

from psycopg import Connection, sql

_TABLES = """
CREATE SCHEMA IF NOT EXISTS vault;

CREATE TABLE IF NOT EXISTS vault.epoch_key (
    epoch integer PRIMARY KEY CHECK (epoch > 0),
    wrapped bytea,
    started_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz,
    CHECK ((wrapped IS NULL) = (retired_at IS NOT NULL))
);

-- Own key: epoch and wrapped. Shared: neither, but rows in file_share. Destroyed: a date only.
CREATE TABLE IF NOT EXISTS vault.file_key (
    file_id uuid PRIMARY KEY,
    epoch integer REFERENCES vault.epoch_key,
    wrapped bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    CHECK ((wrapped IS NULL) = (epoch IS NULL)),
    CHECK (wrapped IS NULL OR destroyed_at IS NULL)
);
CREATE INDEX IF NOT EXISTS file_key_epoch ON vault.file_key (epoch, file_id);

CREATE TABLE IF NOT EXISTS vault.file_share (
    file_id uuid NOT NULL REFERENCES vault.file_key,
    holder_id uuid NOT NULL REFERENCES vault.file_key,
    wrapped bytea NOT NULL,
    PRIMARY KEY (file_id, holder_id),
    CHECK (file_id <> holder_id)
);
CREATE INDEX IF NOT EXISTS file_share_holder ON vault.file_share (holder_id);

CREATE TABLE IF NOT EXISTS vault.lookup_key (
    version integer PRIMARY KEY CHECK (version > 0),
    wrapped bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
);
"""

_RIGHTS = """
REVOKE ALL ON SCHEMA vault FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC, {role};
GRANT USAGE ON SCHEMA vault TO {role};
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA vault TO {role};
GRANT UPDATE (wrapped, retired_at) ON vault.epoch_key TO {role};
GRANT UPDATE (wrapped) ON vault.lookup_key TO {role};
GRANT UPDATE (epoch, wrapped, destroyed_at) ON vault.file_key TO {role};
GRANT DELETE ON vault.file_share TO {role};
"""


def create(connection: Connection, role: str) -> None:
    """Make what is missing in the keys database ``connection`` is in, and set ``role``'s rights.

    The caller owns the database, made the role, and lets it and nobody else connect.
    """
    with connection.transaction():
        connection.execute(_TABLES)
        connection.execute(sql.SQL(_RIGHTS).format(role=sql.Identifier(role)))
