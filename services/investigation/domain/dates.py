"""The rule of dates that every fact obeys."""

from datetime import date

from shared.kernel.refusal import Refusal


class InTheFuture(Refusal):
    """What is registered has happened: its date cannot lie after today."""

    code = "in-the-future"
    detail = "Datumet ligger i framtiden. Endast det som har hänt kan registreras."


def require_come(on: date, today: date) -> None:
    """Return when the day has come.

    Raises:
        InTheFuture: it has not.
    """
    if on > today:
        raise InTheFuture
