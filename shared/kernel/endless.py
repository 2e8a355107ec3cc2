"""Loops that run until they are cancelled, and then do end."""

import asyncio


def end_if_cancelled() -> None:
    """Raise CancelledError again where a wait inside the loop lost it; call it once a round.

    ``asyncio.wait_for`` before Python 3.12, which drivers use, returns its result when the
    cancellation arrives in the same moment, and the loop would go on for ever.

    Raises:
        CancelledError: the current task has been asked to end.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
