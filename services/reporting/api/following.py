"""Who follows what: those who follow up, all in sight; who handles matters, her own."""

from shared.http.edge import Reading

READ, FOLLOW = "reporting:read", "reporting:follow"
EITHER = (READ, FOLLOW)


def own_only(reading: Reading) -> str | None:
    """Return whose matters alone the lists show; None to whoever follows all in sight."""
    return reading.actor.subject if reading.call.right == FOLLOW else None
