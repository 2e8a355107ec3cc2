"""Cursors: what was encoded is read again, and nothing else is."""

import pytest

from shared.eventstore.cursor import Cursor, CursorMalformed

CURSOR = Cursor(epoch=2, position=17, chain_hash=bytes(range(32)))


def test_a_cursor_comes_back_as_it_was_given() -> None:
    text = CURSOR.encode()
    assert Cursor.decode(text) == CURSOR
    assert text.isascii()
    assert set(text).isdisjoint("+/=&?# ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "MTox",
        "é" * 59,
        CURSOR.encode()[:-1],
        CURSOR.encode() + "A",
        CURSOR.encode() + "=",
        CURSOR.encode()[:-1] + "9",  # bits beyond the last byte
        " " + CURSOR.encode(),
    ],
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(CursorMalformed):
        Cursor.decode(text)
