"""The keys database: its tables, what the services may do there, and what disposal may."""

from psycopg import Connection, sql

from shared.vault.functions import FUNCTIONS

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
REVOKE ALL ON ALL TABLES IN SCHEMA vault FROM PUBLIC, {services}, {disposal};
REVOKE UPDATE (wrapped, retired_at) ON vault.epoch_key FROM {services};
REVOKE UPDATE (wrapped) ON vault.lookup_key FROM {services};
REVOKE UPDATE (epoch, wrapped, destroyed_at) ON vault.file_key FROM {services};
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA vault FROM PUBLIC;
GRANT USAGE ON SCHEMA vault TO {services}, {disposal};
GRANT SELECT ON ALL TABLES IN SCHEMA vault TO {services}, {disposal};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA vault TO {services};
GRANT INSERT ON vault.epoch_key, vault.file_key TO {disposal};
GRANT UPDATE (wrapped, retired_at) ON vault.epoch_key TO {disposal};
GRANT UPDATE (wrapped) ON vault.lookup_key TO {disposal};
GRANT UPDATE (epoch, wrapped, destroyed_at) ON vault.file_key TO {disposal};
GRANT DELETE ON vault.file_share TO {disposal};
"""


def create(connection: Connection, services: str, disposal: str) -> None:
    """Make what is missing in the keys database ``connection`` is in, and set the rights.

    The role ``services`` seals and opens; the role ``disposal`` destroys. The caller owns the
    database, made the roles, and lets them and nobody else connect.
    """
    with connection.transaction():
        connection.execute(_TABLES)
        for function in FUNCTIONS:
            connection.execute(function)
        roles = {"services": sql.Identifier(services), "disposal": sql.Identifier(disposal)}
        connection.execute(sql.SQL(_RIGHTS).format(**roles))
