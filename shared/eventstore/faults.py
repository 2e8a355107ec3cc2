"""What went wrong, said without repeating any data."""

import traceback


def described(error: BaseException) -> str:
    """Return the kind of ``error`` and where it arose; never its message."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__module__}.{type(error).__qualname__}{where}"
