"""Values in formats that only we know, for Schemathesis to send where a schema names them."""

import schemathesis
from hypothesis.strategies import binary, builds, integers, sampled_from

from shared.eventstore.cursor import Cursor

OFFICIAL_TEST_NUMBERS = ("191212121212", "19900602-2397", "910717-2380", "199312172381")
ANY_CURSOR = builds(Cursor, integers(1, 2), integers(1, 40), binary(min_size=32, max_size=32))

schemathesis.openapi.format("swedish-identity-number", sampled_from(OFFICIAL_TEST_NUMBERS))
schemathesis.openapi.format("cursor", ANY_CURSOR.map(Cursor.encode))
