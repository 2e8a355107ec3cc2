"""The only place that reads the clock or makes an id."""

import os
import time
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

CIVIL_ZONE = ZoneInfo("Europe/Stockholm")


def now() -> datetime:
    """Return the current instant, in UTC."""
    return datetime.now(UTC)


def civil_date(instant: datetime) -> date:
    """Return the civil date in Sweden at ``instant`` (which must carry an offset)."""
    return instant.astimezone(CIVIL_ZONE).date()


def today() -> date:
    """Return the current civil date in Sweden."""
    return civil_date(now())


def new_id() -> UUID:
    """Return a new UUIDv7 (RFC 9562): 48 bits of milliseconds, 74 random bits.

    The standard library has ``uuid.uuid7`` from Python 3.14 only.
    """
    stamp = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10))
    high = (random >> 62) & 0xFFF
    low = random & ((1 << 62) - 1)
    return UUID(int=(stamp << 80) | (0x7 << 76) | (high << 64) | (0b10 << 62) | low)
