"""Trace context (W3C): taken over from the caller, or begun here."""

import os
import re

_TRACEPARENT = re.compile(r"(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")


def continued(received: str | None) -> str:
    """Return our own ``traceparent`` in the trace of ``received``.

    A missing or broken one begins a new trace, as the standard says; it is not refused.
    """
    span = os.urandom(8).hex()
    match = _TRACEPARENT.fullmatch(received) if received else None
    if match is None or set(match[1]) == {"0"} or set(match[2]) == {"0"}:
        return f"00-{os.urandom(16).hex()}-{span}-00"
    return f"00-{match[1]}-{span}-{match[3]}"


def trace_id(traceparent: str) -> str:
    """Return the 32 hexadecimal digits that name the whole trace."""
    return traceparent[3:35]
