"""The one rule of dates: not before the investigation was opened, not after today."""

from datetime import date

from services.investigation.domain.investigation.refusals import BeforeOpened
from services.investigation.domain.investigation.state import Open
from shared.kernel.dates import require_come


def require_dated(case: Open, on: date, today: date) -> None:
    """Return when something in ``case`` can have happened on that day.

    Raises:
        BeforeOpened: it was not open yet.
        InTheFuture: the day has not come.
    """
    if on < case.opened_on:
        raise BeforeOpened
    require_come(on, today)
