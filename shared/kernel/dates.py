"""The rule of dates that every registered fact obeys."""

from datetime import date

from shared.kernel.refusal import Refusal


class InTheFuture(Refusal):
    """What is registered has happened: its date cannot lie after today."""

    code = "date-in-the-future"
    detail = "Datumet ligger i framtiden. Registrera bara det som har hänt, med den dag det hände."


def require_come(on: date, today: date) -> None:
    """Return when the day has come.

    Raises:
        InTheFuture: it has not.
    """
    if on > today:
        raise InTheFuture
