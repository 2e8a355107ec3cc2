"""Waiting for what the services do beside the routes."""

import asyncio
import time
from collections.abc import Awaitable, Callable

PATIENCE = 30.0


async def until(holds: Callable[[], Awaitable[bool]], what: str) -> None:
    """Return once it holds."""
    deadline = time.monotonic() + PATIENCE
    while not await holds():
        assert time.monotonic() < deadline, f"waited in vain for {what}"
        await asyncio.sleep(0.05)
