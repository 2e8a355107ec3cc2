"""Letting in who is known, and not in too great a hurry."""

from collections.abc import Awaitable, Callable

from shared.http.call import Call
from shared.kernel.caller import Caller, NotAuthenticated


async def recognise(call: Call, authenticate: Callable[[], Awaitable[Caller]]) -> Caller:
    """Return who calls; an address that keeps failing to say so waits before it is looked at.

    Raises:
        NotAuthenticated: nobody that we know.
        Problem: 429, with how long to wait.
    """
    limits = call.edge.limits
    limits.failing.require(call.address)
    try:
        caller = await authenticate()
    except NotAuthenticated:
        limits.failing.spend(call.address)
        raise
    limits.clients.require(caller.actor.client_id)
    call.allowance = limits.clients.spend(caller.actor.client_id)
    call.authenticated = caller
    return caller
