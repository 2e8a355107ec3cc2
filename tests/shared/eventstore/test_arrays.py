"""Our own arrays are sent, and psycopg's lists of the same types still are."""

from uuid import UUID

import psycopg
import pytest

from shared.eventstore.arrays import ByteaArray, IntegerArray, TextArray, UuidArray, register

ONE = UUID(int=1)


@pytest.mark.parametrize(
    ("array", "items", "kind"),
    [
        (UuidArray, [ONE], "uuid[]"),
        (IntegerArray, [7, 8], "int4[]"),
        (ByteaArray, [b"\0a", b""], "bytea[]"),
        (TextArray, ["å", ""], "text[]"),
    ],
)
def test_an_array_of_ours_arrives_and_so_does_a_list(
    postgres_url: str, array: type, items: list[object], kind: str
) -> None:
    with psycopg.connect(postgres_url, dbname="postgres") as connection:
        register(connection)
        sent = connection.execute(f"SELECT %b::{kind}".encode(), [array(items)]).fetchone()
        assert sent == (items,)
        connection.execute(f"CREATE TEMPORARY TABLE kept (items {kind})".encode())
        with connection.cursor().copy("COPY kept FROM STDIN (FORMAT binary)") as copy:
            copy.set_types([kind])
            copy.write_row([items])
        assert connection.execute("SELECT items FROM kept").fetchone() == (items,)
